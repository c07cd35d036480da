/// Names that do not name: hidden (`张某某`, `王**`), forms of address (`李先生`), a newborn's stand-in (`李例之女`).
enum WeakName {
    enum Judgement: Equatable {
        case full
        /// A form of address, and what stands before it.
        case address([UInt32])
        case hidden
        case newborn
    }

    static func judge(_ name: [UInt32]) -> Judgement {
        if isNewborn(name) { return .newborn }
        for word in addresses where name.count > word.count && name.ends(with: word) {
            return .address(Array(name.dropLast(word.count)))
        }
        return isHidden(name) ? .hidden : .full
    }

    /// A star, 某, or one character alone.
    static func isHidden(_ name: [UInt32]) -> Bool {
        if name.contains(0x2A) || name.contains(某) { return true }
        return name.count == 1 || addresses.contains(name)
    }

    /// 之子 之女 之婴 之大 之小 behind the mother's name, with a mark of order: 大 小 双 甲 乙 一 二.
    private static func isNewborn(_ name: [UInt32]) -> Bool {
        guard let at = name.lastIndex(of: 之), at > 0, at + 1 < name.count else { return false }
        let rest = name[(at + 1)...].filter { $0 != 0x28 && $0 != 0x29 }
        guard let first = rest.first, kinds.contains(first), rest.count <= 3 else { return false }
        return rest.dropFirst().allSatisfy(orders.contains)
    }

    private static let 某: UInt32 = 0x67D0
    private static let 之: UInt32 = 0x4E4B
    private static let kinds = Set("子女婴大小双".unicodeScalars.map(\.value))
    private static let orders = Set("子女婴大小双甲乙一二三".unicodeScalars.map(\.value))
    private static let addresses = [
        "先生", "女士", "小姐", "老师", "师傅", "同志", "经理",
    ].map { $0.unicodeScalars.map(\.value) }
}

extension Array where Element: Equatable {
    fileprivate func ends(with other: [Element]) -> Bool {
        count >= other.count && suffix(other.count).elementsEqual(other)
    }
}
