import GuijiContract

/// Whether a division's name ends where it seems to, or is the beginning of another name.
extension AddressParser {
    /// 中国 in front of a province or a city.
    func country(_ at: Int, _ result: borrowing AddressComponents) -> Int? {
        guard result.text.units[at] == 0x4E2D, at &+ 2 < result.text.count,
            result.text.units[at &+ 1] == 0x56FD,
            let next = divisions.index.names.longest(result.text.units, at &+ 2, result.text.count),
            next.length >= 2, isUpper(next.payload)
        else { return nil }
        return at &+ 2
    }

    /// Whether the full name of a division above the street begins here, within something that is no name.
    @inline(__always)
    func isDivision(_ at: Int, _ result: borrowing AddressComponents) -> Bool {
        guard divisions.index.names.root(result.text.units[at]) != 0 else { return false }
        return beginsChain(at, result)
    }

    func beginsChain(_ at: Int, _ result: borrowing AddressComponents) -> Bool {
        guard !hasDetail(result),
            let found = divisions.index.names.longest(result.text.units, at, result.text.count),
            found.length >= 3,
            let choice = choose(found.payload, divisions.index, result)
        else { return false }
        switch choice.level {
        case .province, .city, .county:
            return !choice.isShort && !isPartOfName(at &+ found.length, result)
        case .street, .community: return false
        }
    }

    /// Whether a short name (海门 for 海门区) may end here: not where it begins a longer name, as 朝阳 does in 朝阳东路.
    func mayEndShort(_ end: Int, _ result: borrowing AddressComponents) -> Bool {
        guard end < result.text.count, result.text.boundaries[end] == 0 else { return true }
        let unit = result.text.units[end]
        // A division that follows settles it: 南通海门, 浙江诸暨市.
        if let next = divisions.index.names.longest(result.text.units, end, result.text.count),
            next.length >= 2, isUpper(next.payload)
        {
            return true
        }
        if AddressParser.isOpeners(unit) { return false }
        if let zone = words.endings.longest(result.text.units, end, result.text.count),
            zone.payload == AddressWords.Ending.zone.rawValue
        {
            return true
        }
        var at = end
        while at < result.text.count, at < end &+ 3, result.text.boundaries[at] == 0 {
            if words.endings.longest(result.text.units, at, result.text.count) != nil {
                // 上海西路, 海门新村: too little between for a name of its own.
                return at &- end >= 2
            }
            at &+= 1
        }
        return !characters.isA(unit, .digit)
    }

    /// A short county name that nothing leads to (东方, 凌云) is one only where a street, a road or a village follows.
    func isLikelyCounty(
        _ choice: Choice, _ end: Int, _ result: borrowing AddressComponents
    ) -> Bool {
        if result.state.province != 0 || result.state.city != 0 || result.state.oldCity != 0 {
            return true
        }
        if home != 0, Division.county(of: choice.current) == home { return true }
        var at = end
        while at < result.text.count, at < end &+ 10 {
            if at > end || result.text.boundaries[at] == 0,
                let word = words.endings.longest(result.text.units, at, result.text.count),
                let ending = AddressWords.Ending(rawValue: word.payload)
            {
                return ending != .estate && ending != .place
            }
            at &+= 1
        }
        return at == end
    }

    /// 门 湾 河 …: characters that make a short name the beginning of another (朝阳门, 杭州湾).
    /// A town's name without its ending (临平 for 临平街道) is one where a road or a village of its own follows, or nothing.
    func isShortTown(_ end: Int, _ result: borrowing AddressComponents) -> Bool {
        guard end < result.text.count, result.text.boundaries[end] == 0 else { return true }
        var at = end
        while at < result.text.count, at < end &+ 8, result.text.boundaries[at] == 0 {
            let unit = result.text.units[at]
            if characters.isA(unit, .digit) || characters.isA(unit, .letter) { return false }
            if words.endings.root(unit) != 0,
                let word = words.endings.longest(result.text.units, at, result.text.count),
                let ending = AddressWords.Ending(rawValue: word.payload),
                !(word.length == 1 && isDoubtfulRoad(unit))
            {
                guard at &- end >= 2 else { return false }
                switch ending {
                case .road, .lane, .village, .community: return true
                case .street, .zone, .estate, .place: return false
                }
            }
            at &+= 1
        }
        return false
    }

    static func isOpeners(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x95E8, 0x6E7E, 0x6CB3, 0x91CC, 0x6865, 0x7AD9, 0x6E2F, 0x53E3, 0x5BFA, 0x5E99, 0x5C9B,
            0x6E56, 0x8DEF, 0x8857, 0x9053, 0x5DF7, 0x6751, 0x9547, 0x4E61, 0x56ED:
            true
        default: false
        }
    }

    func isUpper(_ payload: Int32) -> Bool {
        let first = divisions.index.named[divisions.index.ranges[Int(payload)].lowerBound]
        switch divisions.divisions[Int(first >> 1)].level {
        case .province, .city, .county: return true
        case .street, .community: return false
        }
    }

    /// Whether a full name goes on as another name: 北京市场, 城区小学, 江苏省道.
    func isPartOfName(_ end: Int, _ result: borrowing AddressComponents) -> Bool {
        guard end < result.text.count, result.text.boundaries[end] == 0 else { return false }
        let unit = result.text.units[end]
        let last = result.text.units[end &- 1]
        if unit == 0x6751 { return true }
        if last == 0x5E02 { return unit == 0x573A || unit == 0x653F }  // 市场, 市政
        if last == 0x7701 { return unit == 0x9053 }  // 省道
        // 路 街 巷
        guard unit == 0x8DEF || unit == 0x8857 || unit == 0x5DF7 else {
            return false
        }
        // 台州市|路桥区: another division begins here.
        guard let next = divisions.index.names.longest(result.text.units, end, result.text.count)
        else {
            return true
        }
        return next.length < 2
    }
}
