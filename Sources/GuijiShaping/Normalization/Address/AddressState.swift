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
    /// The unit behind the last of its text; `poiEnd` may lie behind a dash or a bracket.
    var poiTextEnd = -1
    var houses = PlaceRecord.Houses.unknown
    var isVillageGroup = false
    /// The units of the street's name, to know it when it comes again.
    var streetStart = -1
    var streetEnd = -1
    /// The name before is one without an ending.
    var isBareName = false
    /// Something was read that the canonical text may show otherwise.
    var isUnusual = false
    var lowers = false
    var oldStreet: UInt64 = 0
    /// Where the house ends in the canonical text; 0 where none is named.
    var houseEnd = 0
    /// The only street that has a road, an estate of the name, where the text names none; 0 where unknown.
    var roadStreet: UInt64 = 0
    var estateStreet: UInt64 = 0
    /// Several streets have a village or community of the name.
    var hasVillages = false
}
