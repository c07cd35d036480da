/// Takes values out of one YAML file and notes every problem on the way, so that all are reported together.
///
/// Each function returns `nil` where the value is missing or wrong; whoever needs the value goes on without it.
final class YamlChecker {
    let file: String
    private(set) var problems: [ContractProblem] = []

    init(file: String) { self.file = file }

    var hasErrors: Bool { problems.contains { $0.severity == .error } }

    func error(
        _ at: YamlNode?, _ rule: ContractRule, _ message: String, _ suggestion: String? = nil
    ) {
        note(.error, at, rule, message, suggestion)
    }

    func warning(
        _ at: YamlNode?, _ rule: ContractRule, _ message: String, _ suggestion: String? = nil
    ) {
        note(.warning, at, rule, message, suggestion)
    }

    private func note(
        _ severity: ContractProblem.Severity, _ at: YamlNode?, _ rule: ContractRule,
        _ message: String, _ suggestion: String?
    ) {
        let problem = ContractProblem(
            file: file, line: at?.line ?? 0, column: at?.column ?? 0, severity: severity,
            rule: rule.rawValue, message: message, suggestion: suggestion)
        if !problems.contains(problem) { problems.append(problem) }
    }

    func add(_ problem: ContractProblem) { problems.append(problem) }

    // MARK: Keys

    /// Notes the keys that nobody reads, with the nearest known one.
    func checkKeys(_ map: YamlMapping, known: Set<String>, of what: String) {
        for entry in map.entries where !known.contains(entry.name) {
            unknown(entry.key, entry.name, known: known, "key of \(what)")
        }
    }

    /// Notes an unknown name, with the nearest known one or, where there are few, all.
    func unknown(
        _ at: YamlNode, _ name: String, known: some Collection<String>, _ what: String,
        rule: ContractRule = .unknownKey
    ) {
        var suggestion: String?
        if let nearest = NearestWord.of(name, in: known.sorted()) {
            suggestion = "Did you mean '\(nearest)'?"
        } else if !known.isEmpty, known.count <= 12 {
            suggestion = "Known: \(known.sorted().joined(separator: ", "))."
        }
        error(at, rule, "'\(name)' is not a \(what).", suggestion)
    }

    private func missing(_ map: YamlMapping, _ key: String, _ of: String, _ suggestion: String?) {
        error(map.at, .missingKey, "\(of) has no '\(key)'.", suggestion)
    }

    func wrongType(_ node: YamlNode, _ key: String, _ expected: String, _ suggestion: String? = nil)
    {
        error(
            node, .wrongType, "'\(key)' is \(node.kindWord); expected \(expected).", suggestion)
    }

    // MARK: Values

    /// Text that YAML takes for text.
    func text(_ map: YamlMapping, _ key: String) -> String? {
        guard let node = map[key] else { return nil }
        guard let text = node.scalarText, node.isText else {
            let quoted = node.scalarText.map { "Put it in quotes: \"\($0)\"." }
            wrongType(node, key, "text", quoted)
            return nil
        }
        return text
    }

    func requiredText(
        _ map: YamlMapping, _ key: String, of what: String, _ suggestion: String? = nil
    ) -> String? {
        guard map[key] != nil else {
            missing(map, key, what, suggestion)
            return nil
        }
        return text(map, key)
    }

    func bool(_ map: YamlMapping, _ key: String) -> Bool? {
        guard let node = map[key] else { return nil }
        if node.bool == nil { wrongType(node, key, "true or false") }
        return node.bool
    }

    func int(_ map: YamlMapping, _ key: String, atLeast minimum: Int = 0) -> Int? {
        guard let node = map[key] else { return nil }
        guard let value = node.int else {
            wrongType(node, key, "a whole number")
            return nil
        }
        guard value >= minimum else {
            error(node, .unknownValue, "'\(key)' is \(value); expected at least \(minimum).")
            return nil
        }
        return value
    }

    func number(_ map: YamlMapping, _ key: String) -> Double? {
        guard let node = map[key] else { return nil }
        if node.number == nil { wrongType(node, key, "a number") }
        return node.number
    }

    /// One of the cases of an enumeration.
    func choice<Choice>(_ map: YamlMapping, _ key: String, _ type: Choice.Type) -> Choice?
    where Choice: RawRepresentable<String> & CaseIterable {
        guard let node = map[key] else { return nil }
        guard let text = node.scalarText else {
            wrongType(node, key, "one word")
            return nil
        }
        if let choice = Choice(rawValue: text) { return choice }
        unknown(
            node, text, known: Choice.allCases.map(\.rawValue), "value of '\(key)'",
            rule: .unknownValue)
        return nil
    }

    func mapping(_ map: YamlMapping, _ key: String) -> YamlMapping? {
        guard let node = map[key] else { return nil }
        if node.mapping == nil { wrongType(node, key, "a mapping") }
        return node.mapping
    }

    func requiredMapping(
        _ map: YamlMapping, _ key: String, of what: String, _ suggestion: String? = nil
    ) -> YamlMapping? {
        guard map[key] != nil else {
            missing(map, key, what, suggestion)
            return nil
        }
        return mapping(map, key)
    }

    func list(_ map: YamlMapping, _ key: String) -> [YamlNode] {
        guard let node = map[key] else { return [] }
        guard let items = node.items else {
            wrongType(node, key, "a list")
            return []
        }
        return items
    }

    /// The mappings of a list.
    func mappings(_ map: YamlMapping, _ key: String) -> [YamlMapping] {
        list(map, key).compactMap { item in
            if item.mapping == nil { wrongType(item, key, "a list of mappings") }
            return item.mapping
        }
    }

    /// Scalars of a list with their places, each as written.
    func scalars(_ map: YamlMapping, _ key: String) -> [(text: String, at: YamlNode)] {
        list(map, key).compactMap { item in
            guard let text = item.scalarText else {
                wrongType(item, key, "a list of texts")
                return nil
            }
            return (text, item)
        }
    }

    /// One text, or a list of them.
    func oneOrMore(_ map: YamlMapping, _ key: String) -> [(text: String, at: YamlNode)] {
        if let node = map[key], let text = node.scalarText { return [(text, node)] }
        return scalars(map, key)
    }
}
