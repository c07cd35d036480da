/// Notes that clerks write behind a name: a bracket (（租户）, (已故)), or a number (`-1`).
enum NameNotes {
    /// The name without its last note; `nil` where it has none.
    ///
    /// A bracket of two Han that is no known note is a character taken apart, because the sender's font lacks it
    /// (`张(王民)` for 张珉): it stays.
    static func withoutNote(_ name: [UInt32]) -> [UInt32]? {
        if name.last == 0x29 {
            guard let open = name.lastIndex(of: 0x28) else { return nil }
            let inside = name[(open + 1)...].dropLast()
            let isTakenApart =
                open > 0 && open <= 3 && (2...3).contains(inside.count)
                && inside.allSatisfy(NameText.isHan) && !words.contains(Array(inside))
            if isTakenApart { return nil }
            return Array(name[..<open])
        }
        // `-1`, `－2`, `_1`: digits behind a hyphen.
        var at = name.count
        while at > 0, name[at - 1] >= 0x30, name[at - 1] <= 0x39 { at -= 1 }
        guard at < name.count, at > 1, name.count - at <= 2 else { return nil }
        let sign = name[at - 1]
        guard sign == 0x2D || sign == 0x5F else { return nil }
        return Array(name[..<(at - 1)])
    }

    private static let words: Set<[UInt32]> = Set(
        [
            "租户", "租客", "承租", "承租人", "房东", "业主", "户主", "已故", "已亡", "死亡", "去世", "注销", "迁出", "退休",
            "离职", "本人", "代办", "代理", "代理人", "监护人", "父亲", "母亲", "之父", "之母", "丈夫", "妻子", "儿子", "女儿",
            "曾用名", "原名", "别名", "外籍", "临时", "负责人", "法人", "联系人", "经办人", "男性", "女性", "未婚", "已婚",
        ].map { $0.unicodeScalars.map(\.value) })
}
