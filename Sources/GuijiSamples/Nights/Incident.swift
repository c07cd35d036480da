/// Something that happened at a place: a missing cover, a burst pipe, a fire. Several people may report it.
package struct Incident: Sendable {
    /// Unique within the simulation.
    package var number: Int
    /// Product code of domain 3.8: `C0103`, `E0102`, `X33`.
    package var category: String
    package var title: String
    package var at: Moment
    package var address: Int
    /// The component concerned; -1.
    package var place: Int
    /// The firm concerned; -1.
    package var organization: Int
    /// CGCS2000.
    package var lon: Double
    package var lat: Double
}

/// How a report came in.
package enum Channel: String, Sendable, CaseIterable {
    case hotline, grid, ucm, alarm110, fire119, ems120, consumer12315, petition, water, gas
}

/// One report of an incident through one channel.
package struct Report: Sendable {
    /// Unique within the simulation.
    package var number: Int
    /// Index into the night's `incidents`.
    package var incident: Int
    package var channel: Channel
    package var at: Moment
    /// Who reported it.
    package var person: Int
    /// What was said.
    package var text: String
    /// Where the reporter says it was: within some tens of metres, CGCS2000.
    package var lon: Double
    package var lat: Double
    /// A channel's own running number of the day, from 1.
    package var serial: Int
}

/// Kinds of incidents: code, title, what people say, the channels it comes through, its weight.
enum IncidentKinds {
    struct Kind {
        var code: String
        var title: String
        var words: [String]
        var channels: [Channel]
        var weight: Int
    }

    static let all: [Kind] = [
        Kind(
            code: "E0102", title: "暴露垃圾", words: ["门口垃圾未清", "垃圾堆放无人清理"],
            channels: [.hotline, .grid, .ucm], weight: 14),
        Kind(
            code: "E0404", title: "道路积水", words: ["路面积水严重", "积水没过脚踝"],
            channels: [.hotline, .ucm, .grid], weight: 4),
        Kind(
            code: "C0103", title: "雨水井盖", words: ["井盖缺失", "井盖没了，有人差点掉下去", "窨井盖破损"],
            channels: [.hotline, .grid, .ucm, .alarm110], weight: 6),
        Kind(
            code: "C0120", title: "路灯", words: ["路灯不亮", "整条路路灯熄灭"], channels: [.hotline, .ucm],
            weight: 8),
        Kind(
            code: "E0402", title: "水管破裂", words: ["路面冒水", "水管爆裂"], channels: [.water, .hotline],
            weight: 5),
        Kind(
            code: "E0403", title: "燃气泄漏", words: ["闻到煤气味", "燃气报警器响"],
            channels: [.gas, .fire119, .hotline], weight: 3),
        Kind(
            code: "X21", title: "停水", words: ["家中停水", "整幢楼停水"], channels: [.water, .hotline],
            weight: 5),
        Kind(
            code: "X23", title: "停气", words: ["家中停气", "没有燃气了"], channels: [.gas, .hotline],
            weight: 4),
        Kind(
            code: "E0502", title: "店外经营", words: ["占道经营", "店外摆摊"], channels: [.ucm, .grid],
            weight: 6),
        Kind(
            code: "E0501", title: "无照游商", words: ["流动摊贩占道", "无照摆摊"], channels: [.ucm, .grid],
            weight: 5),
        Kind(
            code: "X31", title: "治安警情", words: ["邻里发生争吵", "电动车被偷"], channels: [.alarm110],
            weight: 12),
        Kind(
            code: "X32", title: "交通事故", words: ["两车相撞", "电动车被撞倒"], channels: [.alarm110, .ems120],
            weight: 8),
        Kind(
            code: "X33", title: "火灾", words: ["厨房起火", "仓库冒烟"],
            channels: [.fire119, .alarm110, .ems120], weight: 2),
        Kind(
            code: "X34", title: "医疗急救", words: ["老人胸闷", "突然晕倒", "发热咳嗽"], channels: [.ems120],
            weight: 9),
        Kind(
            code: "X41", title: "欠薪劳动", words: ["拖欠工资三个月", "工地不发工资"],
            channels: [.hotline, .petition], weight: 3),
        Kind(
            code: "X42", title: "消费投诉", words: ["预付卡不退", "商品有质量问题"],
            channels: [.consumer12315, .hotline], weight: 6),
        Kind(
            code: "X45", title: "食品安全", words: ["食品过期", "吃坏肚子"],
            channels: [.consumer12315, .hotline], weight: 3),
        Kind(
            code: "X43", title: "噪声油烟异味", words: ["夜间施工噪声", "油烟扰民"], channels: [.hotline, .grid],
            weight: 5),
        Kind(
            code: "X71", title: "物业纠纷", words: ["电梯坏了没人修", "物业不作为"],
            channels: [.hotline, .petition], weight: 5),
        Kind(
            code: "X52", title: "独居失联", words: ["邻居老人几天没出门"], channels: [.grid, .hotline], weight: 1
        ),
        Kind(
            code: "X72", title: "政策咨询", words: ["咨询社保转移", "咨询学区政策"], channels: [.hotline], weight: 9
        ),
    ]
    static let weights = all.map(\.weight)
    /// The missing cover.
    static let cover = all.firstIndex { $0.code == "C0103" } ?? 0
}
