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
        case .unit: takeLast(number, [.building, .unit], &result)
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

    private func hasHouse(_ result: borrowing AddressComponents) -> Bool {
        result.has(.building) || result.has(.unit) || result.has(.floor) || result.has(.estate)
    }

    /// 九房 and 三门 are names, unless they stand in a house.
    private func needsHouse(
        _ number: AddressNumber, _ result: borrowing AddressComponents
    ) -> Bool {
        guard number.end == number.end(0) &+ 1 else { return false }
        let word = result.text.units[number.end &- 1]
        return word == 0x623F || word == 0x95E8 || word == 0x6237 || word == 0x793E  // 房 门 户 社
    }

    /// 15街 on a floor of a market: a part of the floor.
    private func readMarketStreet(
        _ number: AddressNumber, _ at: Int, _ result: inout AddressComponents
    ) -> Int? {
        guard result.has(.floor), !result.has(.unit), number.count == 1,
            number.end == number.end(0) &+ 1, result.text.units[number.end &- 1] == 0x8857
        else { return nil }
        takeOne(.unit, number, at, &result)
        return number.end
    }

    /// 附1号, 之一: a part of the door before.
    private func readSubNumber(_ at: Int, _ result: inout AddressComponents) -> Int? {
        guard result.has(.doorNo), !result.has(.subNo), at &+ 1 < result.text.count,
            let number = scanNumber(at &+ 1, result), number.count == 1
        else { return nil }
        write(.subNo, number.start(0), number.end(0), &result)
        segment(.subNo, at, number.end, &result)
        return number.end
    }

    /// 四〇一 behind a building or a unit.
    private func readBareNumeral(
        _ number: AddressNumber, _ at: Int, _ result: inout AddressComponents
    ) -> Int? {
        if result.state.isVillageGroup, !result.has(.doorNo) {
            takeOne(.doorNo, number, at, &result)
            return number.end
        }
        guard number.length(0) >= 3, !result.has(.room),
            number.end >= result.text.count || result.text.boundaries[number.end] != 0,
            result.has(.building) || result.has(.unit) || result.has(.floor)
        else { return nil }
        takeOne(.room, number, at, &result)
        return number.end
    }

    private func takeDoor(_ number: AddressNumber, _ at: Int, _ result: inout AddressComponents) {
        let state = result.state
        if result.has(.building) || result.has(.unit) || result.has(.floor) {
            // 10栋41号 is an entrance, 83幢1227号 and 10栋41号1289 are rooms.
            let isEntrance =
                number.count == 1 && !result.has(.unit) && !result.has(.floor)
                && (number.length(0) <= 2 || isNumberNext(number.end, result))
            return isEntrance
                ? takeOne(.unit, number, at, &result) : takeRooms(number, at, &result)
        }
        if result.has(.doorNo) {
            if number.count == 1, isAfterDash(at, result), !result.has(.subNo) {
                return takeOne(.subNo, number, at, &result)
            }
            return number.count == 1
                ? takeOne(.building, number, at, &result)
                : takeRooms(number, at, &result)
        }
        if number.count >= 3 { return takeRooms(number, at, &result) }
        if isRange(number, result) { return takeOne(.doorNo, number, at, &result) }
        if result.has(.road), state.poiEnd <= state.roadEnd || !result.has(.estate) {
            return takeParts(number, .doorNo, .subNo, &result)
        }
        if state.isVillageGroup { return takeParts(number, .doorNo, .subNo, &result) }
        // A name without an ending in front is a hamlet or a yard: its numbers are doors.
        let isDoor = state.houses == .buildings || state.isBareName
        if !isDoor, state.poiEnd == at, claimEstate(at, &result) {
            return takeParts(number, .building, .room, &result)
        }
        takeParts(number, .doorNo, .subNo, &result)
    }

    private func takeBuilding(
        _ number: AddressNumber, _ at: Int, _ result: inout AddressComponents
    ) {
        claimEstate(at, &result)
        guard !result.has(.building) else {
            // 2号楼B座
            let part: AddressPart = result.has(.unit) ? .poi : .unit
            if part == .poi { return takeLoose(at, number.end, &result) }
            return takeOne(part, number, at, &result)
        }
        // 12-3幢 is one building.
        if number.count > 1 { result.state.isUnusual = true }
        result.begin(.building)
        for index in 0..<number.count {
            if index > 0 { result.add(0x2D) }
            writeNumber(number.start(index), number.end(index), keepsZeros: false, &result)
        }
        result.finish(.building)
        segment(.building, at, number.end, &result)
    }

    private func takeFloor(_ number: AddressNumber, _ at: Int, _ result: inout AddressComponents) {
        claimEstate(at, &result)
        // 12楼3单元: a building.
        if !result.has(.building), number.count == 1, !result.has(.unit),
            result.text.units[number.end &- 1] == 0x697C, number.end < result.text.count,
            characters.isA(result.text.units[number.end], .digit)
                || characters.isA(result.text.units[number.end], .numeral),
            let next = scanNumber(number.end, result), next.counter == .unit
        {
            return takeOne(.building, number, at, &result)
        }
        if result.has(.floor) { return takeLoose(at, number.end, &result) }
        if number.count == 2 {
            // 3-5楼: from the third to the fifth.
            return takeOne(.floor, number, at, &result)
        }
        takeLast(number, [.building, .floor], &result)
    }

    private func takeLane(_ number: AddressNumber, _ result: inout AddressComponents) {
        let part: AddressPart = result.has(.doorNo) ? .subNo : .doorNo
        guard !result.has(part) else {
            return takeLoose(number.start(0), number.end, &result)
        }
        result.begin(part)
        writeNumber(number.start(0), number.end(0), keepsZeros: false, &result)
        if part == .doorNo { result.add(utf8: "弄") }
        result.finish(part)
        segment(part, number.start(0), number.end, &result)
    }

    /// Numbers whose last one is a room.
    private func takeRooms(_ number: AddressNumber, _ at: Int, _ result: inout AddressComponents) {
        let state = result.state
        let isDoorFirst =
            state.roadEnd == at && !result.has(.doorNo) && !result.has(.estate)
        if !isDoorFirst { claimEstate(at, &result) }
        if !isDoorFirst, isOneRoom(number, result) { return takeOne(.room, number, at, &result) }
        switch number.count {
        case 1: takeOne(.room, number, at, &result)
        case 2:
            if isDoorFirst {
                takeParts(number, .doorNo, .room, &result)
            } else if result.has(.building), !result.has(.unit), !result.has(.floor) {
                takeParts(number, .unit, .room, &result)
            } else if result.has(.building) || result.has(.unit) {
                takeParts(number, .floor, .room, &result)
            } else if state.houses == .units {
                takeParts(number, .unit, .room, &result)
            } else {
                takeParts(number, .building, .room, &result)
            }
        case 3:
            if isDoorFirst {
                takeList(number, [.doorNo, .building, .room], &result)
            } else if result.has(.building) {
                takeList(number, [.unit, .floor, .room], &result)
            } else {
                takeList(number, [.building, .unit, .room], &result)
            }
        default: takeList(number, [.building, .unit, .floor, .room], &result)
        }
    }

    /// Numbers without a word behind them.
    private func takeBare(
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

    private func takeSequence(
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

    // MARK: Details

    /// Whether a number follows at once.
    private func isNumberNext(_ at: Int, _ result: borrowing AddressComponents) -> Bool {
        at < result.text.count
            && (characters.isA(result.text.units[at], .digit)
                || characters.isA(result.text.units[at], .dash))
    }

    /// 806-808号: doors from the first to the second.
    private func isRange(_ number: AddressNumber, _ result: borrowing AddressComponents) -> Bool {
        guard number.count == 2, number.length(0) == number.length(1), number.length(0) >= 2 else {
            return false
        }
        for index in 0..<number.length(0) {
            let first = result.text.units[number.start(0) &+ index]
            let second = result.text.units[number.start(1) &+ index]
            guard characters.isA(first, .digit), characters.isA(second, .digit) else {
                return false
            }
            if first != second { return first < second }
        }
        return false
    }

    /// 605-606 and 1703-2 are one room each; C-11 on a floor, too.
    private func isOneRoom(_ number: AddressNumber, _ result: borrowing AddressComponents) -> Bool {
        guard number.count == 2 else { return false }
        let first = number.length(0)
        let second = number.length(1)
        if first >= 3, second == first, number.counter == .room { return true }
        let hasBuilding = result.has(.building) || result.has(.floor)
        if second <= 2, first >= (hasBuilding ? 3 : 4) { return true }
        return hasBuilding && first == 1
            && !characters.isA(result.text.units[number.start(0)], .digit)
    }

    private func isAfterDash(_ at: Int, _ result: borrowing AddressComponents) -> Bool {
        at > 0 && characters.isA(result.text.units[at &- 1], .dash)
    }

    /// A name directly in front of a building or a room is an estate.
    @discardableResult
    private func claimEstate(_ at: Int, _ result: inout AddressComponents) -> Bool {
        guard result.state.poiEnd == at else { return result.has(.estate) }
        guard result.has(.poi), result.state.poiStart >= 0 else { return true }
        let start = result.state.poiStart
        let end = result.state.poiTextEnd
        if result.has(.estate) {
            // 花园 + 西雅园 + 10幢
            result.reopen(.estate)
            append(start, end, &result)
            result.finish(.estate)
        } else {
            set(.estate, start, end, &result)
        }
        dropLastPoint(&result)
        result.state.poiStart = -1
        for index in result.segments.indices.reversed() where result.segments[index].part == .poi {
            if result.segments[index].start < Int(result.text.offsets[start]) { break }
            result.segments[index].part = .estate
        }
        return true
    }

    /// Takes the last of several points of interest away: what stands behind the last blank.
    private func dropLastPoint(_ result: inout AddressComponents) {
        guard let value = result.value(.poi), let blank = value.lastIndex(of: 0x20) else {
            return result.remove(.poi)
        }
        result.shorten(.poi, to: blank)
    }

    /// A number whose part is taken already: kept as a point, which no estate claims.
    private func takeLoose(_ at: Int, _ end: Int, _ result: inout AddressComponents) {
        takePoint(at, end, &result)
        result.state.poiStart = -1
        result.state.poiEnd = -1
        result.state.isUnusual = true
    }

    private func takeOne(
        _ part: AddressPart, _ number: AddressNumber, _ at: Int, _ result: inout AddressComponents
    ) {
        if number.count > 1 { result.state.isUnusual = true }
        if result.has(part) { return takeLoose(at, number.end, &result) }
        if part != .doorNo, part != .villageGroup, part != .subNo { claimEstate(at, &result) }
        if number.count == 1 {
            write(part, number.start(0), number.end(0), &result)
        } else {
            result.begin(part)
            writeNumber(number.start(0), number.end(number.count - 1), keepsZeros: true, &result)
            result.finish(part)
        }
        segment(part, number.start(0), number.end, &result)
    }

    /// One number, or two for the two parts.
    private func takeParts(
        _ number: AddressNumber, _ first: AddressPart, _ second: AddressPart,
        _ result: inout AddressComponents
    ) {
        if number.count == 1 { return takeOne(first, number, number.start(0), &result) }
        takeList(number, [first, second], &result)
    }

    private func takeLast(
        _ number: AddressNumber, _ parts: [AddressPart], _ result: inout AddressComponents
    ) {
        claimEstate(number.start(0), &result)
        if number.count == 1 {
            return takeOne(parts[1], number, number.start(0), &result)
        }
        takeList(number, parts, &result)
    }

    private func takeList(
        _ number: AddressNumber, _ parts: [AddressPart], _ result: inout AddressComponents
    ) {
        for (index, part) in parts.enumerated() where index < number.count {
            if result.has(part) { continue }
            write(part, number.start(index), number.end(index), &result)
            let isLast = index == number.count - 1
            segment(part, number.start(index), isLast ? number.end : number.end(index), &result)
        }
    }
}
