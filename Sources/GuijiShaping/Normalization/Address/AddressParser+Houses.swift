/// Numbers with a word behind them: doors, buildings, floors, lanes, rooms.
extension AddressParser {
    func takeDoor(_ number: AddressNumber, _ at: Int, _ result: inout AddressComponents) {
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

    func takeBuilding(
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

    func takeFloor(_ number: AddressNumber, _ at: Int, _ result: inout AddressComponents) {
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
        takeLast(number, .building, .floor, &result)
    }

    func takeLane(_ number: AddressNumber, _ result: inout AddressComponents) {
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
    func takeRooms(_ number: AddressNumber, _ at: Int, _ result: inout AddressComponents) {
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
                takeList(number, .doorNo, .building, .room, nil, &result)
            } else if result.has(.building) {
                takeList(number, .unit, .floor, .room, nil, &result)
            } else {
                takeList(number, .building, .unit, .room, nil, &result)
            }
        default: takeList(number, .building, .unit, .floor, .room, &result)
        }
    }

    /// Whether a number follows at once.
    func isNumberNext(_ at: Int, _ result: borrowing AddressComponents) -> Bool {
        at < result.text.count
            && (characters.isA(result.text.units[at], .digit)
                || characters.isA(result.text.units[at], .dash))
    }

    /// 806-808号: doors from the first to the second.
    func isRange(_ number: AddressNumber, _ result: borrowing AddressComponents) -> Bool {
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
    func isOneRoom(_ number: AddressNumber, _ result: borrowing AddressComponents) -> Bool {
        guard number.count == 2 else { return false }
        let first = number.length(0)
        let second = number.length(1)
        if first >= 3, second == first, number.counter == .room { return true }
        let hasBuilding = result.has(.building) || result.has(.floor)
        if second <= 2, first >= (hasBuilding ? 3 : 4) { return true }
        return hasBuilding && first == 1
            && !characters.isA(result.text.units[number.start(0)], .digit)
    }
}
