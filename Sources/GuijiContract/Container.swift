/// How a delivery's bytes are laid out: everything a reader must know, and nothing about meaning.
package struct Container: Sendable, Equatable {
    package enum Format: String, Sendable, CaseIterable {
        case csv
        case xml
        /// One JSON document (array, envelope, GeoJSON, columnar): read whole, below 4 GiB.
        case json
        /// One JSON value a line; any size.
        case jsonLines = "jsonl"
    }

    /// A declared text encoding. The reader verifies it and, where it is wrong, decides by evidence.
    package enum Encoding: String, Sendable, CaseIterable {
        case utf8 = "UTF-8"
        case gb18030 = "GB18030"
        case utf16 = "UTF-16"
        case utf16LE = "UTF-16LE"
        case utf16BE = "UTF-16BE"
        case latin1 = "ISO-8859-1"
        case big5 = "Big5"
    }

    package var format: Format
    package var encoding: Encoding = .utf8

    // CSV.
    /// One ASCII byte. Default `,`.
    package var delimiter: UInt8 = UInt8(ascii: ",")
    /// One ASCII byte, or `nil` where fields are never quoted. Default `"`.
    package var quote: UInt8? = UInt8(ascii: "\"")
    /// Whether the first row after the skipped ones names the columns. Without, sources are `#1`, `#2`, ….
    package var hasHeader = true
    /// Rows before the header to pass over (titles).
    package var skipRows = 0
    /// Rows of the header, joined column by column (merged headers of two lines). Default 1.
    package var headerRows = 1
    /// Rows at the end to pass over (totals).
    package var skipFooterRows = 0
    /// A row whose first field starts with one of these is passed over (合计).
    package var skipRowsStarting: [String] = []

    // JSON and XML.
    /// Prefix to namespace URI, for XML paths. The prefix `""` is what unprefixed element names mean.
    package var namespaces: [String: String] = [:]
    /// JSON, columnar form: absolute path of the array of column names; records are then arrays.
    package var columnsPath: String?

    package init(format: Format) { self.format = format }
}

/// One kind of record in a file. A file with one kind has one shape with an empty name.
package struct RecordShape: Sendable, Equatable {
    package var name: String
    /// XML: element path from the root (`/xj:学校/年级/班级/学生`). JSON: `$.data.rows[]`, `$[]`, `$.features[]`,
    /// `$.*` (each member of an object). CSV and JSON Lines: empty.
    package var path: String
    /// CSV and JSON: the record has this shape if the value at this source is `equals`.
    package var when: Discriminator?

    package struct Discriminator: Sendable, Equatable {
        package var source: String
        package var equals: String
        package init(source: String, equals: String) {
            self.source = source
            self.equals = equals
        }
    }

    package init(name: String, path: String = "", when: Discriminator? = nil) {
        self.name = name
        self.path = path
        self.when = when
    }
}
