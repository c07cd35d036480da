/// A path into JSON text, as contracts write it: absolute (`$.data.rows[]`, `$.*`) or relative to a record or an
/// item (`gps.x`, `geometry.coordinates[0]`, `["a.b"].c`, `.` for the record itself).
///
/// A name runs to the next `.` or `[`; any other name stands in `["…"]` or `['…']`. `[]` and `[*]` are every
/// element, `.*` every member.
struct JSONPath: Equatable, Sendable {
    enum Step: Equatable, Sendable {
        case key(String)
        case index(Int)
        case everyElement
        case everyMember
    }

    var isAbsolute: Bool
    var steps: [Step]

    /// `nil` where the text is not a path.
    init?(_ text: String) {
        var rest = Substring(text)
        isAbsolute = rest.first == "$"
        steps = []
        if isAbsolute { rest.removeFirst() }
        guard isAbsolute || !rest.isEmpty else { return nil }
        if rest == ".", !isAbsolute { return }
        var isFirst = !isAbsolute
        while let next = rest.first {
            if next == "[" {
                guard let step = JSONPath.bracketed(&rest) else { return nil }
                steps.append(step)
            } else {
                if !isFirst {
                    guard next == "." else { return nil }
                    rest.removeFirst()
                }
                let name = rest.prefix { $0 != "." && $0 != "[" }
                guard !name.isEmpty else { return nil }
                steps.append(name == "*" ? .everyMember : .key(String(name)))
                rest = rest.dropFirst(name.count)
            }
            isFirst = false
        }
    }

    private static func bracketed(_ rest: inout Substring) -> Step? {
        rest.removeFirst()
        if let quote = rest.first, quote == "\"" || quote == "'" {
            rest.removeFirst()
            guard let end = rest.firstIndex(of: quote) else { return nil }
            let name = String(rest[..<end])
            rest = rest[rest.index(after: end)...]
            guard rest.first == "]" else { return nil }
            rest.removeFirst()
            return .key(name)
        }
        guard let end = rest.firstIndex(of: "]") else { return nil }
        let inside = rest[..<end]
        rest = rest[rest.index(after: end)...]
        if inside.isEmpty || inside == "*" { return .everyElement }
        guard let index = Int(inside), index >= 0, index < 100_000 else { return nil }
        return .index(index)
    }
}
