package import GuijiContract

/// Roads, estates, doors and villages that are known in a county, with their other names, street by street. Data, from
/// `places.csv` and the address registry as loaded; the parser works without any.
///
/// A name tells the street only where one street has it (domain.md 4.2 A3). Immutable; built in about 1 µs a record.
package struct LocalPlaces: Sendable {
    /// A road or an estate under one name in one street.
    struct Place: Hashable {
        var isRoad: Bool
        var county: UInt64
        /// 9 digits, or 0.
        var street: UInt64
        /// The name in use, where the text's is another.
        var sameAs: [UInt8]
        var houses: PlaceRecord.Houses
    }

    /// What a name means at a place in a text.
    struct Meaning {
        var isRoad: Bool
        /// The only street that has the name, or 0.
        var street: UInt64
        var sameAs: [UInt8] = []
        var houses = PlaceRecord.Houses.unknown
    }

    /// A number at a road in one street; with `road` it is another name for a number at that road.
    struct Door: Hashable {
        var street: UInt64
        var road: [UInt8] = []
        var number: [UInt8] = []
        /// The text's road has no such number, but one section of it has (人民路 for 人民中路).
        var isSection = false
    }

    let names: NameTrie
    private let ranges: [Range<Int>]
    private let places: [Place]
    private let doors: NamedGroups<Door>
    private let gates: NamedGroups<Gate>
    private let villages: NamedGroups<Village>

    struct Village: Hashable {
        /// The civil street, where the code's is a functional zone.
        var street: UInt64
        var code: UInt64
    }

    struct Gate: Hashable {
        var street: UInt64
        var estate: [UInt8]
    }

    /// - Parameters:
    ///   - records: what is known; codes of any time. Their order does not matter.
    ///   - divisions: brings the codes to those in use.
    package init(_ records: [PlaceRecord] = [], divisions: DivisionTable) {
        var named: [String: Set<Place>] = [:]
        var doors: [String: Set<Door>] = [:]
        var gates: [String: Set<Gate>] = [:]
        var villages: [String: Set<Village>] = [:]
        var sections: [Section] = []
        var roads: Set<String> = []
        var numbers: [(key: String, street: UInt64)] = []
        for record in records {
            let code = divisions.current(record.division) ?? record.division
            let county = Division.county(of: code)
            let street = LocalPlaces.street(of: code, divisions)
            let target = Array((record.sameAs ?? "").utf8)
            switch record.kind {
            case .road, .estate:
                named[record.name, default: []].insert(
                    Place(
                        isRoad: record.kind == .road, county: county, street: street,
                        sameAs: target, houses: record.houses))
                guard record.kind == .road else { continue }
                roads.insert(LocalPlaces.key(county, record.name, String(street)))
                for number in record.numbers {
                    numbers.append((LocalPlaces.key(county, record.name, number), street))
                    if let section = Section(
                        county: county, street: street, road: record.name, number: number)
                    {
                        sections.append(section)
                    }
                }
            case .door:
                guard let (road, number) = LocalPlaces.split(record.name) else { continue }
                var door = Door(street: street)
                if let sameAs = record.sameAs {
                    guard let other = LocalPlaces.split(sameAs) else { continue }
                    door.road = Array(other.road.utf8)
                    door.number = Array(other.door.utf8)
                } else if let section = Section(
                    county: county, street: street, road: road, number: number)
                {
                    sections.append(section)
                }
                doors[LocalPlaces.key(county, road, number), default: []].insert(door)
            case .gate:
                guard let (road, number) = LocalPlaces.split(record.name), !target.isEmpty else {
                    continue
                }
                gates[LocalPlaces.key(county, road, number), default: []].insert(
                    Gate(street: street, estate: target))
            case .village:
                villages["\(county)\u{1F}\(record.name)", default: []].insert(
                    Village(street: street, code: code))
            }
        }
        // A number in a road's list may be the other number of a corner house.
        for (key, street) in numbers
        where !(doors[key] ?? []).contains(where: { $0.street == street && !$0.road.isEmpty }) {
            doors[key, default: []].insert(Door(street: street))
        }
        // A road that exists without its section is no slip of the pen.
        for section in sections
        where !roads.contains(
            LocalPlaces.key(section.county, section.whole, String(section.street)))
        {
            doors[LocalPlaces.key(section.county, section.whole, section.number), default: []]
                .insert(
                    Door(
                        street: section.street, road: Array(section.road.utf8),
                        number: Array(section.number.utf8), isSection: true))
        }
        var places: [Place] = []
        var ranges: [Range<Int>] = []
        for found in named.values {
            ranges.append(places.count..<places.count + found.count)
            places += found
        }
        self.places = places
        self.ranges = ranges
        self.names = NameTrie(named.keys.enumerated().map { ($0.element, Int32($0.offset)) })
        self.doors = NamedGroups(doors)
        self.gates = NamedGroups(gates)
        self.villages = NamedGroups(villages)
    }

    /// A door at a section of a road.
    private struct Section {
        var county: UInt64
        var street: UInt64
        var road: String
        var whole: String
        var number: String

        init?(county: UInt64, street: UInt64, road: String, number: String) {
            guard let whole = LocalPlaces.withoutSection(road) else { return nil }
            self.county = county
            self.street = street
            self.road = road
            self.whole = whole
            self.number = number
        }
    }

    /// What a name of `names` means in a county; `nil` where the county has no such place. Where several places of the
    /// name are left, only that in which all agree.
    /// - Parameter street: 9 digits, or 0 where the text names none.
    func meaning(_ name: Int32, county: UInt64, street: UInt64) -> Meaning? {
        // The text's street if it has such a place, else what holds in the whole county.
        var wanted: UInt64?
        var isRoad = false
        var isKnown = false
        for index in ranges[Int(name)] where places[index].county == county {
            isKnown = true
            isRoad = isRoad || places[index].isRoad
            if street != 0, places[index].street == street { wanted = street }
            if street != 0, places[index].street == 0, wanted == nil { wanted = 0 }
        }
        guard isKnown else { return nil }
        // Of another street: the name is known, and means nothing more.
        if street != 0, wanted == nil { return Meaning(isRoad: isRoad, street: 0) }
        var meaning: Meaning?
        var hasOneHouses = true
        for index in ranges[Int(name)]
        where places[index].county == county
            && (wanted == nil || places[index].street == wanted)
        {
            let place = places[index]
            guard meaning != nil else {
                meaning = Meaning(
                    isRoad: place.isRoad, street: place.street, sameAs: place.sameAs,
                    houses: place.houses)
                continue
            }
            if place.isRoad { meaning?.isRoad = true }
            if meaning?.street != place.street { meaning?.street = 0 }
            if meaning?.sameAs != place.sameAs { meaning?.sameAs = [] }
            if place.houses != .unknown {
                if let known = meaning?.houses, known != .unknown, known != place.houses {
                    hasOneHouses = false
                }
                meaning?.houses = place.houses
            }
        }
        if !hasOneHouses { meaning?.houses = .unknown }
        return meaning
    }

    /// The one door that a number at a road means: in a street, or (0) in the whole county; `nil` where none or
    /// several. A section of the road counts only where nobody has the number at the road itself.
    func door(
        _ county: UInt64, _ street: UInt64, road: Bytes, number: Bytes, _ buffer: inout ByteArena
    ) -> Door? {
        LocalPlaces.writeKey(county, road, number, &buffer)
        let found = doors.all(buffer.bytes)
        func fits(_ door: Door) -> Bool {
            street == 0 || door.street == street || door.street == 0
        }
        let hasOwn = found.contains { fits($0) && !$0.isSection }
        var only: Door?
        for door in found where fits(door) && door.isSection != hasOwn {
            if only != nil { return nil }
            only = door
        }
        return only
    }

    /// The one estate that a door stands for.
    func estate(
        _ county: UInt64, _ street: UInt64, road: Bytes, number: Bytes, _ buffer: inout ByteArena
    ) -> [UInt8]? {
        LocalPlaces.writeKey(county, road, number, &buffer)
        return gates.only(buffer.bytes) { street == 0 || $0.street == street || $0.street == 0 }?
            .estate
    }

    /// Whether a door stands for an estate, perhaps for others too.
    func isGate(
        _ county: UInt64, _ street: UInt64, road: Bytes, number: Bytes, of estate: Bytes,
        _ buffer: inout ByteArena
    ) -> Bool {
        LocalPlaces.writeKey(county, road, number, &buffer)
        return gates.all(buffer.bytes).contains { gate in
            (street == 0 || gate.street == 0 || gate.street == street)
                && gate.estate.withUnsafeBufferPointer { isEqual($0, estate) }
        }
    }

    /// The one village or community of a name: in a street, or (0) in the whole county.
    func village(_ county: UInt64, _ street: UInt64, _ name: Bytes, _ buffer: inout ByteArena)
        -> Village?
    {
        LocalPlaces.writeName(county, name, &buffer)
        return villages.only(buffer.bytes) { street == 0 || $0.street == street }
    }

    /// Whether a village or community of the name lies in another street than this.
    func hasVillage(
        _ county: UInt64, outside street: UInt64, _ name: Bytes, _ buffer: inout ByteArena
    ) -> Bool {
        LocalPlaces.writeName(county, name, &buffer)
        return villages.all(buffer.bytes).contains { $0.street != street }
    }

    private static func writeName(_ county: UInt64, _ name: Bytes, _ buffer: inout ByteArena) {
        buffer.clear()
        Division.write(county, &buffer)
        buffer.append(0x1F)
        buffer.append(name)
    }

    private static func writeKey(
        _ county: UInt64, _ road: Bytes, _ number: Bytes, _ buffer: inout ByteArena
    ) {
        buffer.clear()
        Division.write(county, &buffer)
        buffer.append(0x1F)
        buffer.append(road)
        buffer.append(0x1F)
        buffer.append(number)
    }

    private static func key(_ county: UInt64, _ road: String, _ door: String) -> String {
        "\(county)\u{1F}\(road)\u{1F}\(door)"
    }

    /// The street of a code of nine or twelve digits, which is no functional zone; 0 for a county's.
    private static func street(of code: UInt64, _ divisions: DivisionTable) -> UInt64 {
        let street = code > 99_999_999_999 ? code / 1000 : code > 99_999_999 ? code : 0
        return street == 0 ? 0 : divisions.street(of: street)
    }

    /// `人民中路88号` → 人民中路, 88; `G40路5号` → G40路, 5.
    private static func split(_ text: String) -> (road: String, door: String)? {
        guard text.hasSuffix("号") else { return nil }
        let whole = text.dropLast()
        let number = whole.reversed().prefix { $0.isASCII && $0.isNumber }.count
        guard number > 0, number < whole.count else { return nil }
        return (String(whole.dropLast(number)), String(whole.suffix(number)))
    }

    /// 人民中路 → 人民路; `nil` for a road without a section word.
    private static func withoutSection(_ road: String) -> String? {
        guard road.count >= 4, let last = road.last,
            let section = road.dropLast().last, "东西南北中".contains(section)
        else { return nil }
        return String(road.dropLast(2)) + String(last)
    }
}

/// Groups of values by name.
private struct NamedGroups<Value: Hashable & Sendable>: Sendable {
    private let table: WordTable
    private let ranges: [Range<Int>]
    private let values: [Value]

    init(_ groups: [String: Set<Value>]) {
        var ranges: [Range<Int>] = []
        var values: [Value] = []
        var words: [(word: String, number: Int)] = []
        for (name, group) in groups {
            words.append((name, ranges.count))
            ranges.append(values.count..<values.count + group.count)
            values += group
        }
        table = WordTable(words)
        self.ranges = ranges
        self.values = values
    }

    func all(_ name: Bytes) -> ArraySlice<Value> {
        guard !ranges.isEmpty else { return [] }
        let number = table.number(name)
        return number < 0 ? [] : values[ranges[number]]
    }

    /// The value of a group that fits, where it is the only one.
    func only(_ name: Bytes, _ fits: (Value) -> Bool) -> Value? {
        var found: Value?
        for value in all(name) where fits(value) {
            if found != nil { return nil }
            found = value
        }
        return found
    }
}
