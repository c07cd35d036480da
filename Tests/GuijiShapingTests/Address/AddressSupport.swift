import GuijiContract
import GuijiModel
import GuijiTestSupport

@testable import GuijiShaping

/// The reference tables of the project.
enum Reference {
    static let schemas = SchemaLoader.load(
        directory: SharedData.packageRoot.appending(path: "Schemas").path
    ).0

    /// Seen from the business date of the worked examples.
    static let divisions = DivisionTable(
        schemas.divisions, towns: schemas.towns, at: CalendarDay(year: 2020, month: 11, day: 20))

    /// As a county's own installation has it.
    static let home = AddressParser(
        divisions: divisions, places: LocalPlaces(schemas.places, divisions: divisions),
        home: 320_684)

    /// Without anything local.
    static let national = AddressParser(divisions: divisions)
}

/// A parsed address as texts, for tests.
struct ParsedAddress: Equatable {
    var canonical: String
    var columns: [String: String]
    var changes: [AddressChange]

    init(_ text: String, _ parser: AddressParser = Reference.home) {
        var result = AddressComponents()
        var copy = text
        copy.withUTF8 { parser.parse($0, into: &result) }
        canonical = String(decoding: result.canonical, as: UTF8.self)
        changes = result.changes
        columns = [:]
        for column in AddressColumn.allCases {
            if let value = result.value(ofColumn: column.rawValue) {
                columns[column.rawValue] = String(decoding: value, as: UTF8.self)
            }
        }
        for part in [AddressPart.province, .city, .county, .street, .community] {
            if let value = result.value(part) {
                columns["\(part)"] = String(decoding: value, as: UTF8.self)
            }
        }
    }

    /// What identifies the place: all columns but the hint and the status.
    var identity: [String: String] {
        // A neighbourhood community is no part of the identity (domain.md 4.2).
        columns.filter {
            !["hint", "status", "poi"].contains($0.key)
                && !($0.key.hasPrefix("community") && columns["village"] == nil)
        }
    }
}
