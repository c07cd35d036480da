import GuijiContract

/// Writes the records of one delivery in one format. Memory does not grow with the file.
protocol ContainerWriter: AnyObject {
    /// What stands before the first record.
    func begin() throws
    func write(_ record: RecordDraft) throws
    /// A line that is no record (a blank one).
    func line(_ text: String) throws
    /// What stands after the last record. `count` is what the document says its number of records is.
    func end(count: Int) throws
}

enum ContainerWriters {
    /// The writer of a contract's format.
    static func make(_ plan: WritePlan, _ sink: ByteSink, encoding: Container.Encoding)
        -> any ContainerWriter
    {
        switch plan.contract.container.format {
        case .csv: CSVWriter(plan, sink, encoding: encoding)
        case .xml: XMLWriter(plan, sink, encoding: encoding)
        case .json: JSONWriter(plan, sink)
        case .jsonLines: JSONLinesWriter(plan, sink)
        }
    }
}
