import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiReading

/// The fast reader and its slow twin, on what a generator with a seed makes of JSON, whole and damaged.
@Suite("JSON agreement with the slow twin")
struct JSONAgreementTests {
    static let sources = ["a", "姓名", "b.c", "b", "l[1]", "b.l[0].c", "[0]", "."]
    static let group = ReadPlan.Group("l[]", ["c", "."])

    @Test(
        "On random documents both accept the same, and read the same values", arguments: [1, 2, 3])
    func documents(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let plan = JSONReading.document("$[]", Self.sources, groups: [Self.group])
        for number in 0..<300 {
            let records = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                JSONGenerator.value(&random, depth: 0)
            }
            var bytes = Array(
                "[\(records.joined(separator: JSONGenerator.blank(&random) + ","))]".utf8)
            JSONGenerator.damage(&bytes, &random, chance: 2)
            guard let expected = try? Self.expected(ofDocument: bytes) else {
                #expect(
                    JSONReading.error(bytes, plan) != nil,
                    "seed \(seed), document \(number): \(String(decoding: bytes, as: UTF8.self))")
                continue
            }
            let chunk = Int.random(in: 1...64, using: &random)
            let reading = try JSONReading(bytes, plan, chunkSizes: [chunk])
            Self.compare(reading, expected, bytes, "seed \(seed), document \(number)")
        }
    }

    @Test("On random lines both agree, at every split point", arguments: [4, 5])
    func lines(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let plan = JSONReading.lines(Self.sources, groups: [Self.group])
        for number in 0..<12 {
            // The first line is good, so that the file isn't taken for a document.
            var bytes = Array("{\"a\":\"首\"}\n".utf8)
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                var line = Array(
                    JSONGenerator.value(&random, depth: 0).filter { $0 != "\n" }.utf8)
                JSONGenerator.damage(&line, &random, chance: 3)
                line.removeAll { $0 == 0x0A }
                bytes += line + (Bool.random(using: &random) ? [0x0A] : [0x0D, 0x0A])
            }
            if Bool.random(using: &random) { bytes.removeLast() }
            let expected = Self.expected(ofLines: bytes)
            for split in 1...bytes.count {
                let reading = try JSONReading(
                    bytes, plan, chunkSizes: [split, bytes.count])
                Self.compare(reading, expected, bytes, "seed \(seed), file \(number), \(split)")
            }
        }
    }

    // MARK: The twin's reading

    struct Expected {
        var range: Range<Int>
        /// `nil`: set aside.
        var row: [String?]?
        var items: [[String?]] = []
    }

    static func expected(ofDocument bytes: [UInt8]) throws -> [Expected] {
        guard case .array(let records) = try JSONTwin.parse(bytes).value else {
            throw JSONTwin.Refused()
        }
        return records.map { record(bytes, $0, base: 0) }
    }

    static func expected(ofLines bytes: [UInt8]) -> [Expected] {
        var all: [Expected] = []
        var start = 0
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            defer { start += line.count + 1 }
            let isBlank = { (byte: UInt8) in [0x20, 0x09, 0x0D].contains(byte) }
            let lead = line.prefix(while: isBlank).count
            guard lead < line.count else { continue }
            let trail = line.reversed().prefix(while: isBlank).count
            let range = start + lead..<start + line.count - trail
            let text = Array(bytes[range])
            if let node = try? JSONTwin.parse(text) {
                all.append(record(text, node, base: range.lowerBound))
            } else {
                all.append(Expected(range: range))
            }
        }
        return all
    }

    static func record(_ bytes: [UInt8], _ node: JSONTwin.Node, base: Int) -> Expected {
        let list = node.member("l")
        let range = node.range.lowerBound + base..<node.range.upperBound + base
        let values: [JSONTwin.Node?] = [
            node.member("a"), node.member("姓名"), node.member("b")?.member("c"),
            node.member("b"), list?.element(1),
            node.member("b")?.member("l")?.element(0)?.member("c"), node.element(0), node,
        ]
        var items: [JSONTwin.Node] = []
        switch list?.value {
        case .array(let elements)?: items = elements.filter { $0.value != .null }
        case nil, .null?: break
        default: items = [list].compactMap { $0 }
        }
        do {
            return Expected(
                range: range, row: try values.map { try $0?.read() },
                items: try items.map { [try $0.member("c")?.read(), try $0.read()] })
        } catch {
            return Expected(range: range)
        }
    }

    static func compare(
        _ reading: JSONReading, _ expected: [Expected], _ bytes: [UInt8], _ what: String
    ) {
        let text = "\(what): \(String(decoding: bytes, as: UTF8.self))"
        let bad = Set(reading.problems.filter { $0.severity == .error }.map(\.row))
        #expect(
            bad == Set(expected.indices.filter { expected[$0].row == nil }), "\(text)")
        #expect(
            reading.rows
                == expected.map { $0.row ?? Array(repeating: nil, count: sources.count) }, "\(text)"
        )
        #expect(reading.groups == expected.map { [$0.items] }, "\(text)")
        #expect(reading.positions.map(\.bytes) == expected.map(\.range), "\(text)")
    }
}

/// Makes JSON text, mostly about the keys that the plans want.
enum JSONGenerator {
    static func blank(_ random: inout SplitMix64) -> String {
        ["", "", "", " ", "\t", "\r", "\n", "  "].randomElement(using: &random) ?? ""
    }

    static func value(_ random: inout SplitMix64, depth: Int) -> String {
        let kinds = depth == 0 ? 0...9 : depth > 3 ? 4...9 : 0...14
        switch Int.random(in: kinds, using: &random) {
        case 0, 1, 2, 10, 11: return object(&random, depth: depth)
        case 3, 12: return array(&random, depth: depth)
        case 4, 5, 13, 14: return string(&random)
        case 6:
            return ["0", "-0", "12", "1.50", "1e9", "-3.25E-2", "98765432109876543210"]
                .randomElement(using: &random) ?? "0"
        case 7: return "true"
        case 8: return "null"
        default: return "false"
        }
    }

    private static func object(_ random: inout SplitMix64, depth: Int) -> String {
        let members = (0..<Int.random(in: 0...5, using: &random)).map { _ in
            let key =
                [
                    "\"a\"", "\"b\"", "\"c\"", "\"l\"", "\"l\"", "\"姓名\"", #""\u59d3\u540d""#,
                    "\"x\"",
                ]
                .randomElement(using: &random) ?? "\"a\""
            return blank(&random) + key + blank(&random) + ":" + blank(&random)
                + value(&random, depth: depth + 1)
        }
        return "{" + members.joined(separator: blank(&random) + ",") + blank(&random) + "}"
    }

    private static func array(_ random: inout SplitMix64, depth: Int) -> String {
        let elements = (0..<Int.random(in: 0...4, using: &random)).map { _ in
            blank(&random) + value(&random, depth: depth + 1)
        }
        return "[" + elements.joined(separator: blank(&random) + ",") + blank(&random) + "]"
    }

    private static func string(_ random: inout SplitMix64) -> String {
        let pieces = [
            "样本", "plain text", #"\n"#, #"\""#, #"\\"#, #"\u00e9"#, #"\ud83d\ude00"#, "😀", "{", "]",
            ":", "x", #"\/"#, "0123456789abcdef", #"\u0000"#,
        ]
        var text = (0..<Int.random(in: 0...5, using: &random)).map { _ in
            pieces.randomElement(using: &random) ?? ""
        }.joined()
        if Int.random(in: 0..<40, using: &random) == 0 { text += #"\ud800"# }
        return "\"\(text)\""
    }

    /// With one chance in so many, changes one byte to another ASCII byte, removes one, or cuts the text.
    static func damage(_ bytes: inout [UInt8], _ random: inout SplitMix64, chance: Int) {
        guard Int.random(in: 0..<chance, using: &random) == 0 else { return }
        // Only ASCII bytes, so that the text stays UTF-8.
        let places = bytes.indices.filter { bytes[$0] < 0x80 }
        guard let place = places.randomElement(using: &random) else { return }
        switch Int.random(in: 0...3, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.removeSubrange(place...)
        case 2:
            let signs = Array("{}[],:\"\\ \u{0C}\u{1}0tn".utf8)
            bytes.insert(signs.randomElement(using: &random) ?? 0x20, at: place)
        default:
            let signs = Array("{}[],:\"\\ \u{0C}\u{1}0tn".utf8)
            bytes[place] = signs.randomElement(using: &random) ?? 0x20
        }
    }
}
