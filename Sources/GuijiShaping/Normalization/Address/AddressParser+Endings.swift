/// What follows an ending: another that makes the name longer (花园|路), or something of its own.
extension AddressParser {
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
    func isRoadAhead(_ at: Int, _ result: borrowing AddressComponents) -> Bool {
        var at = at
        while at < result.text.count, characters.isA(result.text.units[at], .modifier) { at &+= 1 }
        guard let found = words.endings.longest(result.text.units, at, result.text.count) else {
            return false
        }
        return found.payload == Ending.road.rawValue
            && !(found.length == 1 && isDoubtfulRoad(result.text.units[at]))
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
}
