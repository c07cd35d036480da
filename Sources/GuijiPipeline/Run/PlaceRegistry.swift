import GuijiContract
import GuijiModel
import GuijiShaping
import GuijiWarehouse

/// The places that the departments' own registries name, as records for reading the addresses of all others: what is
/// certain of a road, a door, an estate or a village, and what else it is called.
struct PlaceRegistry: ~Copyable {
    private(set) var records: Set<PlaceRecord> = []
    private let parser: AddressParser
    private var components = AddressComponents()

    /// About 3 µs a statement. The order of the statements does not matter.
    /// - Parameter seeds: what is known without any registry.
    static func records(
        _ statements: [PlaceStatement], seeds: [PlaceRecord], divisions: DivisionTable,
        home: UInt64?
    ) -> [PlaceRecord] {
        guard !statements.isEmpty else { return seeds }
        // Names first: the address at which an estate lies may itself be written by another name.
        var named = PlaceRegistry(AddressParser(divisions: divisions, home: home))
        for statement in statements { named.addNames(statement) }
        let known = seeds + named.records
        var placed = PlaceRegistry(
            AddressParser(
                divisions: divisions, places: LocalPlaces(known, divisions: divisions), home: home))
        for statement in statements { placed.addPosition(statement) }
        return known + placed.records
    }

    private init(_ parser: AddressParser) { self.parser = parser }

    // MARK: Names

    private mutating func addNames(_ statement: PlaceStatement) {
        guard let division = code(statement.values[.division]) else { return }
        if let name = statement.values[.village] {
            // Streets and counties stand in the same list.
            guard division > 99_999_999_999, division % 1000 != 0 else { return }
            records.insert(PlaceRecord(kind: .village, name: name, division: division))
            return
        }
        let names = [statement.values[.text], statement.alias.map(PlaceRegistry.formerName)]
            .compactMap { $0 }
        if let road = statement.values[.road] {
            records.insert(PlaceRecord(kind: .road, name: road, division: division))
            if let number = statement.values[.door].flatMap(PlaceRegistry.number) {
                let door = "\(road)\(number)号"
                records.insert(PlaceRecord(kind: .door, name: door, division: division))
                for name in names { addDoor(name, of: door, division) }
            } else if statement.values[.door] == nil {
                for name in names { addRoad(name, of: road, division) }
            }
        } else if let estate = statement.values[.estate] {
            let isBuilding = statement.values[.houses] != nil
            records.insert(
                PlaceRecord(
                    kind: .estate, name: estate, division: division,
                    houses: isBuilding ? .buildings : .unknown))
            if !isBuilding {
                for name in names { addEstate(name, of: estate, division) }
            }
        }
    }

    private mutating func addDoor(_ text: String, of door: String, _ division: UInt64) {
        parse(text)
        guard let road = value(.road), let number = value(.doorNo), value(.subNo) == nil,
            value(.building) == nil, value(.poi) == nil
        else { return }
        let name = "\(road)\(number)号"
        guard name != door else { return }
        records.insert(
            PlaceRecord(
                kind: .door, name: name, division: division, sameAs: door, relation: .secondRoad))
    }

    private mutating func addRoad(_ text: String, of road: String, _ division: UInt64) {
        parse(text)
        guard let name = value(.road), name != road, value(.doorNo) == nil, value(.poi) == nil
        else { return }
        records.insert(
            PlaceRecord(
                kind: .road, name: name, division: division, sameAs: road, relation: .renamedRoad))
    }

    private mutating func addEstate(_ text: String, of estate: String, _ division: UInt64) {
        parse(text)
        let name = value(.estate) ?? (value(.road) == nil ? value(.poi) : nil)
        guard let name, name != estate, value(.building) == nil, !name.contains(" ") else { return }
        records.insert(
            PlaceRecord(
                kind: .estate, name: name, division: division, sameAs: estate,
                relation: .estateAlias))
    }

    // MARK: Positions

    private mutating func addPosition(_ statement: PlaceStatement) {
        guard let estate = statement.values[.estate], let at = statement.values[.at] else { return }
        parse(at)
        let street = components.streetCode
        guard street != 0 else { return }
        records.insert(
            PlaceRecord(
                kind: .estate, name: estate, division: street,
                houses: statement.values[.houses] == nil ? .unknown : .buildings))
        guard let road = value(.road), let number = value(.doorNo), value(.subNo) == nil else {
            return
        }
        records.insert(
            PlaceRecord(kind: .gate, name: "\(road)\(number)号", division: street, sameAs: estate))
    }

    // MARK: Texts

    private mutating func parse(_ text: String) {
        var text = text
        text.withUTF8 { parser.parse($0, into: &components) }
    }

    private func value(_ part: AddressPart) -> String? {
        components.value(part).map { String(decoding: $0, as: UTF8.self) }
    }

    private func code(_ text: String?) -> UInt64? {
        guard let text, [6, 9, 12].contains(text.utf8.count) else { return nil }
        return UInt64(text)
    }

    /// `88号` → 88; `nil` for what is no whole number.
    private static func number(_ text: String) -> String? {
        let digits = text.hasSuffix("号") ? text.dropLast() : text[...]
        guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        return String(digits)
    }

    /// 原名示范路，2003年后统一更名 → 示范路: a former name may stand in a sentence.
    private static func formerName(_ text: String) -> String {
        var name = text.prefix { !"，。；,;".contains($0) }
        for word in ["原名", "曾用名", "曾名", "旧称", "原称", "又名", "俗称", "原"] where name.hasPrefix(word) {
            name = name.dropFirst(word.count)
            break
        }
        return String(name.drop { "为：:".contains($0) })
    }
}
