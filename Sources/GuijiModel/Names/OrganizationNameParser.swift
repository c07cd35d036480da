/// An organization's name taken apart: `[行政区][(行政区)]字号[行业]组织形式[(分支)]` (domain.md 3.12).
package struct OrganizationNameParts: Sendable, Equatable {
    /// Divisions in front or in brackets, as written: 江苏, 南通市海门区.
    package var region = ""
    /// 字号: what tells the organization from others. Empty where it has none.
    package var brand = ""
    /// 行业: the trade.
    package var sector = ""
    /// 组织形式, as the list of forms names it (有限责任公司 is 有限公司); empty where it has none.
    package var form = ""
    /// A branch behind the form: 第一分公司, 海门店.
    package var branch = ""

    package init() {}

    /// The name that people use: the brand and two characters of the trade.
    package var shortName: String { brand + sector.prefix(2) }
}

/// Takes names of organizations apart by lists of words: divisions, forms, trades.
///
/// From the left divisions are taken off as long as something is left; from the right the branch and the form; of the
/// rest the brand is the shortest beginning, of at least two characters, behind which everything is words of trade.
/// A microsecond or two a name. Immutable.
package struct OrganizationNameParser: Sendable {
    private let regions: WordList
    private let forms: WordList
    private let sectors: WordList
    /// Each way to write a form to its name in the list.
    private let formNames: [[UInt32]: String]

    /// - Parameters:
    ///   - regions: names of divisions as written in full (江苏省, 海门区); their short forms are added.
    ///   - forms: each way to write a form to its name.
    ///   - sectors: words of trade.
    package init(
        regions: some Sequence<String>, forms: [String: String], sectors: some Sequence<String>
    ) {
        self.regions = WordList(regions.flatMap(OrganizationNameParser.spellings))
        self.forms = WordList(forms.keys)
        self.sectors = WordList(sectors)
        formNames = Dictionary(
            forms.map { ($0.key.unicodeScalars.map(\.value), $0.value) },
            uniquingKeysWith: { first, _ in first })
    }

    /// 江苏省 and 江苏; short forms of one character are left out (they begin too many brands).
    private static func spellings(_ name: String) -> [String] {
        for ending in [
            "特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市", "县", "区", "盟", "地区", "自治州",
        ]
        where name.hasSuffix(ending) {
            let short = name.dropLast(ending.count)
            return short.count >= 2 ? [name, String(short)] : [name]
        }
        return [name]
    }

    package func parse(_ name: String) -> OrganizationNameParts {
        var parts = OrganizationNameParts()
        var text = name.unicodeScalars.map(\.value).map(OrganizationNameParser.unified)
        takeBrackets(&text, &parts)
        takeBranch(&text, &parts)
        let form = takeForm(&text)
        parts.form = form.map { formNames[$0] ?? OrganizationNameParser.text($0) } ?? ""
        takeRegions(&text, &parts)
        let brand = brandLength(text)
        parts.brand = OrganizationNameParser.text(text[..<brand])
        parts.sector = OrganizationNameParser.text(text[brand...])
        return parts
    }

    // MARK: Parts

    private static func unified(_ value: UInt32) -> UInt32 {
        switch value {
        case 0xFF08, 0x3010, 0x3014: 0x28
        case 0xFF09, 0x3011, 0x3015: 0x29
        default: value
        }
    }

    /// Brackets: a division, 集团, a kind of partnership, or a branch behind everything.
    private func takeBrackets(_ text: inout [UInt32], _ parts: inout OrganizationNameParts) {
        while let open = text.firstIndex(of: 0x28) {
            let close = text[open...].firstIndex(of: 0x29) ?? text.count - 1
            let inside = Array(text[(open + 1)..<max(open + 1, close)])
            if regions.isWholly(inside) {
                parts.region += OrganizationNameParser.text(inside)
            } else if close >= text.count - 1, forms.longestSuffix(inside) > 0,
                !forms.contains(inside)
            {
                parts.branch += OrganizationNameParser.text(inside)
            }
            text.removeSubrange(open...close)
        }
        text.removeAll { $0 == 0x29 || $0 == 0x20 }
    }

    private static let branchEnds = [
        "分公司", "支公司", "分店", "分行", "支行", "分院", "分校", "分部", "分厂", "分所", "门市部", "营业部", "营业厅", "项目部",
        "办事处",
        "经营部", "连锁店", "专卖店", "旗舰店", "加盟店", "淘宝店", "销售店", "销售处", "服务部",
    ].map { $0.unicodeScalars.map(\.value) }
    private static let heads = ["有限责任公司", "有限公司", "股份公司", "集团公司", "总公司", "公司", "集团", "银行", "控股"]
        .map { $0.unicodeScalars.map(\.value) }

    /// `…有限公司海门分公司`: what stands behind the head's form, if it ends as branches end.
    private func takeBranch(_ text: inout [UInt32], _ parts: inout OrganizationNameParts) {
        guard OrganizationNameParser.branchEnds.contains(where: { text.ends(with: $0) }) else {
            return
        }
        for head in OrganizationNameParser.heads {
            guard let at = text.firstRange(of: head), at.lowerBound >= 2,
                at.upperBound < text.count
            else { continue }
            parts.branch = OrganizationNameParser.text(text[at.upperBound...])
            text.removeSubrange(at.upperBound...)
            return
        }
        // `上海现代设计院安徽分公司`: no form before it; the branch is its last words with their division.
        for end in OrganizationNameParser.branchEnds.prefix(10) where text.ends(with: end) {
            var start = text.count - end.count
            let before = regions.longestSuffix(Array(text[..<start]))
            start -= before
            guard start >= 4, before > 0 else { return }
            parts.branch = OrganizationNameParser.text(text[start...])
            text.removeSubrange(start...)
            return
        }
    }

    private func takeForm(_ text: inout [UInt32]) -> [UInt32]? {
        let length = forms.longestSuffix(text)
        guard length > 0 else { return nil }
        let form = Array(text.suffix(length))
        text.removeLast(length)
        return form
    }

    private func takeRegions(_ text: inout [UInt32], _ parts: inout OrganizationNameParts) {
        var taken = 0
        while taken < text.count {
            let rest = Array(text[taken...])
            let length = max(regions.longestPrefix(rest), zoneLength(rest))
            guard length > 0 else { break }
            taken += length
        }
        parts.region = OrganizationNameParser.text(text[..<taken]) + parts.region
        text.removeFirst(taken)
        takeTrailingRegion(&text, &parts)
    }

    /// `新月能源石家庄`: a division before the form.
    private func takeTrailingRegion(
        _ text: inout [UInt32], _ parts: inout OrganizationNameParts
    ) {
        let length = regions.longestSuffix(text)
        guard length >= 2, text.count - length >= 2 else { return }
        parts.region += OrganizationNameParser.text(text.suffix(length))
        text.removeLast(length)
    }

    private static let zones = [
        "经济技术开发区", "高新技术产业开发区", "高新技术开发区", "经济开发区", "高新区", "开发区", "保税区", "工业园区", "产业园", "工业园",
        "自贸区", "街道",
        "镇", "乡", "新区", "县", "市", "区",
    ].map { $0.unicodeScalars.map(\.value) }

    /// `千灯镇`, `经济技术开发区`: a part that ends like a division, of two to four characters before its end.
    private func zoneLength(_ text: [UInt32]) -> Int {
        for zone in OrganizationNameParser.zones {
            let bare = zone.count >= 3 ? 0 : 2
            for before in bare...4 {
                let length = before + zone.count
                guard length + 2 <= text.count else { break }
                if Array(text[before..<length]) == zone, !sectors.contains(Array(text[..<length])) {
                    return length
                }
            }
        }
        return 0
    }

    /// The shortest beginning of at least two characters behind which all is words of trade; 0 where all is.
    private func brandLength(_ text: [UInt32]) -> Int {
        // covered[i]: whether text[i...] is words of trade.
        var covered = [Bool](repeating: false, count: text.count + 1)
        covered[text.count] = true
        for start in text.indices.reversed() {
            let longest = min(sectors.longest, text.count - start)
            guard longest >= 1 else { continue }
            for length in (1...longest).reversed() where covered[start + length] {
                if sectors.contains(Array(text[start..<(start + length)])) {
                    covered[start] = true
                    break
                }
            }
        }
        if covered[0] { return 0 }
        guard text.count >= 2 else { return text.count }
        return (2...text.count).first { covered[$0] } ?? text.count
    }

    private static func text(_ scalars: some Sequence<UInt32>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars.compactMap(Unicode.Scalar.init))
        return String(view)
    }
}
