/// The rule of domain.md 4.2 by which a text came to its canonical form.
package enum AddressRule: String, CaseIterable, Sendable {
    /// Equal after division history, other names and numerals.
    case equal = "A2"
    /// What the text leaves out is told by a name that one street, or one section of a road, has.
    case unique = "A3"
    /// A door that stands for an estate.
    case gate = "A4"
    /// A door under another road's name.
    case secondRoad = "A5"
}

extension AddressComponents {
    package var rule: AddressRule {
        if has(AddressChange.doorReplaced) { return .secondRoad }
        if has(AddressChange.gateReplaced) { return .gate }
        return has(AddressChange.streetFilled) || has(AddressChange.sectionFilled)
            ? .unique : .equal
    }

    /// The kind of `address_alias` that the text is, where it is one: that of the change which tells most.
    package var alias: String? {
        let order: [AddressChange] = [
            .roadRenamed, .doorReplaced, .gateReplaced, .estateReplaced, .divisionRenamed,
            .townReplaced, .zoneReplaced, .utilityStyleRead, .shorthandRead, .sectionFilled,
        ]
        return order.first { has($0) }?.alias
    }
}
