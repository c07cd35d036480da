import GuijiContract
import GuijiModel
import GuijiShaping
import GuijiTestSupport

/// Times one column of a kind through the whole of shaping: normalization, the kind's rule, hashes, the new batch.
private func shaping(
    _ name: String, _ kind: FieldKind, _ value: @escaping @Sendable (Int) -> String
) -> SpeedCase {
    SpeedCase(name: name) {
        let contract = FeedContract(
            feed: FeedID("D00-speed"), department: DepartmentID("D00"),
            container: Container(format: .csv),
            fields: [FieldSpec(name: "value", sources: ["value"], kind: kind)], key: [],
            load: .snapshot)
        let shaper = try Shaper(contract: contract, businessDate: (2020, 11, 20))
        let count = 8192
        var batch = RawBatch(columnCount: 1, capacity: count)
        for row in 0..<count {
            let start = batch.bytes.count
            batch.bytes += value(row).utf8
            batch[0, row] = FieldSlice(start..<batch.bytes.count)
            batch.positions.append(
                RecordPosition(ordinal: Int64(row), line: 0, byteOffset: 0, byteLength: 0))
            batch.shapes.append(0)
        }
        batch.count = count
        return { shaper.shape(batch).count }
    }
}

private let names = ["张样本", "李例", "欧阳样例", "王测试", "古丽样·艾例", "陈样", "刘示例", "赵测"]

private func residentNumber(_ row: Int) -> String {
    let year = 1940 + row % 70
    let first = "320684\(year)\(10 + row % 3)\(10 + row % 18)99\(row % 10)"
    var text = first
    let check = text.withUTF8 { ResidentID.checkCharacter($0) } ?? 0x30
    return first + String(decoding: [check], as: UTF8.self)
}

private func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}

let shapingSpeeds: [SpeedCase] = [
    shaping("text, the ground of all others", .text) { "样例\($0)" },
    shaping("resident numbers", .residentID, residentNumber),
    shaping("documents", .document, residentNumber),
    shaping("phones, mobile", .phone) { "154" + digits($0, 8) },
    shaping("phones, one in eight as people write them", .phone) {
        $0 % 8 == 0 ? "（0513）8000" + digits($0 % 10_000, 4) : "154" + digits($0, 8)
    },
    shaping("dates, ISO", .date(DateOptions())) {
        "20\(10 + $0 % 10)-\(10 + $0 % 3)-\(10 + $0 % 18)"
    },
    shaping("dates, 20200305", .date(DateOptions())) {
        "20\(10 + $0 % 10)\(10 + $0 % 3)\(10 + $0 % 18)"
    },
    shaping("dates, 2020/3/5", .date(DateOptions())) {
        "20\(10 + $0 % 10)/\(1 + $0 % 9)/\(1 + $0 % 28)"
    },
    shaping("names of persons", .personName) { names[$0 % names.count] },
    shaping("names of organizations", .organizationName) {
        "海门样例\($0 % 50 < 25 ? "纺织" : "家纺")有限公司"
    },
    shaping("names of organizations, full-width brackets", .organizationName) { _ in
        "海门样例（集团）有限公司"
    },
    shaping("credit codes", .organizationNumber) { _ in "91320684XXXX000195" },
    shaping("plates", .plate(province: nil)) { "苏F" + digits($0, 5) },
    shaping("plates with a point", .plate(province: nil)) { "苏F·" + digits($0, 5) },
    shaping("vehicle numbers", .vin) { _ in "LXXTEST04L0000001" },
    shaping("longitudes", .longitude) { "121." + digits($0, 6) },
]
