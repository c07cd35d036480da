/// What each character is in an address, by tables over the basic plane, made once.
struct AddressCharacters {
    struct Class: OptionSet {
        var rawValue: UInt8
        static let digit = Class(rawValue: 1)
        static let letter = Class(rawValue: 2)
        /// 一 壹 〇 十 百 甲 …: a numeral where a word like 号 or 幢 follows, else part of a name.
        static let numeral = Class(rawValue: 4)
        /// Separates parts, and is none itself: blanks, commas, underscores.
        static let separator = Class(rawValue: 8)
        /// 东 西 南 北 中 前 后 上 下 新 老 大 小 and small numbers: what stands between two suffixes (花园一路, 镇东路).
        static let modifier = Class(rawValue: 16)
        static let openBracket = Class(rawValue: 32)
        static let closeBracket = Class(rawValue: 64)
        static let dash = Class(rawValue: 128)
    }

    /// Full-width to half-width, brackets and dashes to one form each, the traditional forms of structure words.
    let folded: [UInt16]
    let classes: [UInt8]
    /// The value of a numeral: 0…9, 10 for ten, 100 for hundred; 255 for none.
    let numerals: [UInt8]

    init() {
        var folded = (0..<65_536).map { UInt16($0) }
        var classes = [UInt8](repeating: 0, count: 65_536)
        var numerals = [UInt8](repeating: 255, count: 65_536)
        for unit in 0xFF01...0xFF5E { folded[unit] = UInt16(unit - 0xFEE0) }
        func fold(_ from: String, _ to: String) {
            for (old, new) in zip(from.utf16, to.utf16) { folded[Int(old)] = new }
        }
        fold("【〔［「『《〈〖", "((((((((")
        fold("】〕］」』》〉〗", "))))))))")
        fold("[{", "((")
        fold("]}", "))")
        fold("—–―‐‑−─ー～~﹣－", "------------")
        fold("號樓棟層單縣區鎮鄉門組隊園廣濱開發東龍", "号楼栋层单县区镇乡门组队园广滨开发东龙")
        fold("○◯零", "〇〇〇")
        fold("撞憧橦", "幢幢幢")
        fold("＃№", "##")
        func mark(_ text: String, _ mark: Class) {
            for unit in text.utf16 { classes[Int(unit)] |= mark.rawValue }
        }
        mark("0123456789", .digit)
        mark("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", .letter)
        mark("〇一二两三四五六七八九十百壹贰叁肆伍陆柒捌玖拾佰甲乙丙丁负", .numeral)
        mark("一二三四五六七八九十东西南北中前后上下内外新老大小", .modifier)
        mark("(", .openBracket)
        mark(")", .closeBracket)
        mark("-", .dash)
        mark(" ,，、。;；:：_|\\/\"'“”‘’!！?？*+=·•.．&^%$@`<>…", .separator)
        for unit in 0...0x20 { classes[unit] |= Class.separator.rawValue }
        for unit in 0x7F...0xA0 { classes[unit] |= Class.separator.rawValue }
        for unit in [0x1680, 0x3000, 0xFEFF, 0x202F, 0x205F, 0x2028, 0x2029]
            + Array(0x2000...0x200F)
        {
            classes[unit] |= Class.separator.rawValue
        }
        for (value, unit) in "〇一二三四五六七八九".utf16.enumerated() {
            numerals[Int(unit)] = UInt8(value)
        }
        for (value, unit) in "壹贰叁肆伍陆柒捌玖".utf16.enumerated() {
            numerals[Int(unit)] = UInt8(value + 1)
        }
        for (text, value) in [("两", 2), ("十", 10), ("拾", 10), ("百", 100), ("佰", 100)] {
            for unit in text.utf16 { numerals[Int(unit)] = UInt8(value) }
        }
        self.folded = folded
        self.classes = classes
        self.numerals = numerals
    }

    @inline(__always)
    func isA(_ unit: UInt16, _ mark: Class) -> Bool { classes[Int(unit)] & mark.rawValue != 0 }
}
