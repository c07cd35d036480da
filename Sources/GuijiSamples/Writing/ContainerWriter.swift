import GuijiContract

/// Writes the records of one delivery in one format. Memory does not grow with the file.
protocol ContainerWriter: AnyObject {
    /// What stands before the first record.
    /// - Parameter beside: values beside the records, by absolute path.
    func begin(beside: [BesideValue]) throws
    func write(_ record: RecordDraft) throws
    /// A line that is no record (a blank one).
    func line(_ text: String) throws
    /// What stands after the last record. `count` is what the document says its number of records is.
    func end(count: Int) throws
}

/// A value that stands beside the records: `$.code`, `/root/@count`, `/root/head/date`.
struct BesideValue {
    /// The room kept for a number of records that is known at the end only.
    static let countWidth = 10

    var path: String
    /// As it stands; `nil`: the number of records.
    var literal: String?

    /// Those that a contract's guards ask for, then the layout's; what the producer said of tonight's file goes first.
    static func all(_ plan: WritePlan, tonight: [(path: String, literal: String)]) -> [BesideValue]
    {
        var values = tonight.map { BesideValue(path: $0.path, literal: $0.literal) }
        let isJSON = plan.contract.container.format == .json
        for check in plan.contract.guards.envelope {
            switch check.expectation {
            case .recordCount:
                values.append(BesideValue(path: check.path, literal: nil))
            case .oneOf(let texts):
                let text = texts.first ?? ""
                values.append(
                    BesideValue(
                        path: check.path, literal: isJSON && Int(text) == nil ? "\"\(text)\"" : text
                    ))
            }
        }
        values += plan.layout.envelope.map { BesideValue(path: $0.path, literal: $0.literal) }
        var seen: Set<String> = []
        return values.filter { seen.insert($0.path).inserted }
    }
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
