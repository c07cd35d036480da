package import GuijiContract
package import GuijiModel

/// Administrative divisions by every code and name they ever had, seen from one date.
///
/// Built once (some 7,000 rows: a few hundredths of a second), then read by any number of tasks. Method: the rows of
/// GB/T 2260 over time form a graph, code to successors; a code means at a date what its chain of successors (or, back
/// in time, of predecessors) leads to.
package final class DivisionTable: Sendable {
    /// The day that `current` codes and names are valid at.
    package let date: CalendarDay
    /// The same as days since 1970.
    let day: Int
    let divisions: [Division]
    /// The names of `divisions.csv`, and apart from them, because they are looked for less often, those of `towns.csv`.
    let index: DivisionIndex
    let townIndex: DivisionIndex
    /// For each six-digit code its row at the date, else its latest; -1 where there is none.
    private let rows: [Int32]
    private let byCode: [UInt64: [Int32]]
    private let successors: [UInt64: [[UInt64]]]
    private let predecessors: [UInt64: [UInt64]]
    private let sameAs: [UInt64: UInt64]

    /// - Parameters:
    ///   - records: the rows of `divisions.csv`.
    ///   - towns: those of `towns.csv`; without them only the home county's towns are known.
    ///   - date: the day from which the table looks.
    package init(
        _ records: [DivisionRecord], towns: [TownRecord] = [], at date: CalendarDay
    ) {
        let count = records.count
        let records =
            records
            + towns.flatMap { county in
                county.towns.map {
                    DivisionRecord(
                        code: $0.code, name: $0.name, level: .street, parent: county.county)
                }
            }
        self.date = date
        day = date.daysSince1970
        var divisions: [Division] = []
        var byCode: [UInt64: [Int32]] = [:]
        var predecessors: [UInt64: [UInt64]] = [:]
        var sameAs: [UInt64: UInt64] = [:]
        for (index, record) in records.enumerated() {
            divisions.append(
                Division(
                    code: record.code, level: record.level,
                    isZone: record.kind.hasPrefix("functional"),
                    from: record.validFrom?.daysSince1970 ?? .min,
                    to: record.validTo?.daysSince1970 ?? .max, current: 0, parent: record.parent,
                    name: record.name))
            guard record.code != 0 else { continue }
            byCode[record.code, default: []].append(Int32(index))
            for code in record.successors where code != record.code {
                predecessors[code, default: []].append(record.code)
            }
            if record.sameAs != 0 { sameAs[record.code] = record.sameAs }
        }
        self.byCode = byCode
        self.predecessors = predecessors
        self.sameAs = sameAs
        var following: [UInt64: [[UInt64]]] = [:]
        for (code, indices) in byCode {
            following[code] = indices.map { records[Int($0)].successors }
        }
        self.successors = following
        let graph = DivisionGraph(
            divisions: divisions, byCode: byCode, successors: following, predecessors: predecessors)
        for index in divisions.indices where divisions[index].code != 0 {
            let found = graph.code(ofRow: index, at: date.daysSince1970)
            divisions[index].current = found.count == 1 ? found[0] : 0
        }
        for index in divisions.indices where divisions[index].level == .community {
            let current = divisions[index].current
            let above = current > 99_999_999_999 ? current / 1000 : divisions[index].parent
            let found = graph.codes(of: above, at: date.daysSince1970)
            let street = found.count == 1 ? found[0] : above
            divisions[index].street = sameAs[street] ?? street
        }
        self.divisions = divisions
        var rows = [Int32](repeating: -1, count: 1_000_000)
        for (code, indices) in byCode where code < 1_000_000 {
            rows[Int(code)] = DivisionTable.latest(indices, divisions, day) ?? -1
        }
        self.rows = rows
        index = DivisionIndex(records, 0..<count)
        townIndex = DivisionIndex(records, count..<records.count)
    }

    /// What a code of any time is at a date: one code, several where it was divided and none of the parts has its name,
    /// none where it is unknown.
    package func codes(of code: UInt64, at date: CalendarDay) -> [UInt64] {
        graph.codes(of: code, at: date.daysSince1970)
    }

    /// The code at the table's date, where there is exactly one.
    package func current(_ code: UInt64) -> UInt64? {
        let found = codes(of: code, at: date)
        return found.count == 1 ? found[0] : nil
    }

    private var graph: DivisionGraph {
        DivisionGraph(
            divisions: divisions, byCode: byCode, successors: successors,
            predecessors: predecessors)
    }

    /// The row of a code at the table's date, else its latest.
    func row(_ code: UInt64) -> Division? {
        if code < 1_000_000 {
            let index = rows[Int(code)]
            return index < 0 ? nil : divisions[Int(index)]
        }
        return byCode[code].flatMap {
            DivisionTable.latest($0, divisions, day).map { divisions[Int($0)] }
        }
    }

    private static func latest(
        _ rows: [Int32], _ divisions: [Division], _ day: Int
    ) -> Int32? {
        rows.first { divisions[Int($0)].holds(at: day) }
            ?? rows.max { divisions[Int($0)].to < divisions[Int($1)].to }
    }

    /// The name of a code at the table's date.
    package func name(of code: UInt64) -> String? { row(code)?.name }

    /// The street or town that a functional zone of the statistics stands for; else the code itself.
    package func street(of code: UInt64) -> UInt64 { sameAs[code] ?? code }

    /// The codes of divisions with a name (full, alias or short) at any time. For short names see `DivisionNames`.
    package func codes(named name: String) -> [UInt64] {
        let units = Array(name.utf16)
        return units.withUnsafeBufferPointer { units in
            guard let start = units.baseAddress,
                let found = index.names.longest(start, 0, units.count), found.length == units.count
            else { return [] }
            return Set(
                index.named[index.ranges[Int(found.payload)]].map { divisions[Int($0 >> 1)].code }
            ).sorted()
        }
    }

    /// Whether some row has the code.
    package func contains(_ code: UInt64) -> Bool { byCode[code] != nil }
}
