import GuijiContract

@testable import GuijiReading

/// The slow, obvious twin of the reader: makes a tree of the whole document and looks every value up in it.
/// Only for well-formed documents without a document type.
final class TwinElement {
    enum Node {
        case text(String)
        case element(TwinElement)
    }

    var name = XMLName(uri: nil, local: "")
    var attributes: [(name: XMLName, value: String)] = []
    var nodes: [Node] = []
    unowned(unsafe) var parent: TwinElement?
    var start = 0
    var end = 0
    var line = 0

    var children: [TwinElement] {
        nodes.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }
    var ownText: String {
        nodes.map { if case .text(let text) = $0 { text } else { "" } }.joined()
    }
    var allText: String {
        nodes.map {
            switch $0 {
            case .text(let text): text
            case .element(let element): element.allText
            }
        }.joined()
    }
    var isNil: Bool {
        attributes.contains { $0.name == .isNil && ["true", "1"].contains($0.value) }
    }
    /// Names from the root to this element.
    var path: [XMLName] { (parent.map(\.path) ?? []) + [name] }
    var withDescendants: [TwinElement] { [self] + children.flatMap(\.withDescendants) }

    func reached(by steps: ArraySlice<XMLName>) -> [TwinElement] {
        guard let first = steps.first else { return [self] }
        return children.filter { $0.name == first }.flatMap { $0.reached(by: steps.dropFirst()) }
    }
}

/// Recursive descent over the bytes.
struct TwinParser {
    let bytes: [UInt8]
    var index = 0

    static func parse(_ text: String) -> TwinElement {
        var parser = TwinParser(bytes: Array(text.utf8))
        parser.index = parser.find("<r")
        return parser.element(parent: nil, scope: ["xml": "http://www.w3.org/XML/1998/namespace"])
    }

    private func find(_ text: String) -> Int {
        var place = index
        while !bytes[place...].starts(with: text.utf8) { place += 1 }
        return place
    }

    private mutating func take(until text: String) -> String {
        let end = find(text)
        defer { index = end + text.utf8.count }
        return String(decoding: bytes[index..<end], as: UTF8.self)
    }

    private mutating func skipBlanks() { while bytes[index] <= 0x20 { index += 1 } }

    private mutating func name() -> String {
        let start = index
        while !" \t\r\n=/>".utf8.contains(bytes[index]) { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func element(parent: TwinElement?, scope: [String: String]) -> TwinElement {
        var scope = scope
        let element = TwinElement()
        element.parent = parent
        element.start = index
        element.line = bytes[..<index].count { $0 == 0x0A } + 1
        index += 1
        let tag = name()
        var raw: [(String, String)] = []
        skipBlanks()
        while bytes[index] != UInt8(ascii: ">") && bytes[index] != UInt8(ascii: "/") {
            let attribute = name()
            skipBlanks()
            index += 1
            skipBlanks()
            let quote = bytes[index] == UInt8(ascii: "'") ? "'" : "\""
            index += 1
            let value = take(until: quote).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
            let flat = String(value.map { $0 == "\n" || $0 == "\t" ? " " : $0 })
            raw.append((attribute, TwinParser.resolve(flat)))
            skipBlanks()
        }
        for (attribute, value) in raw where attribute.hasPrefix("xmlns") {
            scope[String(attribute.dropFirst(6))] = value
        }
        element.name = TwinParser.name(tag, scope, isElement: true)
        for (attribute, value) in raw where !attribute.hasPrefix("xmlns") {
            element.attributes.append((TwinParser.name(attribute, scope, isElement: false), value))
        }
        if bytes[index] == UInt8(ascii: "/") {
            index += 2
        } else {
            index += 1
            content(of: element, scope)
        }
        element.end = index
        return element
    }

    private mutating func content(of element: TwinElement, _ scope: [String: String]) {
        while true {
            let rest = bytes[index...]
            if rest.starts(with: "</".utf8) {
                _ = take(until: ">")
                return
            } else if rest.starts(with: "<![CDATA[".utf8) {
                index += 9
                element.nodes.append(.text(TwinParser.lines(take(until: "]]>"))))
            } else if rest.starts(with: "<!--".utf8) {
                _ = take(until: "-->")
            } else if rest.starts(with: "<?".utf8) {
                _ = take(until: "?>")
            } else if rest.starts(with: "<".utf8) {
                element.nodes.append(.element(self.element(parent: element, scope: scope)))
            } else {
                let end = find("<")
                let text = String(decoding: bytes[index..<end], as: UTF8.self)
                index = end
                element.nodes.append(.text(TwinParser.resolve(TwinParser.lines(text))))
            }
        }
    }

    private static func lines(_ text: String) -> String {
        text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    }

    private static func name(_ text: String, _ scope: [String: String], isElement: Bool) -> XMLName
    {
        let parts = text.split(separator: ":").map(String.init)
        return parts.count == 2
            ? XMLName(uri: scope[parts[0]], local: parts[1])
            : XMLName(uri: isElement ? scope[""] : nil, local: text)
    }

    private static func resolve(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&quot;", with: "\"").replacing("&apos;", with: "'")
            .replacing("&#x4E2D;", with: "中").replacing("&#65;", with: "A")
            .replacing("&amp;", with: "&")
    }
}

/// What a record should be.
struct TwinRecord: Equatable {
    var shape: Int
    var values: [String?]
    var groups: [[[String?]]]
    var start: Int
    var length: Int
    var line: Int
}

/// Evaluates a plan on a tree by definition.
struct TwinReader {
    let plan: ReadPlan

    func records(_ root: TwinElement) throws -> [TwinRecord] {
        let shapes = try plan.shapes.map { try path($0.path).steps }
        return try root.withDescendants.compactMap { element in
            guard let shape = shapes.firstIndex(of: element.path) else { return nil }
            return TwinRecord(
                shape: shape, values: try plan.columns.map { try value($0, of: element) },
                groups: try plan.groups.map { group in
                    let items = element.reached(by: try path(group.source).steps[...])
                    return try items.filter { !$0.isNil }.map { item in
                        try group.columns.map { try value($0, of: item) }
                    }
                },
                start: element.start, length: element.end - element.start, line: element.line)
        }
    }

    private func path(_ text: String) throws -> XMLPath {
        try XMLPath(text, namespaces: plan.container.namespaces)
    }

    private func value(_ column: ReadPlan.Column, of element: TwinElement) throws -> String? {
        for source in column.sources {
            let path = try path(source)
            var start = element
            for _ in 0..<path.ups {
                guard let parent = start.parent else { return nil }
                start = parent
            }
            let limit = path.ups == 0 ? Int.max : element.start
            for found in start.reached(by: path.steps[...]) {
                switch path.end {
                case .element where !found.isNil && found.end <= limit: return found.allText
                case .ownText where !found.isNil && found.end <= limit: return found.ownText
                case .attribute(let name) where found.start < limit:
                    if let match = found.attributes.first(where: { $0.name == name }) {
                        return match.value
                    }
                default: continue
                }
            }
        }
        return nil
    }
}

/// What the reader made, in the twin's form.
struct XMLReading {
    var records: [TwinRecord] = []
    var positions: [Int64] = []
    var findings: [String] = []
    var envelope: [String: String] = [:]
    var problems: [String] = []
    var batchCount = 0

    init(
        _ bytes: [UInt8], _ plan: ReadPlan, pieces: [Int] = [], limits: XMLLimits = XMLLimits()
    ) throws {
        let reader = try XMLRecordReader(
            source: ByteSource(bytes: bytes), plan: plan, limits: limits, pieceSizes: pieces)
        while let batch = try reader.next() {
            batchCount += 1
            for row in 0..<batch.count {
                let position = batch.positions[row]
                positions.append(position.ordinal)
                records.append(
                    TwinRecord(
                        shape: Int(batch.shapes[row]),
                        values: plan.columns.indices.map { batch.text(column: $0, row: row) },
                        groups: batch.groups.map { group in
                            group.items(ofRow: row).map { item in
                                (0..<group.columnCount).map {
                                    batch.text(group.slices[item * group.columnCount + $0])
                                }
                            }
                        },
                        start: Int(position.byteOffset), length: Int(position.byteLength),
                        line: Int(position.line)))
            }
            problems += batch.problems.map { "\($0.row) \($0.rule)" }
        }
        findings = reader.fileFindings.map { "\($0.rule) \($0.severity) \($0.found)" }
        envelope = reader.envelope
    }
}

extension ReadPlan {
    /// A plan for tests: sources of columns separated by blanks (alternatives by `|`), groups as source and columns.
    static func xml(
        _ paths: String..., columns: String = "", groups: [(String, String)] = [],
        envelope: [String] = [], namespaces: [String: String] = [:],
        encoding: Container.Encoding = .utf8
    ) -> ReadPlan {
        func parse(_ text: String) -> [Column] {
            text.split(separator: " ").map {
                Column(sources: $0.split(separator: "|").map(String.init))
            }
        }
        var container = Container(format: .xml)
        container.namespaces = namespaces
        container.encoding = encoding
        return ReadPlan(
            container: container, shapes: paths.map { RecordShape(name: $0, path: $0) },
            columns: parse(columns),
            groups: groups.map { Group(source: $0.0, columns: parse($0.1)) },
            envelopePaths: envelope)
    }
}
