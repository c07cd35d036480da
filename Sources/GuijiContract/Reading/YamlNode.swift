import Yams

/// A node of a YAML file with its place.
struct YamlNode {
    let node: Node

    init(_ node: Node) { self.node = node }

    /// From 1; 0 where the parser knows none.
    var line: Int { node.mark?.line ?? 0 }
    /// From 1, in Unicode scalars.
    var column: Int { node.mark?.column ?? 0 }

    var mapping: YamlMapping? {
        guard case .mapping(let mapping) = node else { return nil }
        return YamlMapping(
            at: self,
            entries: mapping.map {
                YamlMapping.Entry(key: YamlNode($0.key), value: YamlNode($0.value))
            })
    }

    var items: [YamlNode]? {
        guard case .sequence(let sequence) = node else { return nil }
        return sequence.map { YamlNode($0) }
    }

    /// A scalar's text as written, whatever type YAML would give it; `nil` for the null value and for collections.
    var scalarText: String? {
        guard case .scalar(let scalar) = node, node.tag != Tag(.null) else { return nil }
        return scalar.string
    }

    /// Whether YAML takes the scalar for text, not for a number, a date or a truth value.
    var isText: Bool { node.scalar != nil && node.tag == Tag(.str) }

    /// The truth value, where YAML takes the scalar for one.
    var bool: Bool? { node.tag == Tag(.bool) ? node.bool : nil }

    /// The integer, where YAML takes the scalar for one.
    var int: Int? { node.tag == Tag(.int) ? node.int : nil }

    /// The number, where YAML takes the scalar for one.
    var number: Double? {
        if let int { return Double(int) }
        return node.tag == Tag(.float) ? node.float : nil
    }

    /// What the node is, for messages.
    var kindWord: String {
        switch node {
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        case .scalar(let scalar):
            switch node.tag {
            case Tag(.null): "nothing"
            case Tag(.bool): "the truth value \(scalar.string)"
            case Tag(.int), Tag(.float): "the number \(scalar.string)"
            case Tag(.timestamp): "the date \(scalar.string)"
            default: "'\(scalar.string)'"
            }
        }
    }
}

/// A mapping of a YAML file, its entries in order.
struct YamlMapping {
    struct Entry {
        var key: YamlNode
        var value: YamlNode
        /// The key's text.
        var name: String { key.scalarText ?? "" }
    }

    var at: YamlNode
    var entries: [Entry]

    /// The entry of a key; `nil` also where its value is null.
    func entry(_ name: String) -> Entry? {
        entries.first { $0.name == name && $0.value.kindWord != "nothing" }
    }

    subscript(_ name: String) -> YamlNode? { entry(name)?.value }
}

/// Reads a YAML file's one document.
enum YamlDocument {
    /// The root node, or the one problem that ends the reading of this file.
    static func parse(_ text: String, file: String) -> Result<YamlNode, ContractProblem> {
        do {
            guard let root = try compose(yaml: text) else {
                return .failure(problem(file, nil, "The file is empty."))
            }
            return .success(YamlNode(root))
        } catch let error as YamlError {
            return .failure(problem(file, error))
        } catch {
            return .failure(problem(file, nil, "The file cannot be parsed: \(error)."))
        }
    }

    private static func problem(
        _ file: String, _ place: (line: Int, column: Int)?, _ message: String,
        _ suggestion: String? = nil
    ) -> ContractProblem {
        ContractProblem(
            file: file, line: place?.line ?? 0, column: place?.column ?? 0,
            rule: ContractRule.yamlSyntax.rawValue, message: message, suggestion: suggestion)
    }

    private static func problem(_ file: String, _ error: YamlError) -> ContractProblem {
        switch error {
        case .scanner(let context, let message, let mark, _),
            .parser(let context, let message, let mark, _),
            .composer(let context, let message, let mark, _):
            let around = context.map { " (\($0.text), from line \($0.mark.line))" } ?? ""
            return problem(
                file, (mark.line, mark.column), "This is not YAML: \(message)\(around).",
                "Look at this line and the one before: indentation, quotes, a missing ':'.")
        case .reader(let message, let offset, _, let yaml):
            let before = yaml.unicodeScalars.prefix(offset ?? 0)
            let line = before.count { $0 == "\n" } + 1
            let column = before.reversed().prefix { $0 != "\n" }.count + 1
            return problem(
                file, (line, column), "This is not YAML: \(message).",
                "Save the file as UTF-8, without control characters.")
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { "'\($0)'" }.joined(separator: ", ")
            return problem(
                file, (context.mark.line, context.mark.column),
                "The mapping has a key twice: \(names).",
                "Keep one of them.")
        default:
            return problem(file, nil, "The file cannot be parsed: \(error).")
        }
    }
}
