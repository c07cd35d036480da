import GuijiContract
package import GuijiModel
import GuijiReading

/// A CSV file that no contract describes: its delimiter and header are found by looking.
package struct TableFile {
    package let path: String
    package let headers: [String]
    private let container: Container

    /// Looks at the first row.
    /// - Throws: `GuijiError.notFound`, or `GuijiError.table` where the file is no table.
    package init(path: String) throws {
        self.path = path
        guard TableFile.exists(path) else {
            throw GuijiError.notFound(path: path, what: "table")
        }
        var container = Container(format: .csv)
        container.hasHeader = false
        var best: [String] = []
        var chosen = container
        for delimiter in [
            UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
        ] {
            container.delimiter = delimiter
            let names = try TableFile.firstRow(path, container)
            if names.count > best.count {
                best = names
                chosen = container
            }
        }
        guard !best.isEmpty else {
            throw GuijiError.table(
                path: path, what: "the first row is empty; expected the columns' names")
        }
        chosen.hasHeader = true
        self.container = chosen
        headers = best
    }

    private static func exists(_ path: String) -> Bool {
        (try? ByteSource(path: path)) != nil
    }

    private static func firstRow(_ path: String, _ container: Container) throws -> [String] {
        let plan = ReadPlan(
            container: container, columns: (1...512).map { ReadPlan.Column(sources: ["#\($0)"]) })
        do throws(DeliveryError) {
            let reader = try DeliveryReader.open(path: path, plan: plan)
            guard let batch = try reader.next() else { return [] }
            var names: [String] = []
            for column in 0..<512 {
                guard let text = batch.text(column: column, row: 0) else { break }
                names.append(TableFile.trimmed(text))
            }
            while names.last?.isEmpty == true { names.removeLast() }
            return names
        } catch {
            throw GuijiError.table(path: path, what: "\(error.found); expected \(error.expected)")
        }
    }

    private static func trimmed(_ text: String) -> String {
        let blanks: Set<Character> = [" ", "\t", "\u{FEFF}", "\u{3000}", "\r"]
        var text = text[...]
        while let first = text.first, blanks.contains(first) { text.removeFirst() }
        while let last = text.last, blanks.contains(last) { text.removeLast() }
        return String(text)
    }

    /// The first of several headers that the file has, without regard to case.
    package func header(among names: [String]) -> String? {
        for name in names {
            if headers.contains(name) { return name }
            if let found = headers.first(where: { $0.lowercased() == name.lowercased() }) {
                return found
            }
        }
        return nil
    }

    /// Reads batch by batch. Each wanted column is a list of headers of which the first that the file has counts; one
    /// that the file lacks is absent in every row.
    package func forEachBatch(_ wanted: [[String]], _ body: (RawBatch) throws -> Void) throws {
        let batches = try batches(of: wanted)
        while let batch = try batches.next() { try body(batch) }
    }

    /// The batches, to be asked for one by one.
    package func batches(of wanted: [[String]]) throws -> Batches {
        let columns = wanted.map { names in
            ReadPlan.Column(sources: header(among: names).map { [$0] } ?? names)
        }
        let plan = ReadPlan(container: container, columns: columns)
        return Batches(
            path: path,
            reader: try Batches.naming(path) { try DeliveryReader.open(path: path, plan: plan) })
    }

    package struct Batches {
        fileprivate let path: String
        fileprivate let reader: any RecordReader

        /// - Throws: `GuijiError.table` where the file cannot be read on.
        package func next() throws -> RawBatch? {
            try Batches.naming(path) { try reader.next() }
        }

        fileprivate static func naming<Result>(_ path: String, _ body: () throws -> Result) throws
            -> Result
        {
            do { return try body() } catch let error as DeliveryError {
                let place = error.position.map { " (line \($0.line))" } ?? ""
                throw GuijiError.table(
                    path: path, what: "\(error.found)\(place); expected \(error.expected)")
            }
        }
    }
}
