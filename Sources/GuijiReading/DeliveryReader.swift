package import GuijiContract
package import GuijiModel

/// Opens deliveries with the reader that their contract asks for.
package enum DeliveryReader {
    /// A reader of the file at `path`, positioned before its first record.
    /// - Throws: `DeliveryError` where the file cannot be opened or is not what the plan says.
    package static func open(path: String, plan: ReadPlan) throws(DeliveryError)
        -> any RecordReader
    {
        try open(source: ByteSource(path: path), plan: plan)
    }

    /// The same for bytes that are already at hand.
    package static func open(source: ByteSource, plan: ReadPlan) throws(DeliveryError)
        -> any RecordReader
    {
        switch plan.container.format {
        case .csv: return try CSVRecordReader(source: source, plan: plan)
        case .xml: return try XMLRecordReader(source: source, plan: plan)
        case .json, .jsonLines: return try JSONRecordReader(source: source, plan: plan)
        }
    }
}
