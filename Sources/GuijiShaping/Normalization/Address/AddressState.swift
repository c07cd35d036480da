import GuijiContract

/// What the parser knows at a place in the text.
struct AddressState {
    /// 330000, 330100 …: what the divisions read so far say, at the table's date; 0 for nothing yet.
    var province: UInt64 = 0
    var city: UInt64 = 0
    /// The code of the city as it was written, where that was abolished: its old counties still belong to it.
    var oldCity: UInt64 = 0
    var county: UInt64 = 0
    /// A county was named, whether or not it is known which.
    var hasCounty = false
    var isFilled = false
    /// The unit behind the last unit of the road: a road that follows at once belongs to it.
    var roadEnd = -1
    /// The last name that may turn out to be an estate: what follows is a building.
    var poiStart = -1
    var poiEnd = -1
    var houses = PlaceRecord.Houses.unknown
    var isVillageGroup = false
    var dots = 0
    /// Where the first part below the street begins, for hints that make the address less exact.
    var detailStart = -1
    var lowers = false
    var oldStreet: UInt64 = 0
}
