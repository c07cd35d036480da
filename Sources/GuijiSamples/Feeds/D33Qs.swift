import GuijiModel

/// 欠税公告: one taxpayer, tax and quarter. Events; each list repeats what still holds, some of it settled. CSV in GB18030.
struct D33Qs: FeedProducer {
    let feed = FeedID("D33-qs")

    private static let offset = Dirt("negative after an offset", 0.1)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        let firms = city.organizations
        for firm in firms.indices where firms.isFirm(firm) && firm % 17 == 7 {
            for (number, tax) in ["增值税", "企业所得税"].enumerated() {
                try out.record(firm * 10 + number) { record in
                    record["NSRSBH"] = firms.creditCode[firm]
                    record["NSRMC"] = firms.name[firm]
                    record["SZ"] = tax
                    record["期"] = "2020年三季度"
                    let owed = 1000 + record.chance.below(900_000)
                    // Part is paid from one night to the next; the sum of a night is a correction of the last.
                    let paid = (firm + night.number) % 5 == 0 ? owed / 4 : 0
                    let isOffset = record.strikes(Self.offset)
                    record["QSYE"] = Digits.decimal(isOffset ? -120.5 : Double(owed - paid), 2)
                    record.organization(firm, as: "subject")
                }
            }
        }
    }
}
