/// The styles in which departments write addresses; see `AddressText.swift`.
enum AddressStyle {
    case canonical, old, new, short, dotted, group, detail
}

extension RecordDraft {
    private static let otherRoad = Dirt("corner house by its other road", 0.3)
    private static let oldRoad = Dirt("road by its former name", 0.3)
    private static let noGroup = Dirt("village and house number without the group", 0.08)

    /// Writes an address in a style, says whom the record speaks of, and what makes it hard.
    func write(
        _ address: Int, as role: String, at path: String, _ style: AddressStyle, in city: City
    ) {
        guard address >= 0 else { return }
        var traps: [Trap] = []
        var text = city.text(address, style)
        var isUndecidable = false
        let detail = city.detail(address)
        let road = city.addresses.road[address]
        if let corner = city.corners[address], strikes(Self.otherRoad) {
            text = text.replacing(detail, with: corner)
            traps.append(.corner)
        } else if road >= 0, !city.roads[road].formerName.isEmpty, strikes(Self.oldRoad) {
            text = text.replacing(city.roads[road].name, with: city.roads[road].formerName)
            traps.append(.renamedRoad)
        }
        if style == .old || style == .dotted,
            city.oldStreetName(address) != city.streetName(address)
        {
            traps.append(.formerDivision)
        }
        if style == .short || style == .detail {
            let village = city.addresses.village[address]
            let door = city.addresses.door[address]
            if village >= 0, door > 0, strikes(Self.noGroup) {
                text = city.villages[village].name + "\(door)号"
                traps.append(.houseNumberOnly)
                isUndecidable = true
            } else if city.isAmbiguousWithoutStreet(address) {
                traps.append(.withoutStreet)
                isUndecidable = true
            }
        }
        self[path] = text
        self.address(address, as: role, traps, isUndecidable: isUndecidable)
    }

    /// Writes where somebody is registered: here, or in another county, which stands in no table.
    func writeHukou(
        of person: Int, as role: String, at path: String, in city: City
    ) {
        if city.people.hukou[person] >= 0 {
            write(city.people.hukou[person], as: role, at: path, .old, in: city)
            return
        }
        self[path] = city.hukouText(person)
        let origin = city.people.origin[person]
        guard origin >= 0 else { return }
        address(
            TruthLink.strangers + (origin * 20 + person % 20) * 90 + person % 90, as: role)
    }

    /// Says which organization a record speaks of, by what is written of it.
    func organization(
        _ number: Int, as role: String, item: Int? = nil, named name: String?, code: String?,
        _ traps: [Trap] = [], in city: City
    ) {
        guard number >= 0 else { return }
        var traps = traps
        let organizations = city.organizations
        if let name, !name.isEmpty, name != organizations.name[number] {
            if name == organizations.formerName[number] {
                traps.append(.renamedFirm)
            } else if name == organizations.shortName[number] {
                traps.append(.shortName)
            } else if name == organizations.sign[number] {
                traps.append(.signName)
            }
        }
        let isNamed =
            name.map { !$0.isEmpty && city.bearers[City.bearerKey($0), default: 1] == 1 } ?? false
        organization(
            number, as: role, item: item, traps,
            isUndecidable: (code ?? "").isEmpty && !isNamed)
    }
}

extension City {
    func text(_ address: Int, _ style: AddressStyle) -> String {
        switch style {
        case .canonical: canonical(address)
        case .old: oldStyle(address)
        case .new: newStyle(address)
        case .short: shortStyle(address)
        case .dotted: dottedStyle(address)
        case .group: groupStyle(address)
        case .detail: detail(address)
        }
    }
}
