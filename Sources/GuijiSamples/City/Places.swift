/// What stands in the city beside buildings: components, stations, sites, venues; one array a column.
package struct Places: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// 城市部件.
        case component
        /// 气象站, 空气站, 水质站, 水文站, 交通观测站.
        case weather, air, water, hydrology, traffic
        /// 工地, 文旅场所, 危险源, 避难场所, 救援队.
        case site, venue, hazard, shelter, team
        /// 排污口.
        case outlet
    }
    package var kind: [Kind] = []
    /// The department's own code.
    package var code: [String] = []
    package var name: [String] = []
    /// CGCS2000, degrees.
    package var lon: [Double] = []
    package var lat: [Double] = []
    package var address: [Int] = []
    package var organization: [Int] = []
    package var since: [Day] = []

    package var count: Int { kind.count }
    package var indices: Range<Int> { kind.indices }

    /// The places of a kind, in order. They stand together.
    package func range(_ kind: Kind) -> Range<Int> {
        guard let first = self.kind.firstIndex(of: kind), let last = self.kind.lastIndex(of: kind)
        else { return 0..<0 }
        return first..<last + 1
    }
}

extension CityBuilder {
    /// Kinds of components: the class code's last four digits, the name, the share.
    static let components: [(String, String, Int)] = [
        ("0101", "上水井盖", 8), ("0102", "污水井盖", 12), ("0103", "雨水井盖", 16), ("0106", "通信井盖", 10),
        ("0120", "路灯", 24),
        ("0116", "消火栓", 4), ("0201", "护栏", 6), ("0203", "交通信号", 3), ("0301", "果皮箱", 12),
        ("0401", "行道树", 20),
    ]

    /// Components along the roads (one for eight people), stations, sites, venues, hazards, shelters and teams.
    mutating func addPlaces() {
        let doors = city.roads.flatMap(\.doors)
        guard !doors.isEmpty else { return }
        for number in 0..<max(60, size / 8) {
            let (code, name, _) = CityBuilder.components[
                chance.weighted(CityBuilder.components.map(\.2))]
            place(.component, "320614" + code + Digits.pad(number + 1, 6), name, chance.pick(doors))
        }
        for number in 0..<12 {
            place(
                .weather, number == 0 ? "58360" : "M" + Digits.pad(number, 4), "示例气象站\(number + 1)",
                chance.pick(doors))
        }
        for number in 0..<5 {
            place(.air, "KQ\(Digits.pad(number + 1, 4))", "样例空气站\(number + 1)", chance.pick(doors))
        }
        for number in 0..<6 {
            place(.water, "SZ\(Digits.pad(number + 1, 4))", "测试断面\(number + 1)", chance.pick(doors))
        }
        for number in 0..<8 {
            place(
                .hydrology, "SW\(Digits.pad(number + 1, 6))", "试点水文站\(number + 1)",
                chance.pick(doors))
        }
        for number in 0..<10 {
            place(
                .traffic, "LL\(Digits.pad(number + 1, 4))", "示例观测点\(number + 1)", chance.pick(doors)
            )
        }
        addFirmPlaces(.site, "SG", trades: ["建设工程"], most: max(3, size / 3000))
        addFirmPlaces(.venue, "CS", trades: ["棋牌室", "饭店"], most: max(4, size / 1500))
        addFirmPlaces(.hazard, "WX", trades: ["化工", "医药"], most: max(3, size / 4000))
        addFirmPlaces(.outlet, "PW", trades: ["纺织", "化工"], most: max(3, size / 3000))
        for (number, school) in city.schools.enumerated() {
            let address = city.organizations.address[school.organization]
            place(.shelter, "BX" + Digits.pad(number + 1, 4), school.name + "避难场所", address)
        }
        for number in 0..<max(3, size / 20_000) {
            place(.team, "DW" + Digits.pad(number + 1, 4), "示例救援队\(number + 1)", chance.pick(doors))
        }
    }

    private mutating func addFirmPlaces(
        _ kind: Places.Kind, _ prefix: String, trades: [String], most: Int
    ) {
        let firms = city.organizations.indices.filter {
            trades.contains(city.organizations.trade[$0])
        }
        // Builders with most staff have the sites.
        let sorted =
            kind != .site
            ? firms
            : firms.sorted {
                (city.organizations.staff[$1].count, $0) < (city.organizations.staff[$0].count, $1)
            }
        for (number, firm) in sorted.prefix(most).enumerated() {
            let name = city.organizations.sign[firm] + (kind == .site ? "示例工地" : "")
            place(
                kind, prefix + Digits.pad(number + 1, 6), name, city.organizations.address[firm],
                firm)
        }
    }

    private mutating func place(
        _ kind: Places.Kind, _ code: String, _ name: String, _ address: Int,
        _ organization: Int = -1
    ) {
        city.places.kind.append(kind)
        city.places.code.append(code)
        city.places.name.append(name)
        city.places.lon.append(city.addresses.lon[address] + (chance.fraction() - 0.5) * 0.0006)
        city.places.lat.append(city.addresses.lat[address] + (chance.fraction() - 0.5) * 0.0006)
        city.places.address.append(address)
        city.places.organization.append(organization)
        city.places.since.append(city.firstDay - 100 - chance.below(4000))
    }
}
