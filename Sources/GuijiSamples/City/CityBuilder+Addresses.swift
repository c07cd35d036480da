/// Where the next room of an estate is.
struct RoomCursor {
    var estate: Int
    /// Counted from 0 in the order of filling; buildings from the third on, and the second unit first, so that the
    /// rooms that examples name stand in every city.
    var buildings = 0
    var units = 0
    var floor = 1
    var door = 1
    var buildingAddress = -1
    var unitAddress = -1

    var building: Int { (buildings + 2) % CityBuilder.buildings + 1 }
    var unit: Int { 2 - units }
}

/// Where the next house of a village is.
struct GroupCursor {
    var village: Int
    /// Counted from 0 in the order of filling, from the fifth group on.
    var groups = 0
    var houses = 0

    var group: Int { (groups + 4) % CityBuilder.groups + 1 }
}

/// Roads, estates and villages, made as they are needed.
extension CityBuilder {
    static let buildings = 12
    private static let floors = 6
    static let groups = 12
    private static let housesPerGroup = 28

    /// All roads, without doors: those come with the firms.
    mutating func addRoads() {
        for street in Vocabulary.streets.indices {
            let names = street < 3 ? Vocabulary.roads : Vocabulary.townRoads
            for name in names where street == 0 || street > 2 || chance.happens(0.4) {
                let address = city.addresses.append(
                    AddressDraft(
                        level: 6, street: street, road: city.roads.count,
                        lon: near(Vocabulary.streets[street].lon),
                        lat: near(Vocabulary.streets[street].lat)))
                city.roads.append(Road(name: name, street: street, address: address))
            }
        }
    }

    /// A new door on a road of a street. Doors have even and odd numbers in order.
    mutating func newDoor(street: Int) -> Int {
        let choices = city.roads.indices.filter { city.roads[$0].street == street }
        let road = chance.pick(choices)
        var number = city.roads[road].doors.count * 2 + 1 + chance.below(2)
        if road == 0, number == CityBuilder.namedDoor { number -= 1 }
        if number == 1, isNamedCorner(road) { number = 2 }
        return newDoor(road, number)
    }

    /// 解放路, where number 1 is the other door of the corner house that examples name.
    func isNamedCorner(_ road: Int) -> Bool {
        city.roads[road].street == 0 && city.roads[road].name == "解放路"
    }

    /// 人民中路88号, which examples name.
    static let namedDoor = 88

    mutating func newDoor(_ road: Int, _ number: Int) -> Int {
        let street = city.roads[road].street
        let above = city.roads[road].address
        let address = city.addresses.append(
            AddressDraft(
                level: 7, parent: above, street: street, community: city.addresses.community[above],
                road: road, door: number,
                lon: city.addresses.lon[above] + Double(number) * 0.00004,
                lat: city.addresses.lat[above] + chance.fraction() * 0.0008))
        city.roads[road].doors.append(address)
        return address
    }

    /// The next dwelling of a street: a room of an estate, or in the towns mostly a house of a village.
    mutating func newDwelling() -> Int {
        if let spare = spareDwellings.popLast() { return spare }
        let street = chance.weighted(Vocabulary.streets.map(\.weight))
        let isRural = chance.happens(street < 3 ? 0.12 : 0.7)
        return isRural ? newHouse(street) : newRoom(street)
    }

    /// The next room of a street's open estate.
    mutating func newRoom(_ street: Int) -> Int {
        var cursor = openRooms[street] ?? RoomCursor(estate: newEstate(street))
        if cursor.buildings == CityBuilder.buildings {
            cursor = RoomCursor(estate: newEstate(street))
        }
        let estate = city.estates[cursor.estate]
        var draft = AddressDraft(
            level: 8, parent: estate.address, street: street, community: estate.community,
            estate: cursor.estate, building: cursor.building)
        let above = estate.address
        draft.lon = city.addresses.lon[above] + Double(cursor.building % 4) * 0.0004
        draft.lat = city.addresses.lat[above] + Double(cursor.building / 4) * 0.0004
        if cursor.buildingAddress < 0 { cursor.buildingAddress = city.addresses.append(draft) }
        draft.level = 9
        draft.parent = cursor.buildingAddress
        draft.unit = cursor.unit
        if cursor.unitAddress < 0 { cursor.unitAddress = city.addresses.append(draft) }
        draft.level = 11
        draft.parent = cursor.unitAddress
        draft.room = cursor.floor * 100 + cursor.door
        let room = city.addresses.append(draft)
        advance(&cursor)
        openRooms[street] = cursor
        return room
    }

    private func advance(_ cursor: inout RoomCursor) {
        cursor.door += 1
        guard cursor.door > 2 else { return }
        cursor.door = 1
        cursor.floor += 1
        guard cursor.floor > CityBuilder.floors else { return }
        cursor.floor = 1
        cursor.units += 1
        cursor.unitAddress = -1
        guard cursor.units == 2 else { return }
        cursor.units = 0
        cursor.buildings += 1
        cursor.buildingAddress = -1
    }

    private mutating func newEstate(_ street: Int) -> Int {
        let marks = Vocabulary.estateMarks
        let words = Vocabulary.estateWords
        let number = city.estates.count
        let here = city.estates.count { $0.street == street }
        var name = marks[number % marks.count] + words[(number / marks.count) % words.count]
        if number >= marks.count * words.count {
            name += Digits.hanzi(number / (marks.count * words.count) + 1) + "区"
        }
        // The same name in two streets: no address is told by its estate alone.
        if street == 2, here == 0 { name = marks[0] + words[0] }
        let community = community(street, isVillage: false, startsNew: here % 4 == 0)
        let gate = newDoor(street: street)
        let address = city.addresses.append(
            AddressDraft(
                level: 7, street: street, community: community, estate: number,
                lon: near(Vocabulary.streets[street].lon),
                lat: near(Vocabulary.streets[street].lat)))
        city.estates.append(
            Estate(name: name, street: street, community: community, address: address, gate: gate))
        return number
    }

    /// The next house of a street's open village.
    mutating func newHouse(_ street: Int) -> Int {
        var cursor = openGroups[street] ?? GroupCursor(village: newVillage(street))
        if cursor.houses == CityBuilder.housesPerGroup {
            cursor.groups += 1
            cursor.houses = 0
            if cursor.groups == CityBuilder.groups {
                cursor = GroupCursor(village: newVillage(street))
            }
        }
        if cursor.houses == 0 {
            let village = city.villages[cursor.village]
            let address = city.addresses.append(
                AddressDraft(
                    level: 6, street: street, community: village.community,
                    village: cursor.village, group: cursor.group,
                    lon: near(Vocabulary.streets[street].lon),
                    lat: near(Vocabulary.streets[street].lat)))
            city.villages[cursor.village].groups.append(address)
        }
        cursor.houses += 1
        openGroups[street] = cursor
        let village = city.villages[cursor.village]
        let above = village.groups[cursor.groups]
        return city.addresses.append(
            AddressDraft(
                level: 7, parent: above, street: street, community: village.community,
                door: cursor.houses, village: cursor.village, group: cursor.group,
                lon: city.addresses.lon[above] + Double(cursor.houses) * 0.0001,
                lat: city.addresses.lat[above] + chance.fraction() * 0.0005))
    }

    private mutating func newVillage(_ street: Int) -> Int {
        let here = city.villages.count { $0.street == street }
        let words = Vocabulary.villageWords
        let number = city.villages.count
        let sides = ["", "东", "西", "南", "北", "新"]
        let turn = number / (words.count - 1)
        var name = words[1 + number % (words.count - 1)] + sides[turn % sides.count]
        if turn >= sides.count { name += Digits.hanzi(turn / sides.count + 1) }
        // The same name in two towns: no house is told by its village alone.
        if here == 0, street == 4 || street == 6 { name = words[0] }
        name += "村"
        let community = community(street, isVillage: true, startsNew: true, name: name)
        city.villages.append(Village(name: name, street: street, community: community))
        return city.villages.count - 1
    }

    /// The community that the next estate or village of a street belongs to.
    private mutating func community(
        _ street: Int, isVillage: Bool, startsNew: Bool, name: String = ""
    ) -> Int {
        let first = Vocabulary.streets[street].code * 1000 + (isVillage ? 200 : 0)
        let known = city.communities.indices.filter {
            city.communities[$0].street == street
                && (city.communities[$0].code - first) / 200 == 0
                && city.communities[$0].code > first
        }
        if !startsNew, let last = known.last { return last }
        let number = known.count + 1
        let made =
            isVillage
            ? name : Vocabulary.streets[street].name.prefix(2) + "示例\(Digits.hanzi(number))社区"
        city.communities.append(Community(name: made, street: street, code: first + number))
        return city.communities.count - 1
    }

    /// A coordinate near a street's centre.
    private mutating func near(_ centre: Double) -> Double {
        centre + (chance.fraction() - 0.5) * 0.03
    }
}
