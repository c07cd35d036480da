import GuijiContract
import GuijiModel
import GuijiResolution
import GuijiShaping

/// Fills the columns declared `derivedFrom`: the parts of addresses, the forms in which names are compared, what a
/// birth date tells on the business date.
struct SchemaDeriver: MentionDeriver {
    private let addresses: AddressParser
    private let names: NameTables
    private let organizations: OrganizationNameParser
    private let businessDate: String
    /// The last day on or before the business date on which a division began or ended.
    private let divisionsSince: String

    /// The home county of addresses that name none is that of the places in the schemas.
    init(_ schemas: SchemaSet, businessDate: String) {
        let day = SchemaDeriver.day(businessDate) ?? CalendarDay(year: 2020, month: 1, day: 1)
        let divisions = DivisionTable(schemas.divisions, at: day)
        addresses = AddressParser(
            divisions: divisions, places: LocalPlaces(schemas.places, divisions: divisions),
            home: schemas.places.first.map { SchemaDeriver.county($0.division) })
        names = NameTables(codeLists: schemas.codeLists)
        organizations = OrganizationNameParser(
            codeLists: schemas.codeLists, regions: schemas.divisions.map(\.name))
        self.businessDate = businessDate
        let changes = schemas.divisions.flatMap { [$0.validFrom, $0.validTo] }
        divisionsSince = changes.compactMap(\.self).filter { $0 <= day }.max().map { "\($0)" } ?? ""
    }

    /// The first six digits of a code of six, nine or twelve.
    private static func county(_ code: UInt64) -> UInt64 {
        var code = code
        while code > 999_999 { code /= 1000 }
        return code
    }

    private static func day(_ text: String) -> CalendarDay? {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return parts.count == 3 ? CalendarDay(year: parts[0], month: parts[1], day: parts[2]) : nil
    }

    /// Children grow up from day to day; addresses and names keep their parts until a division changes.
    func signature(of table: String) -> String {
        "derived-2 \(table == "person" ? businessDate : divisionsSince)"
    }

    func derivation(of columns: [String], from source: String, in table: String)
        -> (any MentionDerivation)?
    {
        switch (table, source) {
        case ("address", "full_text"): AddressDerivation(columns, addresses)
        case ("person", "name"): PersonNameDerivation(columns, names)
        case ("person", "birth_date"): BirthDateDerivation(columns, businessDate)
        case ("person", "phone_primary"), ("person", "current_address"),
            ("person", "hukou_address"):
            CopyDerivation(columns)
        case ("person", "id_number"): DocumentDerivation(columns)
        case ("person", "room_address"): HouseDerivation(columns, addresses)
        case ("person_identifier", "document"): DocumentStateDerivation(columns)
        case ("organization_identifier", "number"): OrganizationNumberStateDerivation(columns)
        case ("organization", "name"): OrganizationNameDerivation(columns, organizations)
        case ("organization", "uscc"): OrganizationNumberDerivation(columns)
        case ("organization", "oper_address"), ("organization", "reg_address"):
            HouseDerivation(columns, addresses)
        default: nil
        }
    }
}

/// Cuts addresses into their parts. The text itself becomes the canonical rendering, so that equal renderings, that
/// is equal parts, are one address (matching rule A2).
private final class AddressDerivation: MentionDerivation {
    private let columns: [AddressColumn?]
    private let parser: AddressParser
    private var components = AddressComponents()

    init(_ columns: [String], _ parser: AddressParser) {
        self.columns = columns.map(AddressColumn.init(rawValue:))
        self.parser = parser
    }

    func derive(_ text: UnsafeRawBufferPointer, into values: inout DerivedValues) {
        text.withMemoryRebound(to: UInt8.self) { parser.parse($0, into: &components) }
        let isWhole = components.isWhole
        for (place, column) in columns.enumerated() {
            if column == .fullText, !isWhole { continue }
            guard let column, let value = components.column(column) else { continue }
            values.set(place, UnsafeRawBufferPointer(value))
        }
    }
}

private struct PersonNameDerivation: MentionDerivation {
    private let compared: Int?
    private let sound: Int?
    private let tables: NameTables

    init(_ columns: [String], _ tables: NameTables) {
        compared = columns.firstIndex(of: "name_norm")
        sound = columns.firstIndex(of: "name_pinyin")
        self.tables = tables
    }

    func derive(_ text: UnsafeRawBufferPointer, into values: inout DerivedValues) {
        let name = text.withMemoryRebound(to: UInt8.self) { PersonName($0, tables) }
        if let compared { values.set(compared, name.comparedText) }
        if let sound { values.set(sound, name.soundKey(tables)) }
    }
}

private struct BirthDateDerivation: MentionDerivation {
    private let precision: Int?
    private let isMinor: Int?
    /// The day fourteen years before the business date: who is born after it is younger.
    private let limit: [UInt8]

    init(_ columns: [String], _ businessDate: String) {
        precision = columns.firstIndex(of: "birth_precision")
        isMinor = columns.firstIndex(of: "is_minor14")
        let year = Int(businessDate.prefix(4)).map { String($0 - 14) } ?? ""
        limit = Array((year + businessDate.dropFirst(4)).utf8)
    }

    func derive(_ text: UnsafeRawBufferPointer, into values: inout DerivedValues) {
        let words = [4: "year", 7: "month", 10: "day"]
        if let precision, let word = words[text.count] { values.set(precision, word) }
        if let isMinor {
            // Of a year or month alone what is certain counts: everybody born in it is younger.
            let isYounger = limit.prefix(text.count).lexicographicallyPrecedes(text)
            values.set(isMinor, isYounger ? 1 : 0)
        }
    }
}

private struct OrganizationNameDerivation: MentionDerivation {
    private let columns: [String]
    private let parser: OrganizationNameParser
    /// Employers are named by each of their people: the parts of a name are found once.
    private var known: [Key128: OrganizationNameParts] = [:]
    private var scratch: [UInt8] = []

    init(_ columns: [String], _ parser: OrganizationNameParser) {
        self.columns = columns
        self.parser = parser
    }

    mutating func derive(_ text: UnsafeRawBufferPointer, into values: inout DerivedValues) {
        let key = Key128(text, column: 0)
        let parts = known[key] ?? parser.parse(String(decoding: text, as: UTF8.self))
        if known.count > 100_000 { known.removeAll(keepingCapacity: true) }
        known[key] = parts
        for (place, column) in columns.enumerated() {
            switch column {
            case "branch_part": values.set(place, parts.branch)
            case "region_part": values.set(place, parts.region)
            case "brand_part": values.set(place, parts.brand)
            case "sector_part": values.set(place, parts.sector)
            case "form_part": values.set(place, parts.form)
            case "name_norm":
                scratch.removeAll(keepingCapacity: true)
                CanonicalText.append(text, as: .organizationName, to: &scratch)
                scratch.withUnsafeBytes { values.set(place, $0) }
            default: continue
            }
        }
    }
}

extension AddressComponents {
    /// The canonical text may stand for the address: a text that is a point of interest somewhere in a county is not
    /// that county.
    var isWhole: Bool { status != .unresolved && (value(.poi) == nil || level > 5) }
}

extension DerivedValues {
    /// Sets text; nothing where it is empty.
    mutating func set(_ column: Int, _ text: String) {
        guard !text.isEmpty else { return }
        var text = text
        text.withUTF8 { set(column, UnsafeRawBufferPointer($0)) }
    }
}
