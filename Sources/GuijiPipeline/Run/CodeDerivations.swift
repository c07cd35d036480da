import GuijiModel

/// What the digits of a statistical code say (domain.md 3.3): the codes above, the level, the kind of street or
/// community.
struct DivisionCodeDerivation: MentionDerivation {
    private let columns: [String]

    init(_ columns: [String]) { self.columns = columns }

    func derive(_ text: UnsafeRawBufferPointer, into values: inout DerivedValues) {
        guard text.count == 12, text.allSatisfy({ $0 &- 0x30 < 10 }) else { return }
        func number(_ from: Int, _ count: Int) -> Int {
            text[from..<from + count].reduce(0) { 10 * $0 + Int($1 &- 0x30) }
        }
        let (street, community) = (number(6, 3), number(9, 3))
        let level =
            community != 0
            ? "community"
            : street != 0
                ? "street" : number(4, 2) != 0 ? "county" : number(2, 2) != 0 ? "city" : "province"
        for (place, column) in columns.enumerated().dropFirst() {
            switch column {
            case "code9" where street != 0: values.set(place, .init(rebasing: text[..<9]))
            case "code6": values.set(place, .init(rebasing: text[..<6]))
            case "level": values.set(place, level)
            case "kind" where community != 0:
                values.set(place, community < 200 ? "community" : "village")
            case "kind" where street != 0:
                values.set(
                    place,
                    street < 100
                        ? "street"
                        : street < 200 ? "town" : street < 400 ? "township" : "functional_zone")
            default: continue
            }
        }
    }
}

/// Category and grade in a disability certificate's number; they beat the columns (domain.md 5).
struct DisabilityDerivation: MentionDerivation {
    private let columns: [String]

    init(_ columns: [String]) { self.columns = columns }

    func derive(_ text: UnsafeRawBufferPointer, into values: inout DerivedValues) {
        let told = text.withMemoryRebound(to: UInt8.self) { IdentityDocument.disability($0) }
        guard let told else { return }
        for (place, column) in columns.enumerated().dropFirst() {
            if column == "category" { values.set(place, told.category) }
            if column == "level" { values.set(place, told.grade) }
        }
    }
}
