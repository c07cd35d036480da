/// A part of an address (domain.md 3.10).
package enum AddressPart: UInt8, CaseIterable, Sendable {
    case country, province, city, county, street, community, road, doorNo, subNo, villageGroup
    case estate, building, unit, floor, room, poi, hint
    /// Said again, or of no meaning.
    case redundant
}

/// What the parser did to a text beyond cutting it, for people who ask why.
package enum AddressChange: UInt8, CaseIterable, Sendable {
    /// 三号楼 → 3.
    case numeralRead
    /// `3-2-401` by position.
    case shorthandRead
    /// `海门.海门镇.示范新村.3.2.401`.
    case utilityStyleRead
    /// A division by a name or code that is no longer in use (海门市 → 海门区).
    case divisionRenamed
    /// A town that has become part of another (海门镇 → 海门街道).
    case townReplaced
    /// A functional zone of the statistics written for its street.
    case zoneReplaced
    /// Province, city or county that the text leaves out.
    case divisionFilled
    case streetFilled
    /// The road has another name now.
    case roadRenamed
    /// A door of one road that is also a door of another.
    case doorReplaced
    /// 人民路88号, where only one section of the road has the number.
    case sectionFilled
    case estateReplaced
    /// A door that stands for an estate, with a building: the building of the estate.
    case gateReplaced
    /// A bracket's content went to the hint.
    case bracketToHint
    case formerNameInBracket
    /// A direction word made the address less exact.
    case hintLowered
    /// A part said twice.
    case repetitionDropped

    /// The kind of `address_alias` that this change makes of the text, where it makes one.
    package var alias: String? {
        switch self {
        case .divisionRenamed, .townReplaced, .zoneReplaced: "former_division"
        case .roadRenamed: "renamed_road"
        case .doorReplaced: "second_road"
        case .estateReplaced, .gateReplaced: "estate_alias"
        case .utilityStyleRead, .shorthandRead: "utility_style"
        case .sectionFilled: "typo"
        default: nil
        }
    }
}

/// How sure the divisions of an address are.
package enum AddressStatus: String, Sendable {
    /// Named in the text, down to the county at least.
    case standard
    /// Something above the road was filled in from what is known.
    case derived
    /// The county is not known.
    case unresolved
}

/// A piece of the source text, and what it is. Bytes, half-open.
package struct AddressSegment: Equatable, Sendable {
    package var part: AddressPart
    package var start: Int
    package var end: Int
}
