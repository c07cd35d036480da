package import GuijiModel

/// An administrative division under one code and one name for one span of time, from `divisions.csv`.
///
/// Codes are those of GB/T 2260 (six digits) and, below the county, the statistical ones (9 and 12 digits).
package struct DivisionRecord: Sendable {
    package enum Level: String, Sendable, CaseIterable {
        case province, city, county, street, community
    }

    /// 6, 9 or 12 digits; 0 where the division has none that is known.
    package var code: UInt64
    package var name: String
    package var level: Level
    /// In words: `district`, `street`, `village` …
    package var kind: String
    /// Half-open; `nil` is unknown or still so. A bare year counts from its first day.
    package var validFrom: CalendarDay?
    package var validTo: CalendarDay?
    /// What it became at its end.
    package var successors: [UInt64]
    /// Where parts of it went earlier, and in which year.
    package var partsTo: [(code: UInt64, year: Int)]
    /// The code of the division above it.
    package var parent: UInt64
    /// For a functional zone of the statistics: the street or town that it stands for; else 0.
    package var sameAs: UInt64
    /// Other spellings of the name.
    package var aliases: [String]

    package init(
        code: UInt64, name: String, level: Level, kind: String = "", validFrom: CalendarDay? = nil,
        validTo: CalendarDay? = nil, successors: [UInt64] = [],
        partsTo: [(code: UInt64, year: Int)] = [], parent: UInt64 = 0, sameAs: UInt64 = 0,
        aliases: [String] = []
    ) {
        self.code = code
        self.name = name
        self.level = level
        self.kind = kind
        self.validFrom = validFrom
        self.validTo = validTo
        self.successors = successors
        self.partsTo = partsTo
        self.parent = parent
        self.sameAs = sameAs
        self.aliases = aliases
    }
}

extension DivisionRecord {
    /// Reads `divisions.csv` and checks it: levels, dates, lengths of codes, and that every code named by a row has one.
    static func read(_ text: String, file: String) -> ([DivisionRecord], [ContractProblem]) {
        var table = ReferenceTable(text, .divisions, file: file)
        var records: [DivisionRecord] = []
        var places: [Int] = []
        records.reserveCapacity(table.rows.count)
        for row in table.rows {
            do throws(Malformed) {
                records.append(try DivisionRecord(row))
                places.append(row.line)
            } catch {
                table.problem(
                    row.line, "The \(error.column) '\(error.text)' is not \(error.expected).", nil)
            }
        }
        let known = Set(records.map(\.code))
        for (record, line) in zip(records, places) {
            let named = record.successors + [record.parent, record.sameAs]
            for code in named where code != 0 && !known.contains(code) {
                table.problem(line, "No row has the code \(code), which this one names.", nil)
            }
        }
        return (records, table.problems)
    }

    private struct Malformed: Error {
        var column: String
        var text: Substring
        var expected: String
    }

    private init(_ row: ReferenceTable.Row) throws(Malformed) {
        guard let level = Level(rawValue: String(row.cells[2])) else {
            throw Malformed(
                column: "level", text: row.cells[2],
                expected: Level.allCases.map(\.rawValue).joined(separator: ", "))
        }
        if row.cells[1].isEmpty {
            throw Malformed(column: "name", text: "", expected: "a name")
        }
        var successors: [UInt64] = []
        var parts: [(code: UInt64, year: Int)] = []
        for item in row.list(7) {
            let halves = item.split(separator: "@")
            guard let first = halves.first else { continue }
            let code = try DivisionRecord.code(first, "successors")
            if halves.count == 1 {
                successors.append(code)
            } else if let year = Int(halves[1]) {
                parts.append((code, year))
            } else {
                throw Malformed(column: "successors", text: item, expected: "code or code@year")
            }
        }
        self.init(
            code: try DivisionRecord.code(row.cells[0], "code"), name: String(row.cells[1]),
            level: level, kind: String(row.cells[3]),
            validFrom: try DivisionRecord.day(row.cells[4], "valid_from"),
            validTo: try DivisionRecord.day(row.cells[5], "valid_to"), successors: successors,
            partsTo: parts, parent: try DivisionRecord.code(row.cells[8], "parent"),
            sameAs: try DivisionRecord.code(row.cells[9], "same_as"),
            aliases: row.list(10).map(String.init))
    }

    private static func code(_ text: Substring, _ column: String) throws(Malformed) -> UInt64 {
        if text.isEmpty { return 0 }
        guard [6, 9, 12].contains(text.utf8.count), let code = UInt64(text) else {
            throw Malformed(column: column, text: text, expected: "6, 9 or 12 digits")
        }
        return code
    }

    private static func day(_ text: Substring, _ column: String) throws(Malformed) -> CalendarDay? {
        if text.isEmpty { return nil }
        let parts = text.split(separator: "-").compactMap { Int($0) }
        let day =
            parts.count == 3
            ? CalendarDay(year: parts[0], month: parts[1], day: parts[2])
            : CalendarDay(year: parts.first ?? 0, month: 1, day: 1)
        guard parts.count == 1 || parts.count == 3, day.exists, day.year > 1900 else {
            throw Malformed(column: column, text: text, expected: "YYYY or YYYY-MM-DD")
        }
        return day
    }
}
