/// Names: roads, villages, estates, points of interest.
extension AddressParser {
    typealias Ending = AddressWords.Ending

    /// A name from a unit to the first ending that holds; what has none is a point of interest.
    func readName(_ at: Int, _ result: inout AddressComponents) -> Int {
        let count = result.text.count
        var end = at
        // A number that is none of its own stays in one piece.
        while end < count, end == at || result.text.boundaries[end] == 0,
            characters.isA(result.text.units[end], .digit)
                || characters.isA(result.text.units[end], .letter)
        {
            end &+= 1
        }
        let first = end
        while end < count {
            let unit = result.text.units[end]
            if end > at {
                if result.text.boundaries[end] != 0 || characters.isA(unit, .dash) { break }
                if isHint(end, result) || end > first && isNumber(end, at, result) { break }
                if isDivision(end, result) { break }
            }
            if words.endings.root(unit) != 0,
                let found = words.endings.longest(result.text.units, end, count),
                let ending = Ending(rawValue: found.payload)
            {
                let behind = end &+ found.length
                if end > at || ending == .zone, holds(ending, at, end, behind, result) {
                    return take(ending, at, behind, &result)
                }
            }
            end &+= 1
        }
        if end == at &+ 1, words.endings.root(result.text.units[at]) != 0 {
            // 路 or 村 without a name.
            segment(.redundant, at, end, &result)
            return end
        }
        takePoint(at, end, &result)
        result.state.isBareName = true
        return end
    }

    /// Whether an ending ends the name: it has enough in front, its place in the order of parts, and no ending behind
    /// that makes it the beginning of a longer name.
    private func holds(
        _ ending: Ending, _ at: Int, _ start: Int, _ end: Int,
        _ result: borrowing AddressComponents
    ) -> Bool {
        let length = start &- at
        let unit = result.text.units[start]
        let before = start > 0 ? result.text.units[start &- 1] : 0
        let next = ahead(end, result)
        switch ending {
        case .street:
            if isSameStreet(at, end, result) { return true }
            guard !result.has(.street), !result.has(.road), length <= 8 else { return false }
            // 街道, 镇 and 乡 hold unless a road begins with them: 镇东路, 城乡路.
            guard end &- start == 1 else { return true }
            if unit == 0x4E61, AddressParser.isNotTownship(before) { return false }
            return next == nil || length >= 2 || next?.ending == .estate || next?.ending == .place
        case .zone:
            guard let next else { return !result.has(.road) }
            return !result.has(.road) && (next.ending == .estate || next.ending == .place)
        case .community, .village:
            guard !result.has(.community), !result.has(.doorNo), length <= 8 else { return false }
            // 河头村|村民委员会
            if let next, next.isNear, next.ending == .village, ending == .village { return true }
            return next == nil
        case .road:
            guard length <= 10 else { return false }
            if end &- start == 1, !isRoad(unit, before, length, end, result) { return false }
            if length == 1, !result.has(.street), isTownNear(end, result) { return false }
            guard let next else { return true }
            // 9路|路口
            if next.isNear, end &+ 1 < result.text.count, result.text.units[end] == 0x8DEF,
                result.text.units[end &+ 1] == 0x53E3
            {
                return true
            }
            // 民主路西巷: two roads, one behind the other.
            return !next.isNear && (next.ending == .road || next.ending == .lane)
        case .lane:
            return length <= 8 && next == nil
        case .estate:
            return next == nil
        case .place:
            guard length >= 2 else { return false }
            // 园区|十三路, but 广场西路
            guard let next else { return true }
            return !next.isNear && end &+ 2 < result.text.count
                && characters.isA(result.text.units[end], .modifier)
                && characters.isA(result.text.units[end &+ 1], .modifier)
        }
    }

    /// 城乡, 故乡, 家乡, 下乡.
    private static func isNotTownship(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x57CE, 0x6545, 0x5BB6, 0x4E0B: true
        default: false
        }
    }
    /// 铁路, 线路, 电路 …: no street.
    private static func isNotRoad(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x7EBF, 0x7535, 0x94C1, 0x601D, 0x4E1D, 0x7BA1, 0x6CB9, 0x7F51: true
        default: false
        }
    }
    /// 通道, 隧道, 渠道 …
    private static func isNotWay(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x8857, 0x901A, 0x96A7, 0x4EBA, 0x6E20, 0x9891, 0x8F68, 0x8D5B, 0x5473, 0x62A5, 0x77E5,
            0x6CB3, 0x7BA1, 0x5730, 0x94C1:
            true
        default: false
        }
    }

    private func isRoad(
        _ unit: UInt16, _ before: UInt16, _ length: Int, _ end: Int,
        _ result: borrowing AddressComponents
    ) -> Bool {
        let isFollowed = end < result.text.count && result.text.boundaries[end] == 0
        let hasNumber = isFollowed && characters.isA(result.text.units[end], .digit)
        switch unit {
        case 0x8DEF:  // 路
            return hasNumber || !AddressParser.isNotRoad(before)
        case 0x9053:  // 道
            return length >= 2 && (hasNumber || !isFollowed)
                && !AddressParser.isNotWay(before)
        case 0x7EBF, 0x73AF:  // 线, 环
            return length >= 2 && hasNumber
        case 0x8857:  // 街
            return !isFollowed || result.text.units[end] != 0x533A  // 街区
        default: return true
        }
    }

    /// The ending that follows at once or behind one or two characters like 东 or 一.
    func lookahead(_ end: Int, _ result: borrowing AddressComponents) -> Ending? {
        ahead(end, result)?.ending
    }

    func ahead(
        _ end: Int, _ result: borrowing AddressComponents
    ) -> (ending: Ending, isNear: Bool)? {
        let count = result.text.count
        var at = end
        while at < count, at <= end &+ 2, result.text.boundaries[at] == 0 {
            let unit = result.text.units[at]
            if words.endings.root(unit) != 0,
                let found = words.endings.longest(result.text.units, at, count),
                let ending = Ending(rawValue: found.payload)
            {
                let isShort = found.length == 1
                switch ending {
                case .road where isShort && isDoubtfulRoad(unit): break
                // 村民小组 counts houses.
                case .village
                where isShort && at &+ 1 < count && result.text.units[at &+ 1] == 0x6C11:
                    break
                case .street where isShort && isRoadAhead(at &+ 1, result): break
                case .road, .lane, .village, .community, .street: return (ending, at == end)
                case .estate, .place, .zone: if at == end { return (ending, true) }
                }
            }
            guard characters.isA(unit, .modifier) else { return nil }
            at &+= 1
        }
        return nil
    }

    /// 东路 or 大街 behind a town's ending: the town's character belongs to the road (村|镇东街).
    private func isRoadAhead(_ at: Int, _ result: borrowing AddressComponents) -> Bool {
        var at = at
        while at < result.text.count, characters.isA(result.text.units[at], .modifier) { at &+= 1 }
        guard let found = words.endings.longest(result.text.units, at, result.text.count) else {
            return false
        }
        return found.payload == Ending.road.rawValue
            && !(found.length == 1 && isDoubtfulRoad(result.text.units[at]))
    }

    /// 新路|湾镇: a town's ending within three characters.
    private func isTownNear(_ end: Int, _ result: borrowing AddressComponents) -> Bool {
        var at = end
        while at < result.text.count, at <= end &+ 2, result.text.boundaries[at] == 0 {
            if let found = words.endings.longest(result.text.units, at, result.text.count) {
                return found.payload == Ending.street.rawValue && at > end
            }
            at &+= 1
        }
        return false
    }

    /// 道, 线 and 环 are ends of roads only before numbers.
    private func isDoubtfulRoad(_ unit: UInt16) -> Bool {
        unit == 0x9053 || unit == 0x7EBF || unit == 0x73AF
    }

    private func take(
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

    private func isSameStreet(
        _ at: Int, _ end: Int, _ result: borrowing AddressComponents
    ) -> Bool {
        let start = result.state.streetStart
        guard start >= 0, result.state.streetEnd - start == end - at else { return false }
        for index in 0..<end - at
        where result.text.units[start + index] != result.text.units[at + index] { return false }
        return true
    }

    /// 甬港一村: numbered villages within a town are estates.
    private func isEstateVillage(
        _ at: Int, _ end: Int, _ result: borrowing AddressComponents
    ) -> Bool {
        guard end &- at >= 4, result.text.units[end &- 1] == 0x6751 else { return false }
        let value = characters.numerals[Int(result.text.units[end &- 2])]
        return value >= 1 && value <= 10 && !result.has(.villageGroup)
    }

    /// 示例村委会 is the committee of 示例村, 狮山路社区居委会 that of 狮山路社区.
    private func nameEnd(_ at: Int, _ end: Int, _ result: borrowing AddressComponents) -> Int {
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
    private func takeEstate(
        _ at: Int, _ end: Int, _ part: AddressPart, _ result: inout AddressComponents
    ) -> Int {
        let whole = withMark(end, result)
        if part == .poi {
            takePoint(at, whole, &result)
            return whole
        }
        if !result.has(.estate) {
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

    /// 花园|一期, 小区|B区, 商贸城|5区.
    func withMark(_ end: Int, _ result: borrowing AddressComponents) -> Int {
        var at = end
        let count = result.text.count
        while at < count, at < end &+ 3, result.text.boundaries[at] == 0 {
            let unit = result.text.units[at]
            if at > end, unit == 0x533A || unit == 0x671F {  // 区, 期
                return lookahead(at &+ 1, result) == nil ? at &+ 1 : end
            }
            guard
                characters.isA(unit, .digit) || characters.isA(unit, .letter)
                    || characters.isA(unit, .modifier)
            else { return end }
            at &+= 1
        }
        return end
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
        let place = places.places[Int(found.payload)]
        let county = mayBeHome(result) ? home : result.state.county
        guard place.county == county, county != 0 else { return nil }
        let end = at &+ found.length
        if let next = ahead(end, result),
            next.isNear || next.ending != .road && next.ending != .lane
        {
            return nil
        }
        let part: AddressPart = place.kind == .road ? .road : .estate
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
        if place.street != 0, !place.isAmbiguous, !result.has(.street), part == .estate {
            result.streetCode = place.street
            if let name = divisions.name(of: place.street) { result.set(.street, name) }
            result.note(.streetFilled)
        }
        fillHome(&result)
        return after
    }
}
