import GRDB
package import GuijiContract
import GuijiModel

extension Warehouse {
    /// Writes the dictionary anew from the schemas, so that it is never typed twice and never out of date.
    package func writeDictionary(_ schemas: SchemaSet) throws {
        try write { db in
            try db.execute(sql: "DELETE FROM dictionary_column; DELETE FROM dictionary_table;")
            for contract in schemas.contracts { try DictionaryWriter(db).describe(contract) }
            for table in schemas.unified { try DictionaryWriter(db).describe(table) }
        }
    }
}

/// Rows of `dictionary_table` and `dictionary_column`.
private struct DictionaryWriter {
    let db: Database

    init(_ db: Database) { self.db = db }

    func describe(_ contract: FeedContract) throws {
        let table = contract.feed.tableName
        try add(
            table: table, layer: "feed", title: contract.title, description: contract.purpose ?? "",
            source: "\(contract.feed) \(contract.departmentName)")
        for (ordinal, field) in contract.fields.enumerated() {
            try add(
                column: field.name, of: table, ordinal: ordinal, title: field.title,
                description: field.summary,
                type: field.kind.storageClass, unit: field.unit, standard: field.kind.standard,
                source: field.sources.joined(separator: " | "), sensitivity: field.sensitivity)
        }
        for (ordinal, group) in contract.groups.enumerated() {
            try add(
                column: group.name, of: table, ordinal: contract.fields.count + ordinal,
                title: group.title,
                description: "JSON array; a row an item in \(table)__\(group.name)", type: "TEXT",
                unit: nil,
                standard: nil, source: group.source,
                sensitivity: group.fields.map(\.sensitivity).max() ?? .internal2)
        }
    }

    func describe(_ unified: UnifiedTable) throws {
        try add(
            table: unified.name, layer: "unified", title: unified.title,
            description: unified.summary,
            source: unified.kind.mention.map { "mentions of \($0.rawValue)" } ?? "guijiFacts")
        for (ordinal, column) in unified.columns.prefix(unified.storedCount).enumerated() {
            try add(
                column: column.name, of: unified.name, ordinal: ordinal, title: column.title,
                description: column.summary, type: "TEXT", unit: column.unit,
                standard: column.standard,
                source: column.survivorship.map(\.rawValue).joined(separator: " > "),
                sensitivity: column.sensitivity)
        }
    }

    private func add(
        table: String, layer: String, title: String, description: String, source: String
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO dictionary_table (table_name, layer, title, description, source) VALUES (?, ?, ?, ?, ?)
                """, arguments: [table, layer, title, description, source])
    }

    private func add(
        column: String, of table: String, ordinal: Int, title: String, description: String,
        type: String,
        unit: String?, standard: String?, source: String, sensitivity: Sensitivity
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO dictionary_column (table_name, column_name, ordinal, title, description, type, unit,
                    standard, source, sensitivity)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                table, column, ordinal, title, description, type, unit, standard, source,
                sensitivity.label,
            ])
    }
}

extension FieldKind {
    /// The standard that the stored form follows.
    fileprivate var standard: String? {
        switch self {
        case .date, .timestamp: "GB/T 7408"
        case .residentID: "GB 11643-1999"
        case .document: "GB 11643-1999"
        case .creditCode, .organizationNumber: "GB 32100-2015"
        case .plate: "GA 36-2018"
        case .vin: "GB 16735-2019"
        case .longitude, .latitude: "CGCS2000"
        default: nil
        }
    }
}
