import GuijiContract

/// What a division that was recognized sets: from the province down to the community.
extension AddressParser {
    func takeUpper(
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

    /// The same division again. Where the chain begins anew with the province, or the full name follows the short one,
    /// the later words count.
    func repeated(
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

    func takeStreet(
        _ choice: Choice, _ at: Int, _ end: Int, _ result: inout AddressComponents
    ) -> Bool {
        guard choice.current != 0 else { return false }
        if let next = ahead(end, result), next.isNear, next.ending == .road || next.ending == .lane
        {
            return false
        }
        let county = Division.county(of: choice.current)
        if result.state.county == 0, result.state.city != 0, !choice.isAmbiguous, !choice.isShort {
            // A town that only one county of the city has.
            result.state.county = county
            result.state.isFilled = true
        } else if choice.isAmbiguous
            || (result.state.county != county && !(result.state.county == 0 && county == home))
        {
            // The name of a town, but not of one that is known here.
            set(.street, at, end, &result)
            segment(.street, at, end, &result)
            result.state.streetStart = at
            result.state.streetEnd = end
            return true
        }
        result.state.streetStart = at
        result.state.streetEnd = end
        let code = divisions.street(of: choice.current)
        if code != choice.current { result.note(.zoneReplaced) }
        let written = divisions.divisions[choice.index]
        if written.code != choice.current {
            result.note(written.name == divisions.name(of: code) ? .divisionRenamed : .townReplaced)
            result.state.oldStreet = written.code
        } else if isTown(result.text.units[end &- 1]), written.name.hasSuffix("街道") {
            result.note(.townReplaced)
        }
        result.streetCode = code
        result.set(.street, divisions.name(of: code) ?? written.name)
        segment(.street, at, end, &result)
        fillHome(&result)
        return true
    }

    /// 镇 or 乡.
    private func isTown(_ unit: UInt16) -> Bool { unit == 0x9547 || unit == 0x4E61 }

    func takeCommunity(
        _ choice: Choice, _ payload: Int32, _ at: Int, _ end: Int,
        _ result: inout AddressComponents
    ) -> Bool {
        if lookahead(end, result) != nil { return false }
        let division = divisions.divisions[choice.index]
        var code = choice.current
        if result.streetCode == 0 {
            if result.has(.street) { return false }
            if isInSeveralStreets(payload) || isKnownElsewhere(division, &result) {
                result.state.hasVillages = true
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

    func setStreet(_ code: UInt64, _ result: inout AddressComponents) {
        result.streetCode = code
        if let name = divisions.name(of: code) { result.set(.street, name) }
        fillHome(&result)
    }

    /// The code (or 0) of the community of a name in a street; `nil` where the street has none of the name.
    func community(_ payload: Int32, in street: UInt64) -> UInt64? {
        for entry in divisions.index.ranges[Int(payload)] {
            let division = divisions.divisions[Int(divisions.index.named[entry] >> 1)]
            if division.level == .community, division.street == street { return division.current }
        }
        return nil
    }

    /// The registry has a village of the name in another street.
    private func isKnownElsewhere(_ division: Division, _ result: inout AddressComponents) -> Bool {
        let county = Division.county(of: division.street)
        result.set(.community, division.name)
        guard let name = result.value(.community) else { return false }
        return places.hasVillage(county, outside: division.street, name, &result.scratch)
    }

    func isInSeveralStreets(_ payload: Int32) -> Bool {
        var street: UInt64 = 0
        for entry in divisions.index.ranges[Int(payload)] {
            let division = divisions.divisions[Int(divisions.index.named[entry] >> 1)]
            guard division.level == .community else { continue }
            if street != 0, division.street != street { return true }
            street = division.street
        }
        return false
    }
}
