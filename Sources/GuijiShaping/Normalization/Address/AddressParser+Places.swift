/// What a name that was recognized sets.
extension AddressParser {
    func take(
        _ ending: Ending, _ at: Int, _ end: Int, _ result: inout AddressComponents
    ) -> Int {
        switch ending {
        case .street where isSameStreet(at, end, result):
            segment(.redundant, at, end, &result)
            result.note(.repetitionDropped)
        case .street:
            set(.street, at, end, &result)
            segment(.street, at, end, &result)
            result.state.streetStart = at
            result.state.streetEnd = end
        case .zone:
            if result.has(.street) { return takeEstate(at, end, .poi, &result) }
            set(.street, at, end, &result)
            segment(.street, at, end, &result)
        case .community, .village:
            if ending == .village, isEstateVillage(at, end, result) {
                return takeEstate(at, end, .estate, &result)
            }
            set(.community, at, nameEnd(at, end, result), &result)
            segment(.community, at, end, &result)
        case .road, .lane:
            takeRoad(at, end, &result)
        case .estate:
            return takeEstate(at, end, .estate, &result)
        case .place:
            return takeEstate(at, end, .poi, &result)
        }
        return end
    }

    /// 甬港一村: numbered villages within a town are estates.
    func isEstateVillage(
        _ at: Int, _ end: Int, _ result: borrowing AddressComponents
    ) -> Bool {
        guard end &- at >= 4, result.text.units[end &- 1] == 0x6751 else { return false }
        let value = characters.numerals[Int(result.text.units[end &- 2])]
        return value >= 1 && value <= 10 && !result.has(.villageGroup)
    }

    /// 示例村委会 is the committee of 示例村, 狮山路社区居委会 that of 狮山路社区.
    func nameEnd(_ at: Int, _ end: Int, _ result: borrowing AddressComponents) -> Int {
        var last = end
        while last > at &+ 1 {
            let unit = result.text.units[last &- 1]
            if unit == 0x6751 { return last }  // 村
            if unit == 0x533A, result.text.units[last &- 2] == 0x793E { return last }  // 社区
            last &-= 1
        }
        return end
    }

    func takeRoad(_ at: Int, _ end: Int, _ result: inout AddressComponents) {
        if !result.has(.road) {
            set(.road, at, end, &result)
        } else if result.state.roadEnd == at, !result.has(.doorNo) {
            result.reopen(.road)
            append(at, end, &result)
            result.finish(.road)
        } else {
            return takePoint(at, end, &result)
        }
        segment(.road, at, end, &result)
        result.state.roadEnd = end
    }

    /// An estate or a building with a name, with what marks its part: 一期, B区.
    func takeEstate(
        _ at: Int, _ end: Int, _ part: AddressPart, _ result: inout AddressComponents
    ) -> Int {
        let whole = withMark(end, result)
        if part == .poi {
            takePoint(at, whole, &result)
            return whole
        }
        if !result.has(.estate), let start = knownEstate(at, whole, result) {
            set(.estate, start, whole, &result)
            result.note(.estateReplaced)
        } else if !result.has(.estate) {
            set(.estate, at, whole, &result)
        } else if result.state.poiEnd == at {
            result.reopen(.estate)
            append(at, whole, &result)
            result.finish(.estate)
        } else {
            takePoint(at, whole, &result)
            return whole
        }
        segment(.estate, at, whole, &result)
        result.state.poiStart = -1
        result.state.poiEnd = whole
        result.state.isBareName = false
        return whole
    }

    /// Where in an unknown estate's name the name of one begins that its street is known to have: the developer's name
    /// for the project stands in front (坐落 of property papers). 东 and 二 in front make it another estate.
    private func knownEstate(
        _ at: Int, _ end: Int, _ result: borrowing AddressComponents
    ) -> Int? {
        guard result.streetCode != 0, end &- at >= 4 else { return nil }
        func isKnown(_ start: Int) -> Bool {
            guard let found = places.names.longest(result.text.units, start, end),
                found.length == end &- start,
                let place = places.meaning(
                    found.payload, county: result.state.county, street: result.streetCode)
            else { return false }
            return !place.isRoad && place.street == result.streetCode && place.sameAs.isEmpty
        }
        if isKnown(at) { return nil }
        for start in at &+ 2..<end &- 1
        where isKnown(start) && !characters.isA(result.text.units[start &- 1], .modifier) {
            return start
        }
        return nil
    }

    /// A name without an ending, or of something that is neither road nor estate.
    func takePoint(_ at: Int, _ end: Int, _ result: inout AddressComponents) {
        guard end > at else { return }
        if !result.has(.poi) {
            set(.poi, at, end, &result)
            result.state.poiStart = at
        } else {
            let isNext = result.state.poiEnd == at && result.text.boundaries[at] == 0
            result.reopen(.poi)
            if !isNext {
                result.add(0x20)
                result.state.poiStart = at
            }
            append(at, end, &result)
            result.finish(.poi)
        }
        segment(.poi, at, end, &result)
        result.state.poiEnd = end
        result.state.poiTextEnd = end
        result.state.isBareName = false
    }

    /// A road or an estate that is known where the address lies.
    func readKnownPlace(_ at: Int, _ result: inout AddressComponents) -> Int? {
        guard let found = places.names.longest(result.text.units, at, result.text.count) else {
            return nil
        }
        let county = mayBeHome(result) ? home : result.state.county
        guard county != 0,
            let place = places.meaning(
                found.payload, county: county, street: result.streetCode)
        else { return nil }
        let end = at &+ found.length
        if let next = ahead(end, result),
            next.isNear || next.ending != .road && next.ending != .lane
        {
            return nil
        }
        let part: AddressPart = place.isRoad ? .road : .estate
        guard !result.has(part) else { return nil }
        let after = part == .estate ? withMark(end, result) : end
        if place.sameAs.isEmpty {
            set(part, at, after, &result)
        } else {
            result.begin(part)
            place.sameAs.withUnsafeBufferPointer { result.add($0) }
            append(end, after, &result)
            result.finish(part)
            result.note(part == .road ? .roadRenamed : .estateReplaced)
        }
        segment(part, at, after, &result)
        if part == .road {
            result.state.roadEnd = after
        } else {
            result.state.poiStart = -1
            result.state.poiEnd = after
            result.state.houses = place.houses
        }
        if !result.has(.street), place.street != 0 {
            if part == .estate {
                result.state.estateStreet = place.street
            } else {
                result.state.roadStreet = place.street
            }
        }
        fillHome(&result)
        return after
    }
}
