/// What follows from the parts together: divisions above, other names of doors, the level.
extension AddressParser {
    func finish(_ result: inout AddressComponents) {
        finishDivisions(&result)
        place(&result)
        impliedFloor(&result)
        if result.state.lowers { lower(&result) }
        result.level = level(result)
    }

    private func finishDivisions(_ result: inout AddressComponents) {
        // Only what lies below a county lies at home: 江苏省 alone is the province.
        if AddressParser.detail.contains(where: { result.has($0) }) { fillHome(&result) }
        let state = result.state
        result.divisionCode =
            state.county != 0 ? state.county : state.city != 0 ? state.city : state.province
        setName(.province, state.province, &result)
        setName(.city, state.city, &result)
        setName(.county, state.county, &result)
        if state.hasCounty, state.county == 0 {
            result.status = .unresolved
        } else if state.county == 0 {
            result.status = .unresolved
        } else {
            let isFilled = state.isFilled || result.has(AddressChange.streetFilled)
            result.status = isFilled ? .derived : .standard
            if state.isFilled { result.note(.divisionFilled) }
        }
    }

    private static let detail: [AddressPart] = [
        .street, .community, .road, .doorNo, .estate, .villageGroup, .building, .unit, .floor,
        .room, .poi,
    ]

    /// The name in use of a division; a municipality has no city of its own.
    private func setName(_ part: AddressPart, _ code: UInt64, _ result: inout AddressComponents) {
        guard code != 0 else { return }
        guard let row = divisions.row(code) else {
            if part == .city { result.remove(.city) }
            return
        }
        if part == .province || part == .city, !result.has(part),
            result.has(.county)
                || result.has(.city)
        {
            result.note(.divisionFilled)
        }
        result.set(part, row.name)
    }

    /// Room 401 lies on floor 4; 1203 on floor 12.
    private func impliedFloor(_ result: inout AddressComponents) {
        guard !result.has(.floor), let room = result.value(.room),
            room.count == 3 || room.count == 4,
            room.allSatisfy({ isDigit($0) }), room[0] != 0x30
        else { return }
        let count = room.count - 2
        let first = room[0]
        let second = room[1]
        result.begin(.floor)
        result.add(first)
        if count == 2 { result.add(second) }
        result.finish(.floor)
    }

    /// 88号对面 is not number 88: what is below the road goes to the hint.
    private func lower(_ result: inout AddressComponents) {
        let parts: [(AddressPart, StaticString)] = [
            (.estate, ""), (.doorNo, "号"), (.subNo, ""), (.building, "幢"), (.unit, "单元"),
            (.room, "室"),
        ]
        guard parts.contains(where: { result.has($0.0) }) || result.has(.floor) else { return }
        result.note(.hintLowered)
        result.scratch.clear()
        for (part, word) in parts {
            guard let value = result.value(part) else { continue }
            result.scratch.append(value)
            let isWhole = part == .doorNo && value.count > 0 && !isDigit(value[value.count - 1])
            if !isWhole {
                result.scratch.append(
                    Bytes(start: word.utf8Start, count: word.utf8CodeUnitCount))
            }
            result.remove(part)
        }
        result.remove(.floor)
        if let hint = result.value(.hint) { result.scratch.append(hint) }
        result.begin(.hint)
        result.add(result.scratch.bytes)
        result.finish(.hint)
    }

    private func level(_ result: borrowing AddressComponents) -> Int {
        if result.has(.room) { return 11 }
        if result.has(.floor) { return 10 }
        if result.has(.unit) { return 9 }
        if result.has(.building) { return 8 }
        if result.has(.doorNo) || result.has(.estate) { return 7 }
        if result.has(.poi), !result.state.lowers { return 7 }
        if result.has(.road) || result.has(.villageGroup) { return 6 }
        if result.has(.community) { return 5 }
        if result.has(.street) { return 4 }
        if result.has(.county) { return 3 }
        if result.has(.city) { return 2 }
        return result.has(.province) ? 1 : 0
    }
}
