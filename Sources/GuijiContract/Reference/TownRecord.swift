/// The streets, towns and townships of one county, from `towns.csv`.
///
/// Kept as they stand in the file (`001临平街道|002…`), because most runs need few of the 38,000.
package struct TownRecord: Sendable {
    /// Six digits.
    package var county: UInt64
    package var list: String

    package init(county: UInt64, list: String) {
        self.county = county
        self.list = list
    }

    /// Each town's code of nine digits and its name. O(towns).
    package var towns: [(code: UInt64, name: String)] {
        list.split(separator: "|").compactMap { item in
            guard let number = UInt64(item.prefix(3)), item.count > 3 else { return nil }
            return (county * 1000 + number, String(item.dropFirst(3)))
        }
    }
}

extension TownRecord {
    /// Reads `towns.csv` and checks the codes of the counties.
    static func read(_ text: String, file: String) -> ([TownRecord], [ContractProblem]) {
        var table = ReferenceTable(text, .towns, file: file)
        var records: [TownRecord] = []
        records.reserveCapacity(table.rows.count)
        for row in table.rows {
            guard row.cells[0].utf8.count == 6, let county = UInt64(row.cells[0]) else {
                table.problem(
                    row.line, "The county '\(row.cells[0])' is not six digits.",
                    "Write the county's code, then its towns as 001名|002名.")
                continue
            }
            records.append(TownRecord(county: county, list: String(row.cells[1])))
        }
        return (records, table.problems)
    }
}
