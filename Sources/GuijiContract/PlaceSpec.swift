/// How the records of a feed name places (`guijiPlaces`): roads, doors, estates and villages, by which addresses that
/// leave something out are understood. Fields by name, each optional.
///
/// A record with a door is a door of its road; one with a road alone is the road; one with an estate is the estate;
/// one with a village (or a neighbourhood community) is that.
package struct PlaceSpec: Sendable, Equatable {
    package enum Part: String, Sendable, CaseIterable {
        case road, door, estate, village
        /// The code of the street or community that the place lies in; of a village its own.
        case division
        /// The address at which an estate lies: its street, and the door that also stands for it.
        case at
        /// The whole place in one text: another way to write it where it differs.
        case text
        /// A field that has a value where the estate has numbered buildings.
        case houses
    }

    package var fields: [Part: String]
    /// A repeated group whose items are other names of the place, and the field of the item.
    package var group: String?
    package var alias: String?

    package init(fields: [Part: String], group: String? = nil, alias: String? = nil) {
        self.fields = fields
        self.group = group
        self.alias = alias
    }
}
