/// The addresses of the city from road and village group down to room, one array a column; an address is an index.
/// A parent stands before its children. -1 and 0 are "none".
package struct Addresses: Sendable {
    /// 6 road or village group, 7 door number or estate, 8 building, 9 unit, 11 room.
    package var level: [Int] = []
    package var parent: [Int] = []
    /// Index into `Vocabulary.streets`.
    package var street: [Int] = []
    package var community: [Int] = []
    package var road: [Int] = []
    package var door: [Int] = []
    package var estate: [Int] = []
    package var building: [Int] = []
    package var unit: [Int] = []
    package var room: [Int] = []
    package var village: [Int] = []
    package var group: [Int] = []
    /// CGCS2000, degrees.
    package var lon: [Double] = []
    package var lat: [Double] = []

    package var count: Int { level.count }
    package var indices: Range<Int> { level.indices }

    mutating func append(_ draft: AddressDraft) -> Int {
        level.append(draft.level)
        parent.append(draft.parent)
        street.append(draft.street)
        community.append(draft.community)
        road.append(draft.road)
        door.append(draft.door)
        estate.append(draft.estate)
        building.append(draft.building)
        unit.append(draft.unit)
        room.append(draft.room)
        village.append(draft.village)
        group.append(draft.group)
        lon.append(draft.lon)
        lat.append(draft.lat)
        return level.count - 1
    }
}

/// An address to be added.
struct AddressDraft {
    var level = 0
    var parent = -1
    var street = 0
    var community = -1
    var road = -1
    var door = 0
    var estate = -1
    var building = 0
    var unit = 0
    var room = 0
    var village = -1
    var group = 0
    var lon = 0.0
    var lat = 0.0
}

/// An estate (小区): buildings of units of rooms.
package struct Estate: Sendable {
    package var name: String
    package var street: Int
    package var community: Int
    /// Its own address (level 7).
    package var address: Int
    /// Its gate on a road (level 7), -1 where it has none.
    package var gate: Int
    /// 小区 of a developer, who holds what was not sold.
    package var developer = -1
}

/// A road within a street, with its own address (level 6).
package struct Road: Sendable {
    package var name: String
    package var street: Int
    package var address: Int
    /// What it was called before; "".
    package var formerName = ""
    /// Addresses of its doors, in order.
    package var doors: [Int] = []
}

/// A village with groups.
package struct Village: Sendable {
    package var name: String
    package var street: Int
    package var community: Int
    /// Addresses of its groups (level 6), in the order in which they were filled: `Addresses.group` has the number.
    package var groups: [Int] = []
}

/// A community (社区, 村): twelve digits and a name.
package struct Community: Sendable {
    package var name: String
    package var street: Int
    /// Twelve digits.
    package var code: Int
}
