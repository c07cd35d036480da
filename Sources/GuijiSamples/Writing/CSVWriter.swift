import GuijiContract

/// CSV and its kin: title rows, header, records, rows of totals.
final class CSVWriter: ContainerWriter {
    private let plan: WritePlan
    private let sink: ByteSink
    private let encoding: Container.Encoding
    private let delimiter: String
    private let lineEnd: String

    init(_ plan: WritePlan, _ sink: ByteSink, encoding: Container.Encoding) {
        self.plan = plan
        self.sink = sink
        self.encoding = encoding
        delimiter = String(UnicodeScalar(plan.contract.container.delimiter))
        lineEnd =
            plan.layout.lineEnd
            ?? (plan.contract.container.encoding == .gb18030 ? "\r\n" : "\n")
    }

    func begin(beside: [BesideValue]) throws {
        if plan.layout.writesByteOrderMark, encoding == .utf8 { sink.append("\u{FEFF}") }
        let container = plan.contract.container
        for number in 0..<container.skipRows {
            let titles = plan.layout.titleRows
            let made =
                number == 0 ? plan.contract.title + "表" : "填报单位：" + plan.contract.departmentName
            sink.append((number < titles.count ? titles[number] : made) + lineEnd)
        }
        guard container.hasHeader else { return }
        let names = plan.table.paths.map(CSVWriter.headerText)
        for line in 0..<max(1, container.headerRows) {
            row(
                names.map { name in
                    let parts = plan.layout.headerLines[name] ?? [name]
                    return .text(line < parts.count ? parts[line] : "")
                })
        }
    }

    func write(_ record: RecordDraft) throws {
        row(record.fields.values + record.extraCells.map { .text($0) })
        try sink.flushIfFull()
    }

    func line(_ text: String) throws { sink.append(text + lineEnd) }

    func end(count: Int) throws {
        let rows = plan.layout.footerRows
        for row in rows { self.row(row.map { .text($0) }) }
        let missing = plan.contract.container.skipFooterRows - rows.count
        guard missing > 0 else { return }
        for _ in 0..<missing {
            let cells =
                ["合计", String(count)]
                + Array(repeating: "", count: max(0, plan.table.paths.count - 2))
            row(cells.map { .text($0) })
        }
    }

    /// `名称#2` is the second column that is headed 名称.
    private static func headerText(_ source: String) -> String {
        guard let mark = source.lastIndex(of: "#"), mark > source.startIndex,
            Int(source[source.index(after: mark)...]) != nil
        else { return source }
        return String(source[..<mark])
    }

    private func row(_ cells: [RawValue]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { sink.append(delimiter) }
            if case .literal(let text) = cell { sink.append(text) } else { quoted(cell.plain) }
        }
        sink.append(lineEnd)
    }

    private func quoted(_ text: String) {
        guard let quote = plan.contract.container.quote else {
            // Such a file cannot hold a line end inside a field.
            sink.append(text.contains("\n") ? text.replacing("\n", with: " ") : text)
            return
        }
        let own = plan.contract.container.delimiter
        let needsQuotes =
            plan.layout.quotesAll
            || text.utf8.contains { $0 == quote || $0 == own || $0 == 0x0A || $0 == 0x0D }
        guard needsQuotes else {
            sink.append(text)
            return
        }
        let mark = String(UnicodeScalar(quote))
        sink.append(quote)
        sink.append(text.contains(mark) ? text.replacing(mark, with: mark + mark) : text)
        sink.append(quote)
    }
}
