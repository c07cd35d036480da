import GuijiTestSupport

/// The slow, obvious JSON parser that the fast one must agree with: recursive descent over an array of bytes, by RFC
/// 8259 alone. Numbers keep their text; each value keeps its own JSON text.
struct JSONTwin {
    indirect enum Value: Equatable {
        case null
        case bool(Bool)
        case number(String)
        /// `nil` for a string with half a surrogate pair.
        case string(String?)
        case array([Node])
        case object([(key: String?, node: Node)])

        static func == (left: Value, right: Value) -> Bool { "\(left)" == "\(right)" }
    }

    struct Node: Equatable {
        var value: Value
        var range: Range<Int>
        var text: String
    }

    struct Refused: Error {}

    private let bytes: [UInt8]
    private var at = 0

    static func parse(_ bytes: [UInt8]) throws -> Node {
        var twin = JSONTwin(bytes: bytes)
        twin.blanks()
        let node = try twin.node(depth: 0)
        twin.blanks()
        guard twin.at == bytes.count else { throw Refused() }
        return node
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func blanks() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { at += 1 }
    }

    private mutating func take(_ text: String) -> Bool {
        guard bytes[at...].starts(with: text.utf8) else { return false }
        at += text.utf8.count
        return true
    }

    private mutating func node(depth: Int) throws -> Node {
        guard depth <= 128 else { throw Refused() }
        let start = at
        let value = try value(depth: depth)
        return Node(
            value: value, range: start..<at,
            text: String(decoding: bytes[start..<at], as: UTF8.self))
    }

    private mutating func value(depth: Int) throws -> Value {
        if take("null") { return .null }
        if take("true") { return .bool(true) }
        if take("false") { return .bool(false) }
        if next == UInt8(ascii: "\"") { return .string(try string()) }
        if next == UInt8(ascii: "[") {
            guard depth < 128 else { throw Refused() }
            return .array(try list("]") { try $0.node(depth: depth + 1) })
        }
        if next == UInt8(ascii: "{") {
            guard depth < 128 else { throw Refused() }
            return .object(
                try list("}") { twin in
                    guard twin.next == UInt8(ascii: "\"") else { throw Refused() }
                    let key = try twin.string()
                    twin.blanks()
                    guard twin.take(":") else { throw Refused() }
                    twin.blanks()
                    return (key, try twin.node(depth: depth + 1))
                })
        }
        return .number(try number())
    }

    private mutating func list<Element>(
        _ closing: String, _ element: (inout JSONTwin) throws -> Element
    ) throws -> [Element] {
        at += 1
        var elements: [Element] = []
        blanks()
        if take(closing) { return elements }
        while true {
            elements.append(try element(&self))
            blanks()
            if take(closing) { return elements }
            guard take(",") else { throw Refused() }
            blanks()
        }
    }

    private mutating func number() throws -> String {
        let start = at
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func digits() throws {
        let start = at
        while let byte = next, (0x30...0x39).contains(byte) { at += 1 }
        guard at > start else { throw Refused() }
    }

    /// UTF-16 units first, so that surrogates need no care until the end.
    private mutating func string() throws -> String? {
        at += 1
        var units: [UInt16] = []
        while true {
            guard let byte = next, byte >= 0x20 else { throw Refused() }
            if take("\"") { break }
            if take("\\") {
                guard let letter = next else { throw Refused() }
                at += 1
                if letter == UInt8(ascii: "u") {
                    guard at + 4 <= bytes.count,
                        bytes[at..<at + 4].allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
                        let unit = UInt16(
                            String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
                    else { throw Refused() }
                    units.append(unit)
                    at += 4
                    continue
                }
                let escapes: [Character: UInt16] = [
                    "\"": 0x22, "\\": 0x5C, "/": 0x2F, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9,
                ]
                guard let unit = escapes[Character(UnicodeScalar(letter))] else { throw Refused() }
                units.append(unit)
                continue
            }
            var scalar = [byte]
            at += 1
            while let more = next, more & 0xC0 == 0x80 {
                scalar.append(more)
                at += 1
            }
            units += Array(String(decoding: scalar, as: UTF8.self).utf16)
        }
        return String(validating: units, as: UTF16.self)
    }
}

extension JSONTwin.Node {
    /// The value as the reader gives it: `nil` where absent. `.some(nil)` cannot be told; lone surrogates throw.
    func read() throws -> String? {
        switch value {
        case .null: return nil
        case .bool(let flag): return flag ? "true" : "false"
        case .number(let text): return text
        case .string(let text):
            guard let text else { throw JSONTwin.Refused() }
            return text
        case .array, .object: return text
        }
    }

    /// The first member of this name.
    func member(_ name: String) -> JSONTwin.Node? {
        guard case .object(let members) = value else { return nil }
        return members.first { $0.key == name }?.node
    }

    func element(_ index: Int) -> JSONTwin.Node? {
        guard case .array(let elements) = value, index < elements.count else { return nil }
        return elements[index]
    }
}

/// Strings as JSON.
enum JSONWriter {
    /// With no more escapes than needed.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case _ where scalar.value < 0x20: result += unit(UInt16(scalar.value))
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// Every UTF-16 unit as an escape.
    static func escaped(_ text: String) -> String {
        "\"" + text.utf16.map(unit).joined() + "\""
    }

    private static func unit(_ unit: UInt16) -> String {
        let hex = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    }
}
