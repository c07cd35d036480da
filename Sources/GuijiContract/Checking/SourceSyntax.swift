/// The written form of sources (where a value stands in a record) and record paths, by format.
///
/// Each check returns what is wrong in words, or `nil`.
enum SourceSyntax {
    struct Objection: Equatable {
        var message: String
        var suggestion: String?
    }

    /// A source of a field. `namedColumns`: JSON records are arrays whose columns have names.
    static func check(
        _ source: String, _ container: Container, inGroup: Bool = false
    ) -> Objection? {
        if source.isEmpty { return Objection(message: "is empty") }
        if source != source.trimmed {
            return Objection(
                message: "has blanks around it", suggestion: "Write '\(source.trimmed)'.")
        }
        switch container.format {
        case .csv: return checkCSV(source, hasHeader: container.hasHeader)
        case .xml: return checkXML(source, inGroup: inGroup)
        case .json:
            return container.columnsPath != nil ? nil : checkJSON(source, lines: false)
        case .jsonLines: return checkJSON(source, lines: true)
        }
    }

    /// The path of a repeated group, from the record.
    static func checkGroup(_ source: String, _ container: Container) -> Objection? {
        switch container.format {
        case .csv:
            return Objection(message: "stands in CSV, which has no repeated groups")
        case .xml:
            if source.contains("@") || source == "." || source.hasPrefix("..") {
                return Objection(message: "must name repeated child elements", suggestion: "jhr")
            }
            return checkXML(source, inGroup: false)
        case .json, .jsonLines:
            guard source.hasSuffix("[]") else {
                return Objection(
                    message: "does not end in '[]'", suggestion: "Write '\(source)[]'.")
            }
            return checkJSON(String(source.dropLast(2)), lines: true)
        }
    }

    /// The absolute path of the records.
    static func checkRecords(_ path: String, _ format: Container.Format) -> Objection? {
        switch format {
        case .xml:
            guard path.hasPrefix("/") else {
                return Objection(
                    message: "does not begin at the root", suggestion: "Write '/\(path)'.")
            }
            return xmlSteps(path.dropFirst(), names: "record path")
        case .json:
            guard path.hasPrefix("$") else {
                return Objection(
                    message: "does not begin with '$'", suggestion: "Write '$.\(path)[]'.")
            }
            guard path.hasSuffix("[]") || path.hasSuffix(".*") else {
                return Objection(
                    message:
                        "does not end in '[]' (items of an array) or '.*' (members of an object)",
                    suggestion: "Write '\(path)[]'.")
            }
            return jsonAbsolute(path.dropLast(2), indices: false)
        case .csv, .jsonLines:
            return Objection(message: "is only for XML and JSON")
        }
    }

    /// The absolute path of a value beside the records.
    static func checkEnvelope(_ path: String, _ format: Container.Format) -> Objection? {
        switch format {
        case .csv, .jsonLines:
            return Objection(
                message: "has nothing to name: such files have no values beside the records")
        case .json:
            guard path.hasPrefix("$.") else {
                return Objection(
                    message: "does not begin with '$.'", suggestion: "Write '$.\(path)'.")
            }
            return jsonAbsolute(path[...], indices: true)
        case .xml:
            guard path.hasPrefix("/") else {
                return Objection(
                    message: "does not begin at the root", suggestion: "Write '/\(path)'.")
            }
            var steps = path.dropFirst()
            if let at = steps.lastIndex(of: "/"), steps[steps.index(after: at)...].hasPrefix("@") {
                let attribute = steps[steps.index(at, offsetBy: 2)...]
                guard isXMLName(attribute) else {
                    return Objection(message: "has '\(attribute)', which is no attribute name")
                }
                steps = steps[..<at]
            }
            return xmlSteps(steps, names: "path")
        }
    }

    /// The namespace prefixes that an XML path uses.
    static func prefixes(_ path: String) -> [String] {
        path.split(separator: "/").compactMap { step in
            let name = step.hasPrefix("@") ? step.dropFirst() : step
            guard let colon = name.firstIndex(of: ":") else { return nil }
            return String(name[..<colon])
        }
    }

    // MARK: Formats

    private static func checkCSV(_ source: String, hasHeader: Bool) -> Objection? {
        if source.hasPrefix("#") {
            guard let number = Int(source.dropFirst()), number >= 1 else {
                return Objection(
                    message: "is no column number", suggestion: "'#1' is the first column.")
            }
            return nil
        }
        if !hasHeader {
            return Objection(
                message: "is a name, but the file has no header",
                suggestion: "Write '#1' for the first column, '#2' for the second.")
        }
        if let mark = source.lastIndex(of: "#"),
            let number = Int(source[source.index(after: mark)...]),
            number < 2
        {
            return Objection(
                message: "counts from 1: '\(source)' is the first column of that name",
                suggestion: "Write '\(source[..<mark])'.")
        }
        return nil
    }

    private static func checkXML(_ source: String, inGroup: Bool) -> Objection? {
        if source == "." { return nil }
        if source.hasPrefix("/") {
            return Objection(
                message: "is absolute; a source starts at the record",
                suggestion: "Name the child ('xm'), or an ancestor's part ('../@njmc').")
        }
        var steps = source.split(separator: "/", omittingEmptySubsequences: false)[...]
        while steps.first == ".." { steps.removeFirst() }
        guard let last = steps.last else {
            return Objection(
                message: "names an ancestor, not a value",
                suggestion: "Name its attribute or child: '\(source)/@id', '\(source)/mc'.")
        }
        var names = steps
        if last.hasPrefix("@") {
            guard isXMLName(last.dropFirst()) else {
                return Objection(message: "has '\(last)', which is no attribute name")
            }
            names.removeLast()
        }
        return names.isEmpty ? nil : xmlSteps(names.joined(separator: "/")[...], names: "source")
    }

    private static func xmlSteps(_ path: Substring, names what: String) -> Objection? {
        for step in path.split(separator: "/", omittingEmptySubsequences: false) {
            if step.isEmpty {
                return Objection(message: "has an empty step ('//' or '/' at the end)")
            }
            if step.contains("[") || step.contains("*") || step.contains("(") {
                return Objection(
                    message: "has '\(step)'; a \(what) has names only",
                    suggestion: "A child that repeats gives its first value; a group gives all.")
            }
            if step == ".." || step == "." {
                return Objection(message: "has '\(step)' after a name")
            }
            guard isXMLName(step) else {
                return Objection(message: "has '\(step)', which is no element name")
            }
        }
        return nil
    }

    /// A qualified name, judged by what cannot be in one. Letters of any script are names.
    private static func isXMLName(_ name: Substring) -> Bool {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2 else { return false }
        return parts.allSatisfy { part in
            guard let first = part.first, first.isLetter || first == "_" else { return false }
            return part.allSatisfy { $0.isLetter || $0.isNumber || "_-.·".contains($0) }
        }
    }

    private static func checkJSON(_ source: String, lines: Bool) -> Objection? {
        if source == "@key" || source == "@index" { return nil }
        if source.hasPrefix("@") {
            return Objection(
                message: "is unknown; '@key' and '@index' are known")
        }
        if source.hasPrefix("$") {
            if lines {
                return Objection(
                    message: "is absolute, but nothing stands beside the records",
                    suggestion: "Start at the record, without '$.'.")
            }
            guard source.hasPrefix("$.") else {
                return Objection(message: "names the whole file", suggestion: "Write '$.name'.")
            }
            return jsonAbsolute(source[...], indices: true)
        }
        return jsonSteps(source[...], indices: true)
    }

    private static func jsonAbsolute(_ path: Substring, indices: Bool) -> Objection? {
        let rest = path.dropFirst()
        if rest.isEmpty { return nil }
        guard rest.hasPrefix(".") else {
            return Objection(message: "has no '.' after '$'", suggestion: "Write '$.\(rest)'.")
        }
        return jsonSteps(rest.dropFirst(), indices: indices)
    }

    /// `a.b[0].c`, `[0]`: names between dots, each with indices in brackets.
    private static func jsonSteps(_ path: Substring, indices: Bool) -> Objection? {
        for (number, step) in path.split(separator: ".", omittingEmptySubsequences: false)
            .enumerated()
        {
            let name = step.prefix { $0 != "[" }
            var brackets = step[name.endIndex...]
            if name.isEmpty, number > 0 || brackets.isEmpty {
                return Objection(message: "has an empty step ('..' or a dot at an end)")
            }
            if name.contains("]") { return Objection(message: "has ']' without '['") }
            if !indices, !brackets.isEmpty {
                return Objection(
                    message: "goes through an array at '\(step)'; only the last step may")
            }
            while !brackets.isEmpty {
                guard brackets.hasPrefix("["), let end = brackets.firstIndex(of: "]") else {
                    return Objection(message: "has '[' without ']'")
                }
                let index = brackets[brackets.index(after: brackets.startIndex)..<end]
                if index.isEmpty || index == "*" {
                    return Objection(
                        message: "takes all items of an array",
                        suggestion:
                            "Give an index ('[0]'), or declare a repeated group (logicalType: array)."
                    )
                }
                guard index.utf8.allSatisfy({ $0 &- 0x30 < 10 }), Int(index) != nil else {
                    return Objection(message: "has the index '\(index)'; expected a number from 0")
                }
                brackets = brackets[brackets.index(after: end)...]
            }
        }
        return nil
    }
}

extension String {
    /// Without blanks at both ends.
    var trimmed: String {
        var text = self[...]
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
