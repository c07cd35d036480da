/// Words of direction and what stands in brackets (domain.md 3.10 rules 7 and 10).
extension AddressParser {
    /// Whether a word of direction begins here within a name.
    @inline(__always)
    func isHint(_ at: Int, _ result: borrowing AddressComponents) -> Bool {
        guard words.hints.root(result.text.units[at]) != 0 else { return false }
        return hintEnd(at, result) != nil
    }

    private func hintEnd(_ at: Int, _ result: borrowing AddressComponents) -> (
        end: Int, isNear: Bool
    )? {
        let count = result.text.count
        guard let found = words.hints.longest(result.text.units, at, count) else { return nil }
        let end = at &+ found.length
        // 内 and 旁 begin names, too; 东面村 is one.
        if found.length == 1, end < count, result.text.boundaries[end] == 0 { return nil }
        if lookahead(end, result) != nil { return nil }
        return (end, found.payload == AddressWords.Hint.near.rawValue)
    }

    /// A word of direction at a unit, with its distance: 对面, 往东50米, 与长江路交叉口.
    func readHint(_ at: Int, _ result: inout AddressComponents) -> Int? {
        let unit = result.text.units[at]
        if unit == 0x53E3, result.state.roadEnd == at {  // 路|口
            return takeHint(at, at &+ 1, isNear: true, &result)
        }
        if AddressParser.isJoiners(unit), result.state.roadEnd == at {
            guard let end = crossing(at, result) else { return nil }
            return takeHint(at, end, isNear: true, &result)
        }
        if result.state.roadEnd == at, let end = section(at, result) {
            takeRoad(at, end, &result)
            return end
        }
        if unit == 0x8DEF,  // 路
            let side = words.sides.longest(result.text.units, at, result.text.count),
            at &+ side.length >= result.text.count
                || result.text.boundaries[at &+ side.length] != 0
        {
            return takeHint(at, at &+ side.length, isNear: true, &result)
        }
        guard words.hints.root(unit) != 0, let found = hintEnd(at, result) else { return nil }
        return takeHint(at, distance(found.end, result), isNear: found.isNear, &result)
    }

    /// 东段, 四段 behind a road: a part of it.
    private func section(_ at: Int, _ result: borrowing AddressComponents) -> Int? {
        guard at &+ 1 < result.text.count, result.text.units[at &+ 1] == 0x6BB5,
            characters.isA(result.text.units[at], .modifier)
                || characters.isA(result.text.units[at], .digit)
        else { return nil }
        return at &+ 2
    }

    /// 与 和 跟 及, between two roads.
    private static func isJoiners(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x4E0E, 0x548C, 0x8DDF, 0x53CA, 0x8FD1, 0x4E34, 0x9760: true
        default: false
        }
    }

    /// The end of a crossing that begins with 与: behind 交叉口 or the like, else behind the second road.
    private func crossing(_ at: Int, _ result: borrowing AddressComponents) -> Int? {
        var road: Int?
        var end = at &+ 1
        while end < result.text.count, end <= at &+ 14, result.text.boundaries[end] == 0 {
            if let word = words.hints.longest(result.text.units, end, result.text.count) {
                return distance(end &+ word.length, result)
            }
            if let word = words.endings.longest(result.text.units, end, result.text.count),
                word.payload == AddressWords.Ending.road.rawValue, road == nil
            {
                road = end &+ word.length
                end = end &+ word.length
                if end < result.text.count, result.text.units[end] == 0x53E3 { return end &+ 1 }
                continue
            }
            end &+= 1
        }
        return road
    }

    /// Behind 往东: 50米, and more words of direction.
    private func distance(_ at: Int, _ result: borrowing AddressComponents) -> Int {
        let count = result.text.count
        var end = at
        var digits = at
        while digits < count, result.text.boundaries[digits] == 0,
            characters.isA(result.text.units[digits], .digit)
                || characters.isA(result.text.units[digits], .numeral)
        {
            digits &+= 1
        }
        if digits > at, digits < count, result.text.units[digits] == 0x7C73 {  // 米
            end = digits &+ 1
            if let more = words.hints.longest(result.text.units, end, count)
                ?? words.sides.longest(result.text.units, end, count)
            {
                end &+= more.length
            }
        }
        return end
    }

    private func takeHint(
        _ at: Int, _ end: Int, isNear: Bool, _ result: inout AddressComponents
    ) -> Int {
        openHint(&result)
        append(at, end, &result)
        result.finish(.hint)
        segment(.hint, at, end, &result)
        if isNear { result.state.lowers = true }
        return end
    }

    private func openHint(_ result: inout AddressComponents) {
        let had = result.has(.hint)
        result.reopen(.hint)
        if had { result.add(0x20) }
    }

    /// What stands in brackets is a hint, or a former name (`原海门镇`), and decides nothing.
    func readBrackets(_ text: Bytes, _ result: inout AddressComponents) {
        for index in result.text.brackets.indices {
            let range = result.text.brackets[index]
            guard !range.isEmpty else { continue }
            let content = TextNormalizer.trimmed(text.part(range.lowerBound, range.upperBound))
            guard !content.isEmpty else { continue }
            openHint(&result)
            result.add(content)
            result.finish(.hint)
            result.segments.append(
                AddressSegment(part: .hint, start: range.lowerBound, end: range.upperBound))
            // 原 (E5 8E 9F), 旧 (E6 97 A7)
            let isFormer =
                content.count > 3
                && (content[0] == 0xE5 && content[1] == 0x8E && content[2] == 0x9F
                    || content[0] == 0xE6 && content[1] == 0x97 && content[2] == 0xA7)
            result.note(isFormer ? .formerNameInBracket : .bracketToHint)
        }
    }
}
