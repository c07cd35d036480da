import Glibc
import GuijiTestSupport

/// Random well-formed documents with a small vocabulary, so that paths often match.
struct XMLGenerator {
    private var random: SplitMix64
    private var left: Int
    private var text = ""

    static func document(seed: UInt64, size: Int) -> String {
        var generator = XMLGenerator(random: SplitMix64(seed: seed), left: size)
        return generator.make()
    }

    private mutating func pick<T>(_ values: [T]) -> T {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    private mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    private mutating func make() -> String {
        if chance(50) { text += "<?xml version=\"1.0\"?>\r\n" }
        if chance(30) { text += "<!-- 开头 > -->\n" }
        let namespaces =
            " xmlns:x='urn:x' xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
        element("r", depth: 1, extra: namespaces)
        if chance(30) { text += "\n<!-- <rec/> -->\n" }
        return text
    }

    private mutating func element(_ name: String, depth: Int, extra: String = "") {
        left -= 1
        let isNil = depth > 2 && chance(5)
        text += "<" + name + extra
        for attribute in ["k", "x:k"] where chance(30) {
            text += pick([" ", "\n", "  "]) + attribute + pick(["=", " = "])
            text += pick(["'甲>乙'", "\"\"", "\"a'b&amp;&#65;\"", "'多\n行\r\n>'", "\"值\""])
        }
        if depth > 3, chance(4) { text += " xmlns=\"urn:other\"" }
        if isNil { text += " xsi:nil=\"\(pick(["true", "1"]))\"" }
        if chance(20) { text += " " }
        if isNil || left <= 0 && depth > 3 || chance(10) && depth > 3 {
            text += chance(50) ? "/>" : "></\(name)>"
            return
        }
        text += ">"
        content(of: name, depth: depth)
        text += "</\(name)\(chance(10) ? " \n" : "")>"
    }

    private mutating func content(of name: String, depth: Int) {
        var names: [String]
        switch name {
        case "r": names = ["l", "l", "l", "甲", "other"]
        case "l": names = ["rec", "rec", "rec", "甲", "x:rec"]
        case "rec": names = ["a", "b", "b", "c", "g", "x:a", "甲", "sub", "unknown"]
        case "sub", "b": names = ["a", "c", "b", "g", "甲"]
        case "g": names = ["a", "甲", "rec"]
        default: names = chance(40) ? ["a", "i"] : []
        }
        if depth > 7 { names = [] }
        let most = ["r": 6, "l": 9, "rec": 8, "sub": 4][name] ?? 2
        let count = left > 0 && !names.isEmpty ? Int.random(in: 1...most, using: &random) : 0
        characters()
        for _ in 0..<count where left > 0 {
            if ["a", "c"].contains(name), chance(80) { break }
            element(pick(names), depth: depth + 1)
            characters()
        }
    }

    private mutating func characters() {
        switch Int.random(in: 0..<12, using: &random) {
        case 0, 1: text += "\n  "
        case 2: text += "\r\n"
        case 3: text += "张样本"
        case 4: text += "<![CDATA[<b>例 & \r\n ]] > ]]>"
        case 5: text += "a &lt; b &amp;amp; &#x4E2D;&#65;"
        case 6: text += "<!-- 注 > ' -->"
        case 7: text += "<?pi 例 > ?>"
        case 8: text += "𠀀é x > y ] \""
        default: break
        }
    }
}

/// Encodings for test data.
enum XMLEncoding {
    static func gb18030(_ text: String) -> [UInt8] {
        guard let converter = iconv_open("GB18030", "UTF-8") else { return [] }
        defer { iconv_close(converter) }
        var input = Array(text.utf8).map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: input.count * 2 + 16)
        let written = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output -> Int in
                var from = input.baseAddress
                var fromLeft = input.count
                var to = output.baseAddress
                var toLeft = output.count
                guard iconv(converter, &from, &fromLeft, &to, &toLeft) == 0 else { return 0 }
                return output.count - toLeft
            }
        }
        return output[..<written].map { UInt8(bitPattern: $0) }
    }
}
