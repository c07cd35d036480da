import GuijiModel
import GuijiShaping

/// Fills columns with the source's own text: a phone is evidence whether or not it is the one that survives.
struct CopyDerivation: MentionDerivation {
    private let count: Int

    init(_ columns: [String]) { count = columns.count }

    func derive(_ text: UnsafeRawBufferPointer, into values: inout DerivedValues) {
        for place in 1..<count { values.set(place, text) }
    }
}

/// What an identity document says beside its bearer's number: the mother and the place among her newborns
/// (`…-1`, domain.md 1.2 D26), or that it is a passport or travel permit.
struct DocumentDerivation: MentionDerivation {
    private let mother: Int?
    private let order: Int?
    private let passport: Int?
    private let level: Int?

    init(_ columns: [String]) {
        mother = columns.firstIndex(of: "mother_id_number")
        order = columns.firstIndex(of: "birth_order")
        passport = columns.firstIndex(of: "passport_no")
        level = columns.firstIndex(of: "identity_level")
    }

    func derive(_ text: UnsafeRawBufferPointer, into values: inout DerivedValues) {
        text.withMemoryRebound(to: UInt8.self) { bytes in
            let kind = IdentityDocument.kind(bytes)
            if let level, IdentityLevelDerivation.identifies(bytes, kind) {
                values.set(level, "declared")
            }
            switch kind {
            case .motherWithOrder:
                guard let number = IdentityDocument.mothersNumber(in: bytes, kind: kind) else {
                    return
                }
                if let mother { values.set(mother, .init(rebasing: text[number])) }
                if let order {
                    values.set(order, .init(rebasing: text[(number.upperBound + 1)...]))
                }
            case .passportCN, .passportForeign, .homeReturnPermit, .taiwanPermit:
                if let passport { values.set(passport, text) }
            default: break
            }
        }
    }
}

/// `verified` for a valid number that the police state of a person.
struct IdentityLevelDerivation: MentionDerivation {
    private let place: Int?

    init(_ columns: [String]) { place = columns.firstIndex(of: "identity_level") }

    func derive(_ text: UnsafeRawBufferPointer, into values: inout DerivedValues) {
        let isValid = text.withMemoryRebound(to: UInt8.self) {
            IdentityLevelDerivation.identifies($0, IdentityDocument.kind($0))
        }
        if let place, isValid { values.set(place, "verified") }
    }

    /// Whether a number is of a kind that is its bearer's own, and passes its check.
    static func identifies(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: IdentityDocument.Kind)
        -> Bool
    {
        guard !kind.code.isEmpty else { return false }
        let verdict = IdentityDocument.check(bytes, kind: kind)
        return verdict == .valid || verdict == .validShort
    }
}

/// What the registered address tells: the division as it is called today, and where the person lives if nothing else
/// says it.
final class HukouDerivation: MentionDerivation {
    private let room: Int?
    private let division: Int?
    private let parser: AddressParser
    private var components = AddressComponents()

    init(_ columns: [String], _ parser: AddressParser) {
        room = columns.firstIndex(of: "room_address")
        division = columns.firstIndex(of: "hukou_division")
        self.parser = parser
    }

    func derive(_ text: UnsafeRawBufferPointer, into values: inout DerivedValues) {
        if let room { values.set(room, text) }
        guard let division else { return }
        text.withMemoryRebound(to: UInt8.self) { parser.parse($0, into: &components) }
        // A province or a city alone is not the six digits of a county.
        if components.isWhole, components.level >= 3,
            let code = components.column(.divisionCode)
        {
            values.set(division, UnsafeRawBufferPointer(code))
        }
    }
}

/// The older numbers inside an organization's number, so that all that is written of one firm meets in its
/// organization code (GB 32100-2015: positions 9 to 17 of the credit code; matching rule O2).
struct OrganizationNumberDerivation: MentionDerivation {
    private let columns: [String]

    init(_ columns: [String]) { self.columns = columns }

    func derive(_ text: UnsafeRawBufferPointer, into values: inout DerivedValues) {
        text.withMemoryRebound(to: UInt8.self) { bytes in
            let kind = OrganizationNumber.kind(bytes)
            for (place, column) in columns.enumerated().dropFirst() {
                switch (column, kind) {
                case ("org_code", _):
                    if kind == .creditCode, !CreditCode.isValid(bytes) { continue }
                    if let code = OrganizationNumber.organizationCode(in: bytes, kind: kind) {
                        values.set(place, .init(rebasing: text[code]))
                    }
                case ("registration_no", .registrationNumber),
                    ("tax_no", .taxNumber15), ("tax_no", .taxNumber17), ("tax_no", .taxNumber20):
                    values.set(place, text)
                default: continue
                }
            }
        }
    }
}

/// The canonical text of an address as far as it tells households or premises apart: whole where it names a room or
/// a house in a village (`address_key`), and down to the house (all other columns).
final class HouseDerivation: MentionDerivation {
    private let key: Int?
    private let houses: [Int]
    private let parser: AddressParser
    private var components = AddressComponents()

    init(_ columns: [String], _ parser: AddressParser) {
        key = columns.firstIndex(of: "address_key")
        houses = columns.indices.dropFirst().filter { columns[$0] != "address_key" }
        self.parser = parser
    }

    func derive(_ text: UnsafeRawBufferPointer, into values: inout DerivedValues) {
        text.withMemoryRebound(to: UInt8.self) { parser.parse($0, into: &components) }
        guard components.isWhole else { return }
        if let key, components.isDwelling {
            values.set(key, UnsafeRawBufferPointer(components.canonical))
        }
        guard !components.house.isEmpty else { return }
        for place in houses { values.set(place, UnsafeRawBufferPointer(components.house)) }
    }
}
