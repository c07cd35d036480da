import GuijiModel

/// A name in a document: a namespace (`nil`: none) and the part after the prefix.
struct XMLName: Hashable, Sendable {
    var uri: String?
    var local: String
}

/// A path of a contract, such as `/xj:学校/年级`, `jhr/xm`, `../@njmc` or `.`.
struct XMLPath: Equatable, Sendable {
    enum End: Equatable, Sendable {
        /// The element that the steps lead to: its text and that of all its descendants.
        case element
        /// The starting element's own text, without its children's.
        case ownText
        case attribute(XMLName)
    }

    var isAbsolute: Bool
    /// Steps up from the starting element.
    var ups = 0
    var steps: [XMLName] = []
    var end = End.element

    /// Parses a path. Prefixes stand for `namespaces`; an unprefixed element is in the namespace of the prefix `""`,
    /// an unprefixed attribute in none (Namespaces in XML 1.0, section 6.2).
    /// - Throws: `FILE_UNREADABLE` where the text is no path or a prefix is not declared.
    init(_ text: String, namespaces: [String: String]) throws(DeliveryError) {
        isAbsolute = text.hasPrefix("/")
        var parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if isAbsolute { parts.removeFirst() }
        if !isAbsolute {
            if parts == ["."] {
                end = .ownText
                return
            }
            if parts.first == "." { parts.removeFirst() }
            while parts.first == ".." {
                ups += 1
                parts.removeFirst()
            }
        }
        if let last = parts.last, last.hasPrefix("@") {
            let name = String(last.dropFirst())
            end = .attribute(try XMLPath.name(name, namespaces, isElement: false, of: text))
            parts.removeLast()
        } else if parts.isEmpty {
            throw XMLPath.invalid(text, "a path that ends with a name")
        }
        for part in parts {
            steps.append(try XMLPath.name(part, namespaces, isElement: true, of: text))
        }
    }

    private static func name(
        _ text: String, _ namespaces: [String: String], isElement: Bool, of path: String
    ) throws(DeliveryError) -> XMLName {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let isName =
            !text.isEmpty && text != "." && text != ".." && parts.count <= 2
            && !parts.contains { $0.isEmpty } && !text.contains { "@*[]()".contains($0) }
        guard isName else {
            throw invalid(path, "names separated by / (no wildcards, no predicates)")
        }
        guard parts.count == 2 else {
            return XMLName(uri: isElement ? namespaces[""] : nil, local: text)
        }
        let prefix = String(parts[0])
        guard let uri = namespaces[prefix] ?? wellKnown[prefix] else {
            throw invalid(path, "a URI for the prefix \(prefix) under namespaces")
        }
        return XMLName(uri: uri, local: String(parts[1]))
    }

    private static let wellKnown = [
        "xml": "http://www.w3.org/XML/1998/namespace", "xsi": XMLName.isNil.uri ?? "",
    ]

    private static func invalid(_ path: String, _ expected: String) -> DeliveryError {
        DeliveryError(
            rule: .fileUnreadable, found: "the contract's path \(path)",
            expected: "\(expected); correct the contract")
    }
}

extension XMLName {
    /// `xsi:nil`, by which an element says that it has no value.
    static let isNil = XMLName(uri: "http://www.w3.org/2001/XMLSchema-instance", local: "nil")
}
