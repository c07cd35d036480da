import GuijiContract

/// Short forms of division names: 江苏省 → 江苏, 内蒙古自治区 → 内蒙古, 红河哈尼族彝族自治州 → 红河, 海门区 → 海门.
enum DivisionNames {
    /// The short form, or `nil` where what is left would be shorter than two characters (沙县 has none).
    static func short(_ name: String, _ level: DivisionRecord.Level) -> String? {
        let endings: [String]
        switch level {
        case .province: endings = ["特别行政区", "自治区", "省", "市"]
        case .city: endings = ["自治州", "地区", "盟", "市"]
        case .county: endings = ["自治县", "自治旗", "林区", "矿区", "特区", "新区", "区", "县", "市", "旗"]
        case .street: endings = ["街道", "镇", "乡"]
        case .community: endings = ["社区", "村"]
        }
        guard let ending = endings.first(where: { name.hasSuffix($0) }) else { return nil }
        var stem = Substring(name.dropLast(ending.count))
        if ending.hasPrefix("自治") {
            // 广西壮族, 红河哈尼族彝族, 景宁畲族: the peoples' names go, longest first.
            while let people = peoples.first(where: {
                stem.hasSuffix($0) && stem.count > $0.count + 1
            }) {
                stem = stem.dropLast(people.count)
            }
        }
        return stem.count >= 2 && stem.count < name.count ? String(stem) : nil
    }

    private static let peoples: [String] = {
        let names = [
            "蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依", "朝鲜", "满", "侗", "瑶", "白", "土家", "哈尼",
            "哈萨克", "傣", "黎", "傈僳", "佤", "畲", "高山", "拉祜", "水", "东乡", "纳西", "景颇", "柯尔克孜",
            "土", "达斡尔", "仫佬", "羌", "布朗", "撒拉", "毛南", "仡佬", "锡伯", "阿昌", "普米", "塔吉克", "怒",
            "乌孜别克", "俄罗斯", "鄂温克", "德昂", "保安", "裕固", "京", "塔塔尔", "独龙", "鄂伦春", "赫哲",
            "门巴", "珞巴", "基诺", "各",
        ]
        // Some are named without 族: 新疆维吾尔自治区, 克孜勒苏柯尔克孜自治州, 巴音郭楞蒙古自治州.
        let bare = ["维吾尔", "柯尔克孜", "蒙古", "哈萨克"]
        return (names.map { $0 + "族" } + bare).sorted { $0.count > $1.count }
    }()
}
