package import GuijiContract

/// Roads, estates and doors that are known in a county, with their other names. Data, from `places.csv` or an address
/// registry; the parser works without any.
package struct LocalPlaces: Sendable {
    struct Place {
        var kind: PlaceRecord.Kind
        var county: UInt64
        /// 9 digits, or 0.
        var street: UInt64
        /// The name in use, where the text's is another.
        var sameAs: [UInt8]
        var relation: PlaceRecord.Relation?
        var houses: PlaceRecord.Houses
        /// Whether the county has another place of this name.
        var isAmbiguous: Bool
    }

    /// A door by the name of another road.
    struct Door {
        var road: [UInt8]
        var number: [UInt8]
        var relation: PlaceRecord.Relation?
    }

    let names: NameTrie
    let places: [Place]
    private let doors: [Door]
    private let doorTable: WordTable

    /// - Parameters:
    ///   - records: what is known; codes of any time.
    ///   - divisions: brings the codes to those in use.
    package init(_ records: [PlaceRecord] = [], divisions: DivisionTable) {
        var places: [Place] = []
        var names: [(name: String, payload: Int32)] = []
        var numbers: [String: Int] = [:]
        var doors: [Door] = []
        var doorWords: [(word: String, number: Int)] = []
        var sections: [String: [PlaceRecord]] = [:]
        func code(_ record: PlaceRecord) -> UInt64 {
            divisions.current(record.division) ?? record.division
        }
        let roads = Set(records.filter { $0.kind == .road }.map(\.name))
        for record in records {
            let code = code(record)
            let county = Division.county(of: code)
            if record.kind == .door {
                guard let (road, door) = LocalPlaces.split(record.name),
                    let target = record.sameAs.flatMap(LocalPlaces.split)
                else { continue }
                doorWords.append((LocalPlaces.key(county, road, door), doors.count))
                doors.append(
                    Door(
                        road: Array(target.road.utf8), number: Array(target.door.utf8),
                        relation: record.relation))
                continue
            }
            var place = Place(
                kind: record.kind, county: county,
                street: code > 99_999_999_999 ? code / 1000 : code > 99_999_999 ? code : 0,
                sameAs: Array((record.sameAs ?? "").utf8), relation: record.relation,
                houses: record.houses, isAmbiguous: false)
            if let known = numbers[record.name] {
                place = places[known]
                if place.street != code { place.isAmbiguous = true }
                places[known] = place
            } else {
                numbers[record.name] = places.count
                names.append((record.name, Int32(places.count)))
                places.append(place)
            }
            if record.kind == .road, let whole = LocalPlaces.withoutSection(record.name),
                !roads.contains(whole)
            {
                for number in record.numbers {
                    sections[LocalPlaces.key(county, whole, number), default: []].append(record)
                }
            }
        }
        for (key, found) in sections where Set(found.map(\.name)).count == 1 {
            guard let number = key.split(separator: "\u{1F}").last else { continue }
            doorWords.append((key, doors.count))
            doors.append(
                Door(
                    road: Array(found[0].name.utf8), number: Array(number.utf8), relation: nil))
        }
        self.places = places
        self.names = NameTrie(names)
        self.doors = doors
        doorTable = WordTable(doorWords)
    }

    /// What a door of a road is called else: another road's door, or the one section of the road that has the number.
    func door(_ county: UInt64, road: Bytes, number: Bytes, _ buffer: inout ByteArena) -> Door? {
        guard !doors.isEmpty else { return nil }
        buffer.clear()
        Division.write(county, &buffer)
        buffer.append(0x1F)
        buffer.append(road)
        buffer.append(0x1F)
        buffer.append(number)
        let found = doorTable.number(buffer.bytes)
        return found < 0 ? nil : doors[found]
    }

    private static func key(_ county: UInt64, _ road: String, _ door: String) -> String {
        "\(county)\u{1F}\(road)\u{1F}\(door)"
    }

    /// `人民中路88号` → 人民中路, 88.
    private static func split(_ text: String) -> (road: String, door: String)? {
        guard text.hasSuffix("号"), let start = text.firstIndex(where: \.isNumber) else {
            return nil
        }
        return (String(text[..<start]), String(text[start...].dropLast()))
    }

    /// 人民中路 → 人民路; `nil` for a road without a section word.
    private static func withoutSection(_ road: String) -> String? {
        guard road.count >= 4, let last = road.last,
            let section = road.dropLast().last, "东西南北中".contains(section)
        else { return nil }
        return String(road.dropLast(2)) + String(last)
    }
}
