/// Shell patterns for paths below the inbox: `*` and `?` stay within a folder, `**` crosses folders, `[abc]` is one of.
enum PathPattern {
    /// Why a pattern cannot be used, and what to write instead; `nil` where it can.
    static func objection(to pattern: String) -> (message: String, suggestion: String?)? {
        if pattern.isEmpty { return ("is empty", nil) }
        if pattern.hasPrefix("/") || pattern.hasPrefix("~") || pattern.dropFirst().hasPrefix(":") {
            return ("is absolute", "Write it below the inbox: 'D02-gaj/syrk_*.csv'.")
        }
        if pattern.contains("\\") { return ("has '\\'", "Separate folders by '/'.") }
        let parts = pattern.split(separator: "/", omittingEmptySubsequences: false)
        if parts.contains("..") { return ("leaves the inbox by '..'", "Write it without '..'.") }
        if parts.contains(".") || parts.contains("") {
            let clean = parts.filter { $0 != "." && !$0.isEmpty }.joined(separator: "/")
            return ("has an empty step or '.'", "Write '\(clean)'.")
        }
        return nil
    }

    private enum Token: Equatable {
        case literal(Character)
        case any
        case star
        case starStar
        case oneOf([Character], negated: Bool)
    }

    /// Whether some path matches both patterns. O(*n* *m*) of their lengths.
    static func overlap(_ left: String, _ right: String) -> Bool {
        let a = tokens(left)
        let b = tokens(right)
        // reachable[j]: the rests a[i...] and b[j...] are still to be matched by one common rest.
        var reachable = Array(
            repeating: Array(repeating: false, count: b.count + 1), count: a.count + 1)
        reachable[0][0] = true
        for i in 0...a.count {
            for j in 0...b.count where reachable[i][j] {
                let x = i < a.count ? a[i] : nil
                let y = j < b.count ? b[j] : nil
                if let x, isStar(x) {
                    reachable[i + 1][j] = true
                    if let y, !isStar(y), common(x, y) { reachable[i][j + 1] = true }
                }
                if let y, isStar(y) {
                    reachable[i][j + 1] = true
                    if let x, !isStar(x), common(y, x) { reachable[i + 1][j] = true }
                }
                if let x, let y, !isStar(x), !isStar(y), common(x, y) {
                    reachable[i + 1][j + 1] = true
                }
            }
        }
        return reachable[a.count][b.count]
    }

    private static func isStar(_ token: Token) -> Bool { token == .star || token == .starStar }

    /// Whether one character exists that both take.
    private static func common(_ left: Token, _ right: Token) -> Bool {
        func takes(_ token: Token, _ character: Character) -> Bool {
            switch token {
            case .literal(let own): own == character
            case .any, .star: character != "/"
            case .starStar: true
            case .oneOf(let set, let negated):
                character != "/" && set.contains(character) != negated
            }
        }
        switch (left, right) {
        case (.literal(let character), _): return takes(right, character)
        case (_, .literal(let character)): return takes(left, character)
        case (.oneOf(let set, negated: false), _): return set.contains { takes(right, $0) }
        case (_, .oneOf(let set, negated: false)): return set.contains { takes(left, $0) }
        default: return true
        }
    }

    private static func tokens(_ pattern: String) -> [Token] {
        let characters = Array(pattern)
        var result: [Token] = []
        var at = 0
        while at < characters.count {
            let character = characters[at]
            at += 1
            switch character {
            case "*":
                if at < characters.count, characters[at] == "*" {
                    at += 1
                    result.append(.starStar)
                } else {
                    result.append(.star)
                }
            case "?": result.append(.any)
            case "[":
                guard let end = characters[at...].firstIndex(of: "]") else {
                    result.append(.literal(character))
                    continue
                }
                let negated = characters[at] == "!" || characters[at] == "^"
                let body = Array(characters[(negated ? at + 1 : at)..<end])
                result.append(.oneOf(expand(body), negated: negated))
                at = end + 1
            default: result.append(.literal(character))
            }
        }
        return result
    }

    /// `a-c` to a, b, c.
    private static func expand(_ body: [Character]) -> [Character] {
        var result: [Character] = []
        var at = 0
        while at < body.count {
            if at + 2 < body.count, body[at + 1] == "-",
                let low = body[at].unicodeScalars.first,
                let high = body[at + 2].unicodeScalars.first,
                low <= high, high.value - low.value < 256
            {
                result += (low.value...high.value).compactMap {
                    Unicode.Scalar($0).map { Character($0) }
                }
                at += 3
            } else {
                result.append(body[at])
                at += 1
            }
        }
        return result
    }
}
