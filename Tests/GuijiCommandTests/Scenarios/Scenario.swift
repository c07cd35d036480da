import Foundation
import Testing

/// An acceptance scenario: an empty warehouse with the project's own schemas, a few rows as departments send them, and
/// questions to the warehouse. Rows are written with names, so that a scenario shows only what it is about; whatever
/// the feed has besides is left blank.
final class Scenario {
    let city: CommandWorkspace
    private var files = 0

    init() throws { city = try CommandWorkspace() }

    static let isPossible = CommandWorkspace.hasSQLite

    /// Columns of a CSV feed in the order in which its department sends them.
    struct CSVFeed {
        var path: String
        var columns: [String]
        var delimiter = ","
        var quotesAll = false
        var encoding = CSVEncoding.utf8

        enum CSVEncoding { case utf8, utf8BOM, gb18030 }
    }

    /// Drops one delivery of CSV rows, each a set of named values.
    func drop(_ feed: CSVFeed, date: String, _ rows: [[String: String]]) throws {
        for row in rows {
            let unknown = Set(row.keys).subtracting(feed.columns)
            try #require(unknown.isEmpty, "\(feed.path) has no \(unknown)")
        }
        func cell(_ text: String) -> String {
            feed.quotesAll || text.contains(feed.delimiter) || text.contains("\"")
                ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
        }
        let lines = [feed.columns] + rows.map { row in feed.columns.map { row[$0] ?? "" } }
        let text = lines.map { $0.map(cell).joined(separator: feed.delimiter) + "\r\n" }.joined()
        try drop(feed.path, date: date, feed.encoding.bytes(text))
    }

    /// Drops one delivery as it stands. `path` holds `DATE` where the business date belongs; a second delivery of the
    /// same date gets a number behind it, so that arrival keeps its order.
    func drop(_ path: String, date: String, _ bytes: Data) throws {
        files += 1
        let day = date.replacing("-", with: "")
        try city.drop(path.replacing("DATE", with: "\(day)_\(files)"), bytes)
    }

    func drop(_ path: String, date: String, _ text: String) throws {
        try drop(path, date: date, Data(text.utf8))
    }

    /// Runs a night. Whatever is not in the scenario is missing, so exit code 2 is as good as 0.
    @discardableResult
    func night(_ date: String) throws -> CommandRunner.Result {
        let result = try city.run(date: date)
        #expect([0, 2].contains(result.exitCode), "\(result.stdout)\(result.stderr)")
        return result
    }

    /// The answer of a query, a row a line, columns joined by `|`, as a person reads it.
    func ask(_ query: String) throws -> [String] {
        let database = city.root.appending(path: "ws/warehouse.db").path
        let result = try CommandRunner.run(
            ["-readonly", "-noheader", "-list", "-nullvalue", "NULL", database, query],
            program: "/usr/bin/sqlite3")
        try #require(result.exitCode == 0, "\(query): \(result.stderr)")
        return result.stdout.split(separator: "\n").map(String.init)
    }
}

extension Scenario.CSVFeed.CSVEncoding {
    func bytes(_ text: String) -> Data {
        switch self {
        case .utf8: return Data(text.utf8)
        case .utf8BOM: return Data([0xEF, 0xBB, 0xBF]) + Data(text.utf8)
        case .gb18030: return Data(GuijiCommandTests.gb18030(text))
        }
    }
}

/// The feeds that scenarios drop, as their departments send them (their columns, not their contracts).
extension Scenario.CSVFeed {
    static let residents = Scenario.CSVFeed(
        path: "D02-gaj/syrk_DATE.csv",
        columns: [
            "RYBH", "RKLB", "XM", "CYM", "GMSFHM", "YGMSFHM", "ZJZL", "ZJHM", "XB", "MZ", "CSRQ",
            "WHCD", "HYZK", "HH", "YHZGX", "HJDZ", "XZZ", "LXDH", "FWCS", "SWRQ", "ZXBS", "FQSFZH",
            "MQSFZH", "JHRSFZH", "GXSJ", "CZBS",
        ], quotesAll: true, encoding: .gb18030)
    static let subsidies = Scenario.CSVFeed(
        path: "D10-czj/hmbt_DATE.csv",
        columns: ["批次号", "序号", "补贴项目", "姓名", "身份证号", "金额", "发放日期", "账号", "村组", "主管部门"],
        delimiter: ";", encoding: .gb18030)
    static let water = Scenario.CSVFeed(
        path: "D40-zls/ysl_DATE.csv",
        columns: ["类型", "编号", "户号", "日期", "用量", "报修内容", "报修地址", "报修时间", "电话"])
}

extension Scenario.CSVFeed {
    static let marriages = Scenario.CSVFeed(
        path: "D07-mzj/hydj_DATE.csv",
        columns: [
            "登记证字号", "业务类别", "男方姓名", "男方证件号", "女方姓名", "女方证件号", "男方婚姻状况前", "女方婚姻状况前",
            "登记日期", "登记机关",
        ], encoding: .gb18030)
    static let households = Scenario.CSVFeed(
        path: "D18-nyj/cbnh_DATE.csv",
        columns: [
            "承包方编码", "承包方代表", "成员序号", "成员姓名", "成员身份证号", "与代表关系", "承包地总面积", "组", "村",
            "经营权证号",
        ], encoding: .utf8BOM)
    static let disability = Scenario.CSVFeed(
        path: "D30-cl/cjrz_DATE.csv",
        columns: [
            "CJRZH", "XM", "XB", "CSRQ", "CJLB", "CJDJ", "HJDZ", "XZZ", "JHR", "JHRDH", "ZT",
        ], encoding: .gb18030)
    static let medical = Scenario.CSVFeed(
        path: "D26-ybj/ybcb_DATE.csv",
        columns: [
            "人员编号", "姓名", "证件类型", "证件号码", "险种", "参保单位", "镇街", "村居", "缴费状态", "年度", "手机",
        ])
}

extension Scenario.CSVFeed {
    static let insured = Scenario.CSVFeed(
        path: "D11-rsj/cbry_DATE.txt",
        columns: [
            "AAC001", "AAC003", "AAE135", "AAC004", "AAC006", "AAB001", "AAB004", "AAB003",
            "AAE140", "AAC031", "AAE030", "AAE031", "AAC040", "AAE005", "AAE036", "op",
        ], delimiter: "\t", encoding: .gb18030)
    static let debtors = Scenario.CSVFeed(
        path: "D04-fy/sxbzx_DATE.csv",
        columns: [
            "案号", "被执行人", "类型", "证件号码", "法定代表人", "执行法院", "立案时间", "履行情况", "发布时间",
        ], encoding: .utf8BOM)
    static let fund = Scenario.CSVFeed(
        path: "D38-gjj/jc_DATE.csv",
        columns: ["个人账号", "姓名", "证件号码", "单位账号", "单位名称", "缴存状态", "月缴存额", "末次缴存月", "手机"],
        encoding: .gb18030)
}

extension Scenario.CSVFeed {
    static let taxpayers = Scenario.CSVFeed(
        path: "D33-shw/nsr_DATE.csv",
        columns: [
            "NSRSBH", "NSRMC", "FDDBRXM", "FDDBRZJHM", "SCJYDZ", "NSRZTDM", "HYDM", "DJRQ",
        ], encoding: .gb18030)
    static let tobacco = Scenario.CSVFeed(
        path: "D37-yc/lsh_DATE.csv",
        columns: [
            "许可证号", "店名", "企业字号", "统一社会信用代码", "负责人", "身份证号", "电话", "经营地址", "有效期止", "经度", "纬度",
        ])
}
