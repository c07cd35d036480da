/// Which part a number is: by the word behind it, else by its place (domain.md 3.10 rules 3 to 6).
extension AddressParser {
    /// A number at a unit, if it is a part of its own.
    func readNumber(_ at: Int, _ result: inout AddressComponents) -> Int? {
        let unit = result.text.units[at]
        if unit == 0x9644 || unit == 0x4E4B { return readSubNumber(at, &result) }  // 附, 之
        let mark = characters.classes[Int(unit)]
        let wanted: AddressCharacters.Class = [.digit, .letter, .numeral]
        guard mark & wanted.rawValue != 0, let number = scanNumber(at, result) else { return nil }
        if number.counter == .name { return readMarketStreet(number, at, &result) }
        if number.isHanzi, needsHouse(number, result), !hasHouse(result) { return nil }
        if number.isHanzi, number.counter == nil {
            return readBareNumeral(number, at, &result)
        }
        if number.counter != nil, number.isHanzi || number.counter == .room,
            lookahead(number.end, result) != nil
        {
            return nil
        }
        if number.count > 1 {
            result.note(number.hasDots ? .utilityStyleRead : .shorthandRead)
        }
        switch number.counter {
        case .door: takeDoor(number, at, &result)
        case .yard: takeOne(result.has(.doorNo) ? .building : .doorNo, number, at, &result)
        case .building: takeBuilding(number, at, &result)
        case .unit: takeLast(number, .building, .unit, &result)
        case .floor: takeFloor(number, at, &result)
        case .room: takeRooms(number, at, &result)
        case .group:
            takeOne(.villageGroup, number, at, &result)
            result.state.isVillageGroup = true
        case .lane: takeLane(number, &result)
        case .name: return nil
        case nil: return takeBare(number, at, &result)
        }
        return number.end
    }

    func hasHouse(_ result: borrowing AddressComponents) -> Bool {
        result.has(.building) || result.has(.unit) || result.has(.floor) || result.has(.estate)
    }

    /// 九房 and 三门 are names, unless they stand in a house.
    func needsHouse(
        _ number: AddressNumber, _ result: borrowing AddressComponents
    ) -> Bool {
        guard number.end == number.end(0) &+ 1 else { return false }
        let word = result.text.units[number.end &- 1]
        return word == 0x623F || word == 0x95E8 || word == 0x6237 || word == 0x793E  // 房 门 户 社
    }

    /// 15街 on a floor of a market: a part of the floor.
    func readMarketStreet(
        _ number: AddressNumber, _ at: Int, _ result: inout AddressComponents
    ) -> Int? {
        guard result.has(.floor), !result.has(.unit), number.count == 1,
            number.end == number.end(0) &+ 1, result.text.units[number.end &- 1] == 0x8857
        else { return nil }
        takeOne(.unit, number, at, &result)
        return number.end
    }

    /// 附1号, 之一: a part of the door before.
    func readSubNumber(_ at: Int, _ result: inout AddressComponents) -> Int? {
        guard result.has(.doorNo), !result.has(.subNo), at &+ 1 < result.text.count,
            let number = scanNumber(at &+ 1, result), number.count == 1
        else { return nil }
        write(.subNo, number.start(0), number.end(0), &result)
        segment(.subNo, at, number.end, &result)
        return number.end
    }

    /// 四〇一 behind a building or a unit.
    func readBareNumeral(
        _ number: AddressNumber, _ at: Int, _ result: inout AddressComponents
    ) -> Int? {
        if result.state.isVillageGroup, !result.has(.doorNo) {
            takeOne(.doorNo, number, at, &result)
            return number.end
        }
        guard number.length(0) >= 3, !result.has(.room),
            number.end >= result.text.count || result.text.boundaries[number.end] != 0
                || isHint(number.end, result),
            result.has(.building) || result.has(.unit) || result.has(.floor)
        else { return nil }
        takeOne(.room, number, at, &result)
        return number.end
    }

    /// Numbers without a word behind them.
    func takeBare(
        _ number: AddressNumber, _ at: Int, _ result: inout AddressComponents
    ) -> Int? {
        let state = result.state
        let isLast = number.end >= result.text.count || result.text.boundaries[number.end] != 0
        let length = number.length(0)
        let hasDigits = (number.start(0)..<number.end(number.count - 1)).contains {
            characters.isA(result.text.units[$0], .digit)
        }
        if number.count > 1 {
            if !hasDigits, !result.has(.building), state.poiEnd != at { return nil }
            takeSequence(number, at, &result)
            return number.end
        }
        if isAfterDash(at, result), result.has(.doorNo), !result.has(.subNo),
            !result.has(.building),
            !result.has(.estate), hasDigits, length <= 2
        {
            takeOne(.subNo, number, at, &result)
            return number.end
        }
        guard
            hasDigits || (isLast && length == 1 && (state.poiEnd == at || isAfterDash(at, result)))
        else { return nil }
        if result.has(.building) || result.has(.unit) || result.has(.floor) {
            guard !result.has(.room), isLast || length >= 3 else { return nil }
            takeOne(.room, number, at, &result)
        } else if state.roadEnd == at, !result.has(.doorNo) {
            guard isLast || characters.isA(result.text.units[at], .digit) else { return nil }
            takeOne(.doorNo, number, at, &result)
        } else if state.isVillageGroup, !result.has(.doorNo) {
            takeOne(.doorNo, number, at, &result)
        } else if isLast, state.poiEnd == at, at > 0 {
            claimEstate(at, &result)
            takeOne(
                length >= 3 || characters.isA(result.text.units[at], .letter) && length > 1
                    ? .room : .building, number, at, &result)
        } else if isLast, result.has(.doorNo), !result.has(.room) {
            takeOne(length >= 3 ? .room : .building, number, at, &result)
        } else if isLast, result.has(.community), !result.has(.doorNo), !result.has(.road) {
            takeOne(.doorNo, number, at, &result)
        } else {
            return nil
        }
        return number.end
    }

    func takeSequence(
        _ number: AddressNumber, _ at: Int, _ result: inout AddressComponents
    ) {
        guard number.count == 2, !result.has(.building) else {
            return takeRooms(number, at, &result)
        }
        let isDigits = (number.start(1)..<number.end(1)).allSatisfy {
            characters.isA(result.text.units[$0], .digit)
        }
        if result.state.roadEnd == at, !result.has(.doorNo), !result.has(.estate) {
            if !isDigits { return takeParts(number, .doorNo, .building, &result) }
            return takeParts(number, .doorNo, number.length(1) >= 3 ? .room : .subNo, &result)
        }
        if isOneRoom(number, result) || number.length(1) >= 3 || result.state.houses == .units
            || result.state.houses == .buildings
        {
            return takeRooms(number, at, &result)
        }
        claimEstate(at, &result)
        takeParts(number, .building, .unit, &result)
    }
}
