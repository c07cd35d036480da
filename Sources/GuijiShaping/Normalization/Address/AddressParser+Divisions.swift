import GuijiContract

/// Divisions by names of all ages (domain.md 3.3; 3.10 rules 1 and 2).
extension AddressParser {
    /// A division's name at a unit: the longest that fits what was read before.
    func readDivision(_ at: Int, _ result: inout AddressComponents) -> Int? {
        let names = divisions.names
        if let end = country(at, result) {
            segment(.country, at, end, &result)
            return end
        }
        var node = names.root(result.text.units[at])
        guard node != 0 else { return nil }
        // The ends of all names that begin here, longest last.
        var ends = (Int32(-1), Int32(-1), Int32(-1), Int32(-1))
        var lengths = (0, 0, 0, 0)
        var next = at &+ 1
        let count = result.text.count
        while true {
            let payload = names.payload(node)
            if payload >= 0 {
                ends = (payload, ends.0, ends.1, ends.2)
                lengths = (next &- at, lengths.0, lengths.1, lengths.2)
            }
            guard next < count else { break }
            node = names.next(node, result.text.units[next])
            if node == 0 { break }
            next &+= 1
        }
        if ends.0 >= 0, accept(ends.0, at, lengths.0, &result) { return at &+ lengths.0 }
        if ends.1 >= 0, accept(ends.1, at, lengths.1, &result) { return at &+ lengths.1 }
        if ends.2 >= 0, accept(ends.2, at, lengths.2, &result) { return at &+ lengths.2 }
        if ends.3 >= 0, accept(ends.3, at, lengths.3, &result) { return at &+ lengths.3 }
        return nil
    }

    /// 中国 in front of a province or a city.
    private func country(_ at: Int, _ result: borrowing AddressComponents) -> Int? {
        guard result.text.units[at] == 0x4E2D, at &+ 2 < result.text.count,
            result.text.units[at &+ 1] == 0x56FD,
            let next = divisions.names.longest(result.text.units, at &+ 2, result.text.count),
            next.length >= 2, isUpper(next.payload)
        else { return nil }
        return at &+ 2
    }

    /// Whether the full name of a division above the street begins here, within something that is no name.
    @inline(__always)
    func isDivision(_ at: Int, _ result: borrowing AddressComponents) -> Bool {
        guard divisions.names.root(result.text.units[at]) != 0 else { return false }
        return beginsChain(at, result)
    }

    private func beginsChain(_ at: Int, _ result: borrowing AddressComponents) -> Bool {
        guard !hasDetail(result),
            let found = divisions.names.longest(result.text.units, at, result.text.count),
            found.length >= 3,
            let choice = choose(found.payload, at, found.length, result)
        else { return false }
        switch choice.level {
        case .province, .city, .county:
            return !choice.isShort && !isPartOfName(at &+ found.length, result)
        case .street, .community: return false
        }
    }

    private func accept(
        _ payload: Int32, _ at: Int, _ length: Int, _ result: inout AddressComponents
    ) -> Bool {
        guard let choice = choose(payload, at, length, result) else { return false }
        let end = at &+ length
        switch choice.level {
        case .province, .city, .county:
            // Below a road a county's name is part of another name, unless the whole chain is said again.
            if choice.isShort, choice.level != .province,
                result.has(.street) || result.has(.community)
            {
                return false
            }
            if choice.isShort, !mayEndShort(end, result) { return false }
            if choice.isShort, choice.level == .county, !isLikelyCounty(choice, end, result) {
                return false
            }
            if !choice.isShort, isPartOfName(end, result) { return false }
            return takeUpper(choice, at, end, &result)
        case .street:
            guard !result.has(.street), !result.has(.road) else { return false }
            return takeStreet(choice, at, end, &result)
        case .community:
            guard !result.has(.community), !result.has(.road) else { return false }
            return takeCommunity(choice, payload, at, end, &result)
        }
    }

    /// A candidate that was chosen.
    struct Choice {
        var index: Int
        var level: DivisionRecord.Level
        var isShort: Bool
        /// Its code at the table's date, or 0.
        var current: UInt64
        /// Several divisions of the name fit.
        var isAmbiguous: Bool
    }

    /// Of the divisions of a name, the one that fits what was read: full names before short ones, those in use before
    /// those of the past, those at home before others. `nil` where none fits.
    private func choose(
        _ payload: Int32, _ at: Int, _ length: Int, _ result: borrowing AddressComponents
    ) -> Choice? {
        let day = divisions.day
        var best: Choice?
        var bestScore = -1
        for entry in divisions.ranges[Int(payload)] {
            let named = divisions.named[entry]
            let index = Int(named >> 1)
            let isShort = named & 1 == 1
            let division = divisions.divisions[index]
            guard fits(division, result) else { continue }
            let inUse = division.holds(at: day)
            let isHome =
                home != 0 && division.current != 0
                && Division.county(of: division.current) == home
            let isNear = home != 0 && division.current / 100 == home / 100
            var score = isShort ? 0 : 16
            if division.level == .city || division.level == .province, isShort { score += 4 }
            if inUse { score += 8 }
            if division.current != 0 { score += 1 }
            if isHome { score += 64 } else if isNear { score += 32 }
            if score > bestScore {
                bestScore = score
                best = Choice(
                    index: index, level: division.level, isShort: isShort,
                    current: division.current, isAmbiguous: false)
            } else if score == bestScore, let chosen = best, chosen.current != division.current {
                best?.isAmbiguous = true
            }
        }
        return best
    }

    /// Whether a division may follow what was read.
    private func fits(_ division: Division, _ result: borrowing AddressComponents) -> Bool {
        switch division.level {
        case .province: return true
        case .city:
            return result.state.province == 0
                || division.code / 10_000 == result.state.province / 10_000
                || division.current / 10_000 == result.state.province / 10_000
        case .county:
            let code = division.code
            let current = division.current
            if result.state.city != 0 || result.state.oldCity != 0 {
                return code / 100 == result.state.city / 100
                    || current / 100 == result.state.city / 100
                    || (result.state.oldCity != 0 && division.parent == result.state.oldCity)
                    || division.parent == result.state.city
            }
            return result.state.province == 0 || code / 10_000 == result.state.province / 10_000
                || current / 10_000 == result.state.province / 10_000
        case .street, .community:
            // Names of towns and villages repeat all over the country.
            guard result.state.county != 0 || mayBeHome(result) else { return false }
            let county = result.state.county != 0 ? result.state.county : home
            let code = division.current == 0 ? division.street : division.current
            return Division.county(of: code) == county
        }
    }

    /// Whether a short name (海门 for 海门区) may end here: not where it begins a longer name, as 朝阳 does in 朝阳东路.
    private func mayEndShort(_ end: Int, _ result: borrowing AddressComponents) -> Bool {
        guard end < result.text.count, result.text.boundaries[end] == 0 else { return true }
        let unit = result.text.units[end]
        // A division that follows settles it: 南通海门, 浙江诸暨市.
        if let next = divisions.names.longest(result.text.units, end, result.text.count),
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
    private func isLikelyCounty(
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
    static func isOpeners(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x95E8, 0x6E7E, 0x6CB3, 0x91CC, 0x6865, 0x7AD9, 0x6E2F, 0x53E3, 0x5BFA, 0x5E99, 0x5C9B,
            0x6E56, 0x8DEF, 0x8857, 0x9053, 0x5DF7, 0x6751, 0x9547, 0x4E61, 0x56ED:
            true
        default: false
        }
    }

    private func isUpper(_ payload: Int32) -> Bool {
        let first = divisions.named[divisions.ranges[Int(payload)].lowerBound]
        switch divisions.divisions[Int(first >> 1)].level {
        case .province, .city, .county: return true
        case .street, .community: return false
        }
    }

    /// Whether a full name goes on as another name: 北京市场, 城区小学, 江苏省道.
    private func isPartOfName(_ end: Int, _ result: borrowing AddressComponents) -> Bool {
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
        guard let next = divisions.names.longest(result.text.units, end, result.text.count) else {
            return true
        }
        return next.length < 2
    }

    private func takeUpper(
        _ choice: Choice, _ at: Int, _ end: Int, _ result: inout AddressComponents
    ) -> Bool {
        let part: AddressPart
        switch choice.level {
        case .province: part = .province
        case .city: part = .city
        default: part = .county
        }
        let current = choice.isAmbiguous ? 0 : choice.current
        if choice.isShort, choice.isAmbiguous, end < result.text.count { return false }
        switch part {
        case .province where result.state.province != 0:
            return repeated(
                current / 10_000 == result.state.province / 10_000, part, at, end, &result)
        case .city where result.has(.city) || result.has(.county):
            return repeated(
                current != 0 && current / 100 == result.state.city / 100, part, at, end, &result)
        case .county where result.has(.county):
            return repeated(current == result.state.county, part, at, end, &result)
        default: break
        }
        // Below the road a division is part of a shop's or a school's name.
        guard !hasDetail(result) else { return false }
        let division = divisions.divisions[choice.index]
        set(part, at, end, &result)
        segment(part, at, end, &result)
        if current != 0, current != division.code || division.to <= divisions.day {
            result.note(.divisionRenamed)
        }
        switch part {
        case .province: result.state.province = current
        case .city:
            result.state.city = current
            if current == 0 || current != division.code { result.state.oldCity = division.code }
            if current != 0 { result.state.province = current / 10_000 * 10_000 }
        default:
            result.state.hasCounty = true
            result.state.county = current
            if current != 0 {
                result.state.province = current / 10_000 * 10_000
                result.state.city = current / 100 * 100
            }
        }
        return true
    }

    /// A road, an estate or a number was read: what follows lies within it.
    private func hasDetail(_ result: borrowing AddressComponents) -> Bool {
        result.has(.road) || result.has(.estate) || result.has(.building) || result.has(.doorNo)
    }

    /// The same division again. Where the chain begins anew with the province, or the full name follows the short one,
    /// the later words count.
    private func repeated(
        _ isSame: Bool, _ part: AddressPart, _ at: Int, _ end: Int,
        _ result: inout AddressComponents
    ) -> Bool {
        guard isSame, !hasDetail(result) else { return false }
        let start = Int(result.text.offsets[at])
        let length = Int(result.text.ends[end &- 1]) - start
        var isLive = false
        for index in result.segments.indices {
            let old = result.segments[index]
            switch old.part {
            case .province where part == .province, .city where part == .province,
                .county where part == .province:
                result.segments[index].part = .redundant
            case part:
                if old.end == start,
                    old.end - old.start < length + (part == .city ? 1 : 0)
                {
                    result.segments[index].part = .redundant
                } else {
                    isLive = true
                }
            default: break
            }
        }
        segment(isLive ? .redundant : part, at, end, &result)
        result.note(.repetitionDropped)
        return true
    }

    private func takeStreet(
        _ choice: Choice, _ at: Int, _ end: Int, _ result: inout AddressComponents
    ) -> Bool {
        guard choice.current != 0 else { return false }
        if let next = ahead(end, result), next.isNear, next.ending == .road || next.ending == .lane
        {
            return false
        }
        let code = divisions.street(of: choice.current)
        if code != choice.current { result.note(.zoneReplaced) }
        let written = divisions.divisions[choice.index]
        if written.code != choice.current {
            result.note(written.name == divisions.name(of: code) ? .divisionRenamed : .townReplaced)
            result.state.oldStreet = written.code
        }
        result.streetCode = code
        result.set(.street, divisions.name(of: code) ?? written.name)
        segment(.street, at, end, &result)
        fillHome(&result)
        return true
    }

    private func takeCommunity(
        _ choice: Choice, _ payload: Int32, _ at: Int, _ end: Int,
        _ result: inout AddressComponents
    ) -> Bool {
        if lookahead(end, result) != nil { return false }
        let division = divisions.divisions[choice.index]
        var code = choice.current
        if result.streetCode == 0 {
            if result.has(.street) { return false }
            if isInSeveralStreets(payload) {
                code = 0
            } else {
                setStreet(division.street, &result)
                result.note(.streetFilled)
            }
        } else if division.street != result.streetCode {
            if let other = community(payload, in: result.streetCode) {
                // Another community of the name is the one in this town.
                code = other
            } else if result.state.oldStreet != 0 {
                // The old town was larger than the street that took its place: the community knows better.
                setStreet(division.street, &result)
            } else {
                // A community that this town is not known to have: only a name.
                return false
            }
        }
        result.communityCode = code > 99_999_999_999 ? code : 0
        result.set(.community, division.name)
        segment(.community, at, end, &result)
        fillHome(&result)
        return true
    }

    private func setStreet(_ code: UInt64, _ result: inout AddressComponents) {
        result.streetCode = code
        if let name = divisions.name(of: code) { result.set(.street, name) }
        fillHome(&result)
    }

    /// The code (or 0) of the community of a name in a street; `nil` where the street has none of the name.
    private func community(_ payload: Int32, in street: UInt64) -> UInt64? {
        for entry in divisions.ranges[Int(payload)] {
            let division = divisions.divisions[Int(divisions.named[entry] >> 1)]
            if division.level == .community, division.street == street { return division.current }
        }
        return nil
    }

    private func isInSeveralStreets(_ payload: Int32) -> Bool {
        var street: UInt64 = 0
        for entry in divisions.ranges[Int(payload)] {
            let division = divisions.divisions[Int(divisions.named[entry] >> 1)]
            guard division.level == .community else { continue }
            if street != 0, division.street != street { return true }
            street = division.street
        }
        return false
    }

    /// No county was read, and nothing that lies elsewhere.
    func mayBeHome(_ result: borrowing AddressComponents) -> Bool {
        home != 0 && result.state.county == 0 && !result.state.hasCounty
            && (result.state.province == 0 || result.state.province / 10_000 == home / 10_000)
            && (result.state.city == 0 || result.state.city / 100 == home / 100)
            && result.state.oldCity == 0
    }

    /// A known town or village without a county lies at home.
    func fillHome(_ result: inout AddressComponents) {
        guard mayBeHome(result) else { return }
        result.state.county = home
        result.state.city = home / 100 * 100
        result.state.province = home / 10_000 * 10_000
        result.state.isFilled = true
    }
}
