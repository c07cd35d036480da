/// How well two names of persons go together (domain.md 3.11), from the same to incompatible.
package enum NameLevel: UInt8, Sendable, CaseIterable {
    /// The same after normalization.
    case equal
    /// Variants of one name: traditional and simplified characters, an unreadable character, a point or what stands
    /// behind it left out, Latin words in another order, a married prefix.
    case variant
    /// As many characters, which sound alike.
    case homophone
    /// As many characters, one of them another.
    case oneDiffers
    /// One of them hides characters (`张*`, 张某) and what it shows agrees.
    case masked
    case incompatible

    /// E V H 1 M X, as in the rules of matching.
    package var letter: Character {
        switch self {
        case .equal: "E"
        case .variant: "V"
        case .homophone: "H"
        case .oneDiffers: "1"
        case .masked: "M"
        case .incompatible: "X"
        }
    }
}

extension PersonName {
    /// The level of two names. Symmetric. Some tens of nanoseconds.
    package func level(with other: PersonName, _ tables: NameTables) -> NameLevel {
        if folded.isEmpty || other.folded.isEmpty { return .incompatible }
        if isHidden || other.isHidden {
            return PersonName.agreeAsMasked(self, other) ? .masked : .incompatible
        }
        if !words.isEmpty || !other.words.isEmpty {
            if words != other.words { return .incompatible }
            return folded == other.folded ? .equal : .variant
        }
        if written == other.written {
            return firstPart == other.firstPart && !written.contains(PersonName.wildcard)
                ? .equal : .variant
        }
        if folded.count == other.folded.count { return levelOfSameLength(other, tables) }
        return isShortened(other, tables) || other.isShortened(self, tables)
            ? .variant : .incompatible
    }

    private func levelOfSameLength(_ other: PersonName, _ tables: NameTables) -> NameLevel {
        var differences = 0
        var read = 0
        var soundAlike = true
        for index in folded.indices {
            let (left, right) = (folded[index], other.folded[index])
            if left == PersonName.wildcard || right == PersonName.wildcard { continue }
            if left == right {
                read += 1
                continue
            }
            differences += 1
            let mine = tables.reading(left, isSurname: index == 0 && surnameLength == 1)
            let its = tables.reading(right, isSurname: index == 0 && other.surnameLength == 1)
            soundAlike = soundAlike && mine == its && mine != 0
        }
        // At least one character must be read and agree, else wildcards alone would be a name.
        if differences == 0 { return read > 0 ? .variant : .incompatible }
        if soundAlike { return .homophone }
        return differences == 1 && read > 0 ? .oneDiffers : .incompatible
    }

    /// Whether this is the other with something left out: what stands behind the point, or the husband's surname
    /// before a name that has its own.
    private func isShortened(_ other: PersonName, _ tables: NameTables) -> Bool {
        guard folded.count >= 2, folded.count < other.folded.count else { return false }
        if other.firstPart == folded.count, other.folded.starts(with: folded) { return true }
        return other.folded.count == folded.count + 1 && other.folded.dropFirst() == folded[...]
            && tables.isSurname(other.folded[0]) && tables.isSurname(folded[0])
    }

    /// Whether what is shown at the start and at the end of each agrees with the other.
    private static func agreeAsMasked(_ left: PersonName, _ right: PersonName) -> Bool {
        let (heads, tails) = (shown(left.folded), shown(right.folded))
        // The shown start of one against the start of the other, as far as both show it.
        let head = min(heads.head, tails.head)
        let tail = min(heads.tail, tails.tail)
        guard head > 0 || tail > 0 else { return false }
        for index in 0..<head where !agree(left.folded[index], right.folded[index]) { return false }
        let (leftEnd, rightEnd) = (left.folded.count, right.folded.count)
        for index in 1..<(tail + 1)
        where !agree(left.folded[leftEnd - index], right.folded[rightEnd - index]) { return false }
        // Hidden characters are some: what is shown must leave room for them.
        func isTooShort(_ name: PersonName, beside other: PersonName) -> Bool {
            !name.isHidden && name.folded.count <= shownCount(other.folded)
        }
        return !isTooShort(left, beside: right) && !isTooShort(right, beside: left)
    }

    private static func agree(_ left: UInt32, _ right: UInt32) -> Bool {
        left == right || left == wildcard || right == wildcard
    }

    private static func shownCount(_ name: [UInt32]) -> Int {
        name.count == 1 ? 1 : name.count { $0 != star }
    }

    /// How many characters are shown at the start and at the end. One character alone is a start.
    private static func shown(_ name: [UInt32]) -> (head: Int, tail: Int) {
        if name.count == 1 { return name[0] == star ? (0, 0) : (1, 0) }
        guard let first = name.firstIndex(of: star), let last = name.lastIndex(of: star) else {
            return (name.count, name.count)
        }
        return (first, name.count - 1 - last)
    }
}
