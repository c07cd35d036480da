import GRDB
package import GuijiContract

/// What the current records of a feed say of one place (`guijiPlaces`), once for each of its other names.
package struct PlaceStatement: Sendable, Hashable {
    package var values: [PlaceSpec.Part: String]
    package var alias: String?

    package init(values: [PlaceSpec.Part: String], alias: String? = nil) {
        self.values = values
        self.alias = alias
    }
}

extension Warehouse {
    /// All places that the current rows of the feed tables name, each statement once, in no particular order. One pass
    /// over the tables of the feeds that name places.
    package func placeStatements(_ contracts: [FeedContract]) throws -> [PlaceStatement] {
        try read { db in
            var result: [PlaceStatement] = []
            for contract in contracts {
                for spec in contract.places {
                    result += try Self.statements(db, contract, spec)
                }
            }
            return result
        }
    }

    private static func statements(_ db: Database, _ contract: FeedContract, _ spec: PlaceSpec)
        throws -> [PlaceStatement]
    {
        let table = contract.feed.tableName
        guard try db.tableExists(table) else { return [] }
        // A table made by an earlier version of the contract may lack a column.
        let known = Set(try db.columns(in: table).map(\.name))
        let parts = spec.fields.filter { known.contains($0.value) }
            .sorted { $0.key.rawValue < $1.key.rawValue }
        guard !parts.isEmpty else { return [] }
        var selected = parts.map { part, field in
            // Which building it is does not matter here.
            part == .houses
                ? "f.\(quotedName(field)) IS NOT NULL" : "CAST(f.\(quotedName(field)) AS TEXT)"
        }
        var from = "\(quotedName(table)) AS f"
        if let alias = spec.alias {
            if let group = spec.group, known.contains(group) {
                let path = quotedText("$.\"" + alias + "\"")
                selected.append("json_extract(j.value, \(path))")
                from += " LEFT JOIN json_each(f.\(quotedName(group))) AS j"
            } else if spec.group == nil, known.contains(alias) {
                selected.append("f.\(quotedName(alias))")
            }
        }
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT DISTINCT \(selected.joined(separator: ", ")) FROM \(from)
                WHERE f.valid_to_run IS NULL
                """)
        var result: [PlaceStatement] = []
        while let row = try rows.next() {
            var statement = PlaceStatement(values: [:])
            for (place, part) in parts.enumerated() {
                if part.key == .houses {
                    if row[place] as Bool { statement.values[.houses] = "1" }
                } else if let value = row[place] as String?, !value.isEmpty {
                    statement.values[part.key] = value
                }
            }
            if selected.count > parts.count { statement.alias = row[parts.count] }
            result.append(statement)
        }
        return result
    }
}
