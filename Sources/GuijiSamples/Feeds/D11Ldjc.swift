import GuijiModel

/// 劳动监察案件: one complaint about wages or work, by its state. Text with tabs, a delta.
struct D11Ldjc: FeedProducer {
    let feed = FeedID("D11-ldjc")

    private static let project = Dirt("a building site's name in place of the firm", 0.1)
    private static let about = Dirt("number of people in words", 0.3)
    private static let noFirm = Dirt("firm missing", 0.004)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let firms = city.organizations
        for firm in firms.indices
        where firms.isFirm(firm) && firms.isOpen(firm, on: night.day)
            && !firms.staff[firm].isEmpty
        {
            if night.isFirst, firm % 31 == 7 {
                try write(firm, "立案", night, city, out)
            } else if !night.isFirst, firm % 31 == 7, firm % 10 == night.number % 10 {
                try write(firm, firm % 3 == 0 ? "结案" : "办理中", night, city, out)
            } else if !night.isFirst, firm % 401 == night.number % 401 {
                try write(firm, "立案", night, city, out)
            }
        }
    }

    private func write(
        _ firm: Int, _ state: String, _ night: Night, _ city: City, _ out: FeedWriter
    ) throws {
        let firms = city.organizations
        let opened = city.firstDay - 10 - firm % 90
        try out.record(firm) { record in
            let complainant = firms.staff[firm][record.chance.below(firms.staff[firm].count)]
            record["案件编号"] = "LD" + Digits.pad(firm, 7)
            record["投诉人"] = city.people.name[complainant]
            record["投诉人证件"] = city.documentNumber(complainant)
            record["联系电话"] = city.people.phone[complainant]
            record["被投诉单位"] = firms.name[firm]
            record["信用代码"] = firms.creditCode[firm]
            let isProject = record.strikes(Self.project)
            if isProject {
                record["被投诉单位"] = firms.shortName[firm] + "示例项目部"
                record["信用代码"] = ""
            }
            record.organization(firm, as: "employer", isUndecidable: isProject)
            record["案由"] = record.chance.pick(["拖欠工资", "未签合同", "超时加班"])
            let count = record.chance.within(1...60)
            record["涉及人数"] = record.strikes(Self.about) ? "约\(count)人" : String(count)
            record["涉及金额"] = Digits.decimal(Double(count) * 4_200, 2)
            record["立案日期"] = DateText.slashes(opened)
            if state == "结案" { record["结案日期"] = DateText.slashes(night.day) }
            record["状态"] = state
            record["更新时间"] = DateText.time(night.at(17))
            record.person(complainant, as: "complainant")
            if record.strikes(Self.noFirm) {
                record["被投诉单位"] = ""
                record.setAside = .required
            }
        }
    }
}
