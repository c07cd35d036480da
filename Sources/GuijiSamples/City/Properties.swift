/// Dwellings as property: who owns them, one array a column.
package struct Properties: Sendable {
    package var address: [Int] = []
    /// 28 characters.
    package var unitCode: [String] = []
    /// The room's number in the surveyor's list of buildings.
    package var roomCode: [String] = []
    package var area: [Double] = []
    /// Owners with their share: a person (or -1 and an organization), numerator, denominator.
    package var owners: [[Owner]] = []
    package var registered: [Day] = []
    /// 业务号 of the last registration.
    package var business: [String] = []

    package struct Owner: Sendable {
        package var person: Int
        package var organization: Int
        package var part: Int
        package var whole: Int
    }

    package var count: Int { address.count }
    package var indices: Range<Int> { address.indices }

    /// 不动产权证号, with the division's name of its day.
    package func certificate(_ property: Int) -> String {
        let year = DateText.year(registered[property])
        let place = registered[property] >= DateText.day(2020, 7, 28) ? "南通市海门区" : "海门市"
        return "苏(\(year))\(place)不动产权第\(Digits.pad(property + 1, 7))号"
    }
}

/// Motor vehicles, one array a column.
package struct Vehicles: Sendable {
    package var plate: [String] = []
    /// 02 small, 52 small new-energy, 01 large.
    package var plateType: [String] = []
    package var vin: [String] = []
    package var model: [String] = []
    package var color: [String] = []
    /// A person, or -1 and an organization.
    package var person: [Int] = []
    package var organization: [Int] = []
    package var registered: [Day] = []
    package var inspectedUntil: [Day] = []
    /// Carries goods or people for hire.
    package var isCommercial: [Bool] = []

    package var count: Int { plate.count }
    package var indices: Range<Int> { plate.indices }
}

extension CityBuilder {
    /// Registers every room and house. A couple holds half each; empty dwellings belong to a firm.
    mutating func addProperties() {
        var household: [Int: Int] = [:]
        for number in city.households.indices {
            household[city.households.address[number]] = number
        }
        let firms = city.organizations.indices.filter { city.organizations.trade[$0] == "置业" }
        for address in city.addresses.indices {
            let isRoom = city.addresses.room[address] > 0
            let isHouse = city.addresses.village[address] >= 0 && city.addresses.door[address] > 0
            guard isRoom || isHouse else { continue }
            let number = city.properties.count
            let street = city.addresses.street[address] + 1
            let parcel =
                isRoom
                ? city.addresses.estate[address] + 1 : 20_000 + city.addresses.parent[address]
            let unit =
                city.addresses.building[address] * 10_000 + city.addresses.room[address]
                + city.addresses.unit[address] * 1000 + city.addresses.door[address] * 10
            let code =
                "320684" + Digits.pad(street, 3) + "001GB" + Digits.pad(parcel % 100_000, 5) + "F"
            city.properties.address.append(address)
            city.properties.unitCode.append(code + Digits.pad(unit % 100_000_000, 8))
            city.properties.roomCode.append("HB" + Digits.pad(number + 1, 8))
            city.properties.area.append(Double(5000 + chance.below(9000)) / 100)
            city.properties.owners.append(owners(household[address], firms))
            city.properties.registered.append(city.firstDay - 60 - chance.below(5000))
            city.properties.business.append("YW" + Digits.pad(number + 1, 8))
        }
    }

    private mutating func owners(_ household: Int?, _ firms: [Int]) -> [Properties.Owner] {
        guard let household else {
            guard !firms.isEmpty else { return [] }
            return [
                Properties.Owner(person: -1, organization: chance.pick(firms), part: 1, whole: 1)
            ]
        }
        let head = city.households.head(household)
        guard head >= 0 else { return [] }
        // Tenants live in what belongs to somebody else.
        let owner = city.people.residentType[head] == 2 ? chance.below(city.people.count) : head
        let spouse = city.people.spouse[owner]
        if spouse >= 0, chance.happens(0.45) || owner == Cast.husband {
            return [owner, spouse].map {
                Properties.Owner(person: $0, organization: -1, part: 1, whole: 2)
            }
        }
        return [Properties.Owner(person: owner, organization: -1, part: 1, whole: 1)]
    }

    /// One car for four people, lorries of firms.
    mutating func addVehicles() {
        for number in 0..<max(20, size / 4) {
            let isFirm = chance.happens(0.12)
            let isElectric = chance.happens(0.06)
            let serial = Digits.pad(number % 10_000, 4)
            let turn = number / 10_000
            // All plates have an X: 苏F0001X, 苏FX0001, 苏F0X001, and so on. Electric ones begin with D and end in four
            // digits: 苏FDX0001.
            let letters: [Character] = ["X", "Y", "Z", "W", "V", "U", "T", "S", "R", "Q"]
            var body = Array(serial)
            if isElectric {
                body.insert(letters[turn % letters.count], at: 0)
            } else {
                body.insert(letters[(turn / 5) % 4], at: 4 - turn % 5)
            }
            city.vehicles.plate.append("苏F" + (isElectric ? "D" : "") + String(body))
            city.vehicles.plateType.append(
                isElectric ? "52" : isFirm && chance.happens(0.4) ? "01" : "02")
            let registered = city.firstDay - 40 - chance.below(3600)
            city.vehicles.vin.append(
                CheckedNumber.vehicleID(serial: number + 1, year: DateText.year(registered)))
            city.vehicles.model.append(chance.pick(["样例牌SL100", "示例牌SL200", "测试牌CS10", "试点牌SD5"]))
            city.vehicles.color.append(chance.pick(["白", "黑", "灰", "红", "蓝"]))
            city.vehicles.registered.append(registered)
            city.vehicles.inspectedUntil.append(city.firstDay - 30 + chance.below(700))
            let owner = adultOwner()
            city.vehicles.person.append(isFirm ? -1 : owner)
            city.vehicles.organization.append(isFirm ? chance.below(city.organizations.count) : -1)
            city.vehicles.isCommercial.append(isFirm && chance.happens(0.5))
        }
    }

    private mutating func adultOwner() -> Int {
        for _ in 0..<50 {
            let person = chance.below(city.people.count)
            if city.people.age(person, on: city.firstDay) >= 20 { return person }
        }
        return 0
    }
}
