import GuijiContract

/// Divisions by names of all ages (domain.md 3.3; 3.10 rules 1 and 2): which one a name in the text means.
extension AddressParser {
    /// A division's name at a unit: the longest that fits what was read before.
    func readDivision(_ at: Int, _ result: inout AddressComponents) -> Int? {
        let names = divisions.index.names
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

    func accept(
        _ payload: Int32, _ at: Int, _ length: Int, _ result: inout AddressComponents
    ) -> Bool {
        guard let choice = choose(payload, divisions.index, result) else { return false }
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
            guard !result.has(.street), !result.has(.road), !result.has(.estate) else {
                return false
            }
            return takeStreet(choice, at, end, &result)
        case .community:
            guard !result.has(.community), !result.has(.road) else { return false }
            return takeCommunity(choice, payload, at, end, &result)
        }
    }

    /// A town of `towns.csv` at a unit, below the county or city that was read.
    func readTown(_ at: Int, _ result: inout AddressComponents) -> Int? {
        guard result.state.city != 0, !result.has(.street), !hasDetail(result),
            !result.has(.community),
            let found = divisions.townIndex.names.longest(
                result.text.units, at, result.text.count),
            let choice = choose(found.payload, divisions.townIndex, result)
        else { return nil }
        let end = at &+ found.length
        if choice.isShort, choice.isAmbiguous || !isShortTown(end, result) { return nil }
        return takeStreet(choice, at, end, &result) ? end : nil
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
    func choose(
        _ payload: Int32, _ index: DivisionIndex, _ result: borrowing AddressComponents
    ) -> Choice? {
        let day = divisions.day
        var best: Choice?
        var bestScore = -1
        for entry in index.ranges[Int(payload)] {
            let named = index.named[entry]
            let place = Int(named >> 1)
            let isShort = named & 1 == 1
            let division = divisions.divisions[place]
            guard fits(division, result) else { continue }
            let inUse = division.holds(at: day)
            let isStated =
                result.state.county != 0
                && Division.county(of: division.current) == result.state.county
            let isHome =
                home != 0 && division.current != 0
                && Division.county(of: division.current) == home
            let isNear = home != 0 && division.current / 100 == home / 100
            var score = isShort ? 0 : 16
            if division.level == .city || division.level == .province, isShort { score += 4 }
            if inUse { score += 8 }
            if division.current != 0 { score += 1 }
            if isStated { score += 128 }
            if isHome { score += 64 } else if isNear { score += 32 }
            if score > bestScore {
                bestScore = score
                best = Choice(
                    index: place, level: division.level, isShort: isShort,
                    current: division.current, isAmbiguous: false)
            } else if score == bestScore, let chosen = best, chosen.current != division.current,
                divisions.street(of: chosen.current) != divisions.street(of: division.current)
            {
                best?.isAmbiguous = true
            }
        }
        return best
    }

    /// Whether a division may follow what was read.
    func fits(_ division: Division, _ result: borrowing AddressComponents) -> Bool {
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
        case .street:
            // The same city is enough: districts have exchanged towns. The county decides between several.
            let county = Division.county(of: division.current)
            if result.state.county != 0 { return county / 100 == result.state.county / 100 }
            if result.state.hasCounty { return false }
            if result.state.city != 0 { return county / 100 == result.state.city / 100 }
            return mayBeHome(result) && county == home
        case .community:
            // Names of villages repeat all over the country.
            guard result.state.county != 0 || mayBeHome(result) else { return false }
            let county = result.state.county != 0 ? result.state.county : home
            let code = division.current == 0 ? division.street : division.current
            return Division.county(of: code) == county
        }
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

    /// A road, an estate or a number was read: what follows lies within it.
    func hasDetail(_ result: borrowing AddressComponents) -> Bool {
        result.has(.road) || result.has(.estate) || result.has(.building) || result.has(.doorNo)
    }
}
