/// How numbers are set, one or several, and the estate that they belong to.
extension AddressParser {
    func isAfterDash(_ at: Int, _ result: borrowing AddressComponents) -> Bool {
        at > 0 && characters.isA(result.text.units[at &- 1], .dash)
    }

    /// A name directly in front of a building or a room is an estate.
    @discardableResult
    func claimEstate(_ at: Int, _ result: inout AddressComponents) -> Bool {
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
    func dropLastPoint(_ result: inout AddressComponents) {
        guard let value = result.value(.poi), let blank = value.lastIndex(of: 0x20) else {
            return result.remove(.poi)
        }
        result.shorten(.poi, to: blank)
    }

    /// A number whose part is taken already: kept as a point, which no estate claims.
    func takeLoose(_ at: Int, _ end: Int, _ result: inout AddressComponents) {
        takePoint(at, end, &result)
        result.state.poiStart = -1
        result.state.poiEnd = -1
        result.state.isUnusual = true
    }

    func takeOne(
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
    func takeParts(
        _ number: AddressNumber, _ first: AddressPart, _ second: AddressPart,
        _ result: inout AddressComponents
    ) {
        if number.count == 1 { return takeOne(first, number, number.start(0), &result) }
        takeList(number, first, second, nil, nil, &result)
    }

    /// One number for the second part, or one for each.
    func takeLast(
        _ number: AddressNumber, _ first: AddressPart, _ second: AddressPart,
        _ result: inout AddressComponents
    ) {
        claimEstate(number.start(0), &result)
        if number.count == 1 { return takeOne(second, number, number.start(0), &result) }
        takeList(number, first, second, nil, nil, &result)
    }

    /// One number a part.
    func takeList(
        _ number: AddressNumber, _ first: AddressPart, _ second: AddressPart,
        _ third: AddressPart?, _ fourth: AddressPart?, _ result: inout AddressComponents
    ) {
        takeItem(number, 0, first, &result)
        takeItem(number, 1, second, &result)
        if let third { takeItem(number, 2, third, &result) }
        if let fourth { takeItem(number, 3, fourth, &result) }
    }

    private func takeItem(
        _ number: AddressNumber, _ index: Int, _ part: AddressPart,
        _ result: inout AddressComponents
    ) {
        guard index < number.count, !result.has(part) else { return }
        write(part, number.start(index), number.end(index), &result)
        let end = index == number.count - 1 ? number.end : number.end(index)
        segment(part, number.start(index), end, &result)
    }
}
