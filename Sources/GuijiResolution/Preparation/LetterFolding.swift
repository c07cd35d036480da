import Foundation

/// Folds letters so that the same word is the same letters: width, case, accents, traditional characters.
///
/// The answers for all of the basic plane are kept in one table, filled as letters turn up (by ICU's transforms, about
/// 5 µs a letter the first time).
final class LetterFolding {
    static let dropped: UInt16 = 0
    static let blank: UInt16 = 0x20
    private static let unknown: UInt16 = 0xFFFF

    private let table: UnsafeMutablePointer<UInt16>
    private let punctuationIsBlank: Bool

    /// - Parameter punctuationIsBlank: whether marks become blanks (words) or stay (codes).
    init(punctuationIsBlank: Bool) {
        self.punctuationIsBlank = punctuationIsBlank
        table = .allocate(capacity: 1 << 16)
        table.initialize(repeating: LetterFolding.unknown, count: 1 << 16)
    }

    deinit { table.deallocate() }

    /// What a letter becomes; `dropped` for nothing.
    @inline(__always)
    func fold(_ letter: UInt16) -> UInt16 {
        let known = table[Int(letter)]
        return known != LetterFolding.unknown ? known : learn(letter)
    }

    private func learn(_ letter: UInt16) -> UInt16 {
        let folded = folded(letter)
        table[Int(letter)] = folded
        return folded
    }

    private func folded(_ letter: UInt16) -> UInt16 {
        var letter = letter
        if (0xFF01...0xFF5E).contains(letter) { letter -= 0xFEE0 }
        guard let scalar = Unicode.Scalar(letter) else { return letter }
        if scalar.properties.isWhitespace { return LetterFolding.blank }
        if scalar.properties.generalCategory == .format || letter < 0x20 {
            return LetterFolding.dropped
        }
        if letter < 0x80 {
            if (0x41...0x5A).contains(letter) { return letter + 32 }
            return punctuationIsBlank && !LetterFolding.isWord(letter) ? mark(letter) : letter
        }
        if (0x3400...0x9FFF).contains(letter) {
            return LetterFolding.transformed(scalar, StringTransform("Traditional-Simplified"))
                ?? letter
        }
        if scalar.properties.isAlphabetic {
            let plain = LetterFolding.transformed(scalar, .stripDiacritics) ?? letter
            guard let base = Unicode.Scalar(plain) else { return plain }
            let lower = base.properties.lowercaseMapping.utf16
            return lower.count == 1 ? lower.first ?? plain : plain
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark: return LetterFolding.dropped
        case .decimalNumber, .otherNumber, .letterNumber: return letter
        default: return punctuationIsBlank ? mark(letter) : letter
        }
    }

    /// Apostrophes go (O'Brien, OBrien); other marks part words. Stars and brackets are left to the caller.
    private func mark(_ letter: UInt16) -> UInt16 {
        switch letter {
        case 0x27, 0x60, 0x2019, 0x2018, 0x00B4, 0x2E: LetterFolding.dropped
        case 0x2A, 0x28, 0x29, 0x5B, 0x5D, 0x23: letter
        case 0x3010: 0x28
        case 0x3011: 0x29
        default: LetterFolding.blank
        }
    }

    static func isWord(_ letter: UInt16) -> Bool {
        (0x30...0x39).contains(letter) || (0x61...0x7A).contains(letter)
            || (0x41...0x5A).contains(letter)
    }

    private static func transformed(_ scalar: Unicode.Scalar, _ transform: StringTransform)
        -> UInt16?
    {
        let text = String(scalar).applyingTransform(transform, reverse: false)
        guard let units = text?.utf16, units.count == 1 else { return nil }
        return units.first
    }
}

/// Readings of Han characters.
final class Pinyin {
    private var known: [UInt16: [UInt16]] = [:]

    /// A character's reading without tone, in letters; the letter itself where it has none.
    func reading(_ letter: UInt16) -> [UInt16] {
        guard (0x3400...0x9FFF).contains(letter) else { return [letter] }
        if let reading = known[letter] { return reading }
        let text = String(decoding: [letter], as: UTF16.self)
        let latin = text.applyingTransform(.mandarinToLatin, reverse: false)?
            .applyingTransform(.stripDiacritics, reverse: false)
        let reading = latin.map { Array($0.lowercased().utf16) } ?? [letter]
        known[letter] = reading
        return reading
    }

    /// Surnames that are read otherwise than the same character elsewhere.
    static let surnames: [UInt16: [UInt16]] = {
        let readings: [(String, String)] = [
            ("曾", "zeng"), ("单", "shan"), ("仇", "qiu"), ("解", "xie"), ("查", "zha"),
            ("区", "ou"), ("朴", "piao"), ("盖", "ge"), ("乐", "yue"), ("缪", "miao"),
            ("尉", "yu"), ("冼", "xian"), ("员", "yun"), ("秘", "bi"), ("逄", "pang"),
            ("覃", "qin"), ("晟", "cheng"), ("繁", "po"), ("折", "she"), ("黑", "he"),
        ]
        var table: [UInt16: [UInt16]] = [:]
        for (character, reading) in readings {
            if let letter = character.utf16.first { table[letter] = Array(reading.utf16) }
        }
        return table
    }()

    /// Surnames of two characters.
    static let compound: Set<[UInt16]> = Set(
        [
            "欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐", "东方", "夏侯",
            "宇文", "长孙", "轩辕", "淳于", "单于", "申屠", "公冶", "宗政", "濮阳", "太叔", "仲孙", "钟离",
            "闻人", "端木", "南宫", "西门", "东郭", "独孤", "呼延", "万俟", "第五", "百里", "澹台", "拓跋",
        ].map { Array($0.utf16) })
}
