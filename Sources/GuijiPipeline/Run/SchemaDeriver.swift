import GuijiContract
import GuijiModel
import GuijiResolution
import GuijiShaping
import GuijiWarehouse

/// Fills the columns declared `derivedFrom`: the parts of addresses, the forms in which names are compared, what a
/// birth date tells on the business date.
struct SchemaDeriver: MentionDeriver {
    private let addresses: AddressParser
    private let names: NameTables
    private let organizations: OrganizationNameParser
    private let businessDate: String
    /// The last day on or before the business date on which a division began or ended.
    private let divisionsSince: String
    /// Tells whether other places are known, or other divisions in force, than the night before.
    private let placesHash: UInt64

    /// The home county of addresses that name none is that of the places in the schemas.
    /// - Parameter statements: the places that the departments' registries name, as loaded.
    init(_ schemas: SchemaSet, businessDate: String, places statements: [PlaceStatement] = []) {
        let day = SchemaDeriver.day(businessDate) ?? CalendarDay(year: 2020, month: 1, day: 1)
        let divisions = DivisionTable(schemas.divisions, at: day)
        let home = schemas.places.first.map { SchemaDeriver.county($0.division) }
        let places = PlaceRegistry.records(
            statements, seeds: schemas.places, divisions: divisions, home: home)
        addresses = AddressParser(
            divisions: divisions, places: LocalPlaces(places, divisions: divisions), home: home)
        placesHash = SchemaDeriver.hash(places) &+ SchemaDeriver.hash(schemas.divisions, on: day)
        names = NameTables(codeLists: schemas.codeLists)
        organizations = OrganizationNameParser(
            codeLists: schemas.codeLists, regions: schemas.divisions.map(\.name))
        self.businessDate = businessDate
        let changes = schemas.divisions.flatMap { [$0.validFrom, $0.validTo] }
        divisionsSince = changes.compactMap(\.self).filter { $0 <= day }.max().map { "\($0)" } ?? ""
    }

    private static func hash(_ divisions: [DivisionRecord], on day: CalendarDay) -> UInt64 {
        var hash = StableHash()
        for record in divisions {
            hash.add(record.code)
            hash.add(UInt64(record.validFrom.map { $0 <= day } ?? true ? 1 : 0))
            hash.add(UInt64(record.validTo.map { $0 <= day } ?? false ? 1 : 0))
        }
        return hash.value
    }

    /// A sum, because the order of the records does not matter.
    private static func hash(_ places: [PlaceRecord]) -> UInt64 {
        Set(places).reduce(0) { sum, place in
            var hash = StableHash()
            let parts: [String] = [
                place.kind.rawValue, place.name, String(place.division), place.sameAs ?? "",
                place.relation?.rawValue ?? "", place.houses.rawValue,
                place.numbers.joined(separator: "|"),
            ]
            var text = parts.joined(separator: "\u{1F}")
            text.withUTF8 { hash.add(UnsafeRawBufferPointer($0)) }
            return sum &+ hash.value
        }
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

    /// Children grow up from day to day; addresses follow the places and divisions in force, names of organizations the
    /// divisions.
    func signature(of table: String) -> String {
        switch table {
        case "person": "derived-5 \(businessDate) \(String(placesHash, radix: 16))"
        case "address", "address_alias", "organization":
            "derived-5 \(String(placesHash, radix: 16))"
        default: "derived-5 \(divisionsSince)"
        }
    }

    func derivation(of columns: [String], from source: String, in table: String)
        -> (any MentionDerivation)?
    {
        switch (table, source) {
        case ("address", "full_text"): AddressDerivation(columns, addresses)
        case ("address_alias", "text_norm"): AliasDerivation(columns, addresses)
        case ("person", "name"): PersonNameDerivation(columns, names)
        case ("person", "birth_date"): BirthDateDerivation(columns, businessDate)
        case ("person", "phone_primary"), ("person", "current_address"): CopyDerivation(columns)
        case ("person", "hukou_address"): HukouDerivation(columns, addresses)
        case ("person", "verified_number"): IdentityLevelDerivation(columns)
        case ("person", "id_number"): DocumentDerivation(columns)
        case ("person", "room_address"): HouseDerivation(columns, addresses)
        case ("person_identifier", "document"): DocumentStateDerivation(columns)
        case ("division", "code12"): DivisionCodeDerivation(columns)
        case ("benefit", "disability_no"): DisabilityDerivation(columns)
        case ("organization_identifier", "number"): OrganizationNumberStateDerivation(columns)
        case ("organization", "name"), ("organization", "sign_name"):
            OrganizationNameDerivation(columns, organizations)
        case ("organization", "uscc"): OrganizationNumberDerivation(columns)
        case ("organization", "oper_address"): CopyDerivation(columns)
        case ("organization", "address_text"), ("organization", "reg_address"):
            HouseDerivation(columns, addresses)
        default: nil
        }
    }
}

private struct PersonNameDerivation: MentionDerivation {
    private let compared: Int?
    private let sound: Int?
    private let level: Int?
    private let tables: NameTables

    init(_ columns: [String], _ tables: NameTables) {
        compared = columns.firstIndex(of: "name_norm")
        sound = columns.firstIndex(of: "name_pinyin")
        level = columns.firstIndex(of: "identity_level")
        self.tables = tables
    }

    func derive(_ text: UnsafeRawBufferPointer, into values: inout DerivedValues) {
        let name = text.withMemoryRebound(to: UInt8.self) { PersonName($0, tables) }
        if let compared { values.set(compared, name.comparedText) }
        if let sound { values.set(sound, name.soundKey(tables)) }
        // Where no number says more.
        if let level { values.set(level, "weak") }
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
