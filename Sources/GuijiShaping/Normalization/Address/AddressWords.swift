/// The words that give an address its structure: endings of names, words after numbers, words of direction.
///
/// These belong to the language, not to a place: which towns, roads and estates there are comes in as data.
struct AddressWords {
    /// What a name that ends with the word is.
    enum Ending: Int32 {
        case street, zone, community, village, road, lane, estate, place
    }

    /// What a number in front of the word is.
    enum Counter: Int32 {
        case door, building, unit, floor, room, group, lane
        /// 号院: a door that is a yard.
        case yard
        /// A number in front is part of a name: 8路, 二期, 5区.
        case name
    }

    enum Hint: Int32 {
        /// The place lies near what is named.
        case near
        /// At the door, inside: as exact as what is named.
        case at
    }

    let endings: NameTrie
    let counters: NameTrie
    let hints: NameTrie
    /// Words of direction that count only where a part begins, or behind a distance: 路口, 路北.
    let sides: NameTrie

    init() {
        func words(_ kinds: [(String, Int32)]) -> NameTrie {
            NameTrie(
                kinds.flatMap { list, kind in
                    list.split(separator: " ").map { (name: String($0), payload: kind) }
                })
        }
        endings = words([
            ("街道办事处 街道办 街道 镇 乡 民族乡 苏木", Ending.street.rawValue),
            (
                "经济技术开发区 经济开发区 高新技术开发区 高新技术产业开发区 高新技术产业园区 高新区 开发区 保税区 度假区 旅游度假区",
                Ending.zone.rawValue
            ),
            ("社区居民委员会 社区居委会 居民委员会 居委会 居委 社区", Ending.community.rawValue),
            ("村民委员会 村委会 行政村 自然村 村 嘎查", Ending.village.rawValue),
            (
                "路 大道 大街 街 道 公路 国道 省道 县道 高速 高速公路 快速路 线 大马路 步行街 环",
                Ending.road.rawValue
            ),
            ("巷 弄 胡同", Ending.lane.rawValue),
            (
                """
                小区 新村 花园 花苑 苑 公寓 家园 嘉园 庄园 山庄 别墅 新城 宿舍 公馆 华庭 豪庭 住宅区 生活区 安置房 \
                花城 佳园 名都 名城 景园 雅园 丽园 御园 名邸 华府 龙庭 安置小区
                """, Ending.estate.rawValue
            ),
            (
                """
                大厦 广场 大楼 中心 园区 工业园 工业区 科技园 产业园 创业园 创意园 工业园区 产业园区 科技园区 软件园 市场 \
                商城 商厦 商务楼 写字楼 酒店 宾馆 饭店 公司 学校 小学 中学 大学 学院 幼儿园 医院 卫生院 超市 银行 支行 \
                派出所 政府 公园 车站 集团 工业城 电子城 家具城 建材城 购物中心 商贸城 孵化园 物流园
                """, Ending.place.rawValue
            ),
        ])
        counters = words([
            ("号 号门牌", Counter.door.rawValue),
            ("号院 号大院", Counter.yard.rawValue),
            ("幢 栋 座 号楼 # 号栋 号幢 舍 #楼 栋楼 幢楼 号厂房 号大楼 号公寓", Counter.building.rawValue),
            ("单元 梯 门", Counter.unit.rawValue),
            ("层 楼 F f 层楼 楼层", Counter.floor.rawValue),
            (
                "室 户 房 车库 号房 号室 房间 号车库 号店 号铺 号房间 号商铺 号店面 店铺 办公室 档 档口 号档 号档口 号办公室",
                Counter.room.rawValue
            ),
            ("组 队 生产队 村民小组 小组 居民小组 社", Counter.group.rawValue),
            ("弄", Counter.lane.rawValue),
            (
                """
                路 街 大道 大街 巷 里 区 期 环 村 道 国道 省道 县道 线 胡同 排 级 段 米 公里 号路 号桥 号大街 号线 号码头 \
                号门 号库 号仓库 号区 号地块 号馆 小区 社区 新村 年 月 日 度 元 中 小 院 厂 营 工区 连 团 号支路 号街 组团 号桥
                """, Counter.name.rawValue
            ),
        ])
        sides = words([("路口 路东 路西 路南 路北", Hint.near.rawValue)])
        hints = words([
            (
                """
                交叉口 交叉路口 交界处 交汇处 交叉处 交会处 对面 斜对面 正对面 对过 附近 旁边 旁 隔壁 东侧 西侧 南侧 北侧 边上 \
                东面 西面 南面 北面 向东 向西 向南 向北 往东 往西 往南 往北 以东 以西 以南 以北 东首 西首 南首 北首 \
                后面 前面 东南角 西南角 东北角 西北角 沿线 东边 西边 南边 北边 右侧 左侧
                """, Hint.near.rawValue
            ),
            ("门口 大门口 楼下 院内 内 入口 出口 靠东 靠西 靠南 靠北 村口 里面", Hint.at.rawValue),
        ])
    }
}
