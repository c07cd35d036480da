/// The columns of the unified table `address` that an address text gives (domain.md 2.1).
package enum AddressColumn: String, CaseIterable, Sendable {
    case fullText = "full_text"
    case level
    case divisionCode = "division_code"
    case streetCode = "street_code"
    case communityCode = "community_code"
    case road
    case doorNo = "door_no"
    case subNo = "sub_no"
    case estate, village
    case villageGroup = "village_group"
    case building, unit, floor, room, poi, hint, status
}

extension AddressComponents {
    /// The value of a column as UTF-8, or `nil`. Holds until the next call of this function or the next parse.
    package mutating func column(_ column: AddressColumn) -> UnsafeBufferPointer<UInt8>? {
        switch column {
        case .fullText: canonical.isEmpty ? nil : canonical
        case .level: numberBytes(level)
        case .divisionCode: codeBytes(divisionCode)
        case .streetCode: codeBytes(streetCode)
        case .communityCode: codeBytes(communityCode)
        case .road: value(.road)
        case .doorNo: value(.doorNo)
        case .subNo: value(.subNo)
        case .estate: value(.estate)
        case .village: isVillage ? value(.community) : nil
        case .villageGroup: value(.villageGroup)
        case .building: value(.building)
        case .unit: value(.unit)
        case .floor: value(.floor)
        case .room: value(.room)
        case .poi: value(.poi)
        case .hint: value(.hint)
        case .status: statusBytes()
        }
    }

    /// The value of a column by its name in the unified schema; `nil` also for a column that addresses do not have.
    package mutating func value(ofColumn name: String) -> UnsafeBufferPointer<UInt8>? {
        AddressColumn(rawValue: name).flatMap { column($0) }
    }
}
