/// Names: where a road, a village, an estate or a point of interest ends.
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
    func holds(
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
    static func isNotTownship(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x57CE, 0x6545, 0x5BB6, 0x4E0B: true
        default: false
        }
    }

    /// 铁路, 线路, 电路 …: no street.
    static func isNotRoad(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x7EBF, 0x7535, 0x94C1, 0x601D, 0x4E1D, 0x7BA1, 0x6CB9, 0x7F51: true
        default: false
        }
    }

    /// 通道, 隧道, 渠道 …
    static func isNotWay(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x8857, 0x901A, 0x96A7, 0x4EBA, 0x6E20, 0x9891, 0x8F68, 0x8D5B, 0x5473, 0x62A5, 0x77E5,
            0x6CB3, 0x7BA1, 0x5730, 0x94C1:
            true
        default: false
        }
    }

    func isRoad(
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

    /// 新路|湾镇: a town's ending within three characters.
    func isTownNear(_ end: Int, _ result: borrowing AddressComponents) -> Bool {
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
    func isDoubtfulRoad(_ unit: UInt16) -> Bool {
        unit == 0x9053 || unit == 0x7EBF || unit == 0x73AF
    }

    func isSameStreet(
        _ at: Int, _ end: Int, _ result: borrowing AddressComponents
    ) -> Bool {
        let start = result.state.streetStart
        guard start >= 0, result.state.streetEnd - start == end - at else { return false }
        for index in 0..<end - at
        where result.text.units[start + index] != result.text.units[at + index] { return false }
        return true
    }
}
