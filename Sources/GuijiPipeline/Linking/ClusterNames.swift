import GuijiResolution

/// The lines of the cluster file: each row's id, its source where there are several, and its cluster, which is called by
/// the smallest id in it.
struct ClusterNames {
    private let table: RowTable
    private let clusters: [UInt32]
    private let hasSources: Bool
    private let numbersRows: Bool
    private let sources: [[UInt8]]

    init(run: LinkRun, clusters: [UInt32]) {
        table = run.table
        self.clusters = clusters
        hasSources = table.sourceNames.count > 1
        numbersRows = run.idHeader == "row"
        sources = table.sourceNames.map { Array($0.utf8) }
    }

    /// The text in pieces, in the input's order.
    func lines() -> [[UInt8]] {
        let count = table.count
        let names = names()
        var rows = [UInt32](repeating: 0, count: count)
        for row in 0..<count { rows[Int(table.inputPositions[row])] = UInt32(row) }
        let parts = Parallel.parts(count, 16)
        return table.withIDs { bytes, ends in
            Parallel.map(parts.count, threads: 2) { part in
                var text: [UInt8] = []
                text.reserveCapacity(parts[part].count * 24)
                for position in parts[part] {
                    let row = Int(rows[position])
                    CSVField.append(ClusterNames.id(position, bytes, ends), to: &text)
                    text.append(0x2C)
                    if hasSources {
                        append(source(row), to: &text)
                        text.append(0x2C)
                    }
                    let named = Int(names[Int(clusters[row])])
                    let id = ClusterNames.id(Int(table.inputPositions[named]), bytes, ends)
                    if hasSources {
                        var name = source(named)
                        name.append(UInt8(ascii: "/"))
                        name.append(contentsOf: id)
                        append(name, to: &text)
                    } else {
                        CSVField.append(id, to: &text)
                    }
                    text.append(0x0A)
                }
                return text
            }
        }
    }

    private func append(_ field: [UInt8], to text: inout [UInt8]) {
        field.withUnsafeBufferPointer { CSVField.append($0, to: &text) }
    }

    /// The row that names each cluster, by the cluster's smallest row.
    private func names() -> [UInt32] {
        var names = (0..<UInt32(table.count)).map { $0 }
        table.withIDs { bytes, ends in
            for row in 0..<table.count where clusters[row] != row {
                let root = Int(clusters[row])
                if precedes(row, Int(names[root]), bytes, ends) { names[root] = UInt32(row) }
            }
        }
        return names
    }

    private func source(_ row: Int) -> [UInt8] { sources[Int(table.sources[row])] }

    @inline(__always)
    private static func id(
        _ position: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ ends: UnsafeBufferPointer<UInt32>
    ) -> UnsafeBufferPointer<UInt8> {
        let start = position == 0 ? 0 : Int(ends[position - 1])
        return UnsafeBufferPointer(rebasing: bytes[start..<Int(ends[position])])
    }

    private func precedes(
        _ left: Int, _ right: Int, _ bytes: UnsafeBufferPointer<UInt8>,
        _ ends: UnsafeBufferPointer<UInt32>
    ) -> Bool {
        let a = ClusterNames.id(Int(table.inputPositions[left]), bytes, ends)
        let b = ClusterNames.id(Int(table.inputPositions[right]), bytes, ends)
        // Numbers by size: "9" before "10".
        if a.count != b.count, numbersRows { return a.count < b.count }
        for index in 0..<min(a.count, b.count) where a[index] != b[index] {
            return a[index] < b[index]
        }
        if a.count != b.count { return a.count < b.count }
        return table.sourceNames[Int(table.sources[left])]
            < table.sourceNames[Int(table.sources[right])]
    }
}

/// A field of a CSV file, quoted where it needs to be (RFC 4180).
enum CSVField {
    static func append(_ field: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
        var needsQuotes = false
        for byte in field where byte <= 0x2C {
            if byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D { needsQuotes = true }
        }
        guard needsQuotes else {
            text.append(contentsOf: field)
            return
        }
        text.append(0x22)
        for byte in field {
            if byte == 0x22 { text.append(0x22) }
            text.append(byte)
        }
        text.append(0x22)
    }
}
