import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiSamples

@Suite("The simulated city")
struct CityTests {
    private static let firstDay = DateText.day(2020, 11, 19)

    private func city(people: Int = 3000, seed: UInt64 = testSeed, nights: Int = 3) throws -> City {
        var city = try CityBuilder.build(people: people, seed: seed, firstDay: CityTests.firstDay)
        for night in 1...nights { _ = try city.advance(toNight: night) }
        return city
    }

    @Test("identity numbers are valid, nobody's, and each one person's", arguments: [1, 2, 3])
    func identityNumbers(seed: UInt64) throws {
        let people = try city(seed: testSeed &+ seed).people
        var seen: Set<String> = []
        for person in people.indices where people.passport[person].isEmpty {
            let number = people.idNumber[person]
            #expect(ResidentID.isValid(number), "\(number)")
            #expect(seen.insert(number).inserted, "\(number) twice")
            let sequence = Int(number.dropFirst(14).prefix(3)) ?? -1
            #expect(sequence == 0 || (990...999).contains(sequence), "\(number)")
            #expect((sequence % 2 == 1) == (people.sex[person] == 1), "\(number)")
            #expect(number.dropFirst(6).prefix(8) == DateText.compact(people.birth[person]))
        }
    }

    @Test(
        "names carry a mark of invention, phones begin with 154 and are a person's or a household's"
    )
    func conventions() throws {
        let city = try city()
        let marks = Set("样例测试示")
        for person in city.people.indices {
            let name = city.people.name[person]
            #expect(name.contains { marks.contains($0) } || name.hasPrefix("SAMPLE"), "\(name)")
        }
        for name in city.organizations.name where !name.isEmpty {
            #expect(name.contains { marks.contains($0) }, "\(name)")
        }
        let phones = city.people.phone.filter { !$0.isEmpty }
        var owners: [String: Set<Int>] = [:]
        for person in city.people.indices where !city.people.phone[person].isEmpty {
            owners[city.people.phone[person], default: []].insert(city.people.household[person])
        }
        #expect(owners.values.allSatisfy { $0.count == 1 })
        #expect(owners.count < phones.count)
        #expect(phones.allSatisfy { $0.hasPrefix("154") && $0.count == 11 })
        #expect(city.vehicles.plate.allSatisfy { plate in "XYZW".contains { plate.contains($0) } })
        #expect(Set(city.vehicles.plate).count == city.vehicles.count)
    }

    @Test("codes of organizations are valid, fictitious and unique")
    func organizationCodes() throws {
        let organizations = try city().organizations
        #expect(Set(organizations.creditCode).count == organizations.count)
        for organization in organizations.indices {
            let code = organizations.creditCode[organization]
            #expect(CreditCode.isValid(code), "\(code)")
            #expect(code.dropFirst(8).hasPrefix("XXXX"), "\(code)")
            #expect(OrganizationCode.isValid(organizations.organizationCode[organization]))
            let number = organizations.registrationNumber[organization]
            #expect(number.isEmpty || RegistrationNumber.isValid(number), "\(number)")
        }
    }

    @Test(
        "families hold together: parents are older, spouses are each other's, households know their people"
    )
    func families() throws {
        let city = try city()
        let people = city.people
        for person in people.indices {
            for parent in [people.father[person], people.mother[person]] where parent >= 0 {
                #expect(people.birth[parent] + 14 * 365 < people.birth[person])
            }
            if people.father[person] >= 0 { #expect(people.sex[people.father[person]] == 1) }
            if people.mother[person] >= 0 { #expect(people.sex[people.mother[person]] == 2) }
            let spouse = people.spouse[person]
            if spouse >= 0 { #expect(people.spouse[spouse] == person) }
            #expect(city.households.members[people.household[person]].contains(person))
        }
    }

    @Test("shares of a property sum to one, shares of a firm to a hundred")
    func shares() throws {
        let city = try city()
        for owners in city.properties.owners where !owners.isEmpty {
            let sum = owners.reduce(0.0) { $0 + Double($1.part) / Double($1.whole) }
            #expect(abs(sum - 1) < 1e-9)
        }
        for holders in city.organizations.holders where !holders.isEmpty {
            #expect(holders.reduce(0) { $0 + $1.percent } == 100)
        }
        #expect(Set(city.properties.unitCode).count == city.properties.count)
        #expect(city.properties.unitCode.allSatisfy { $0.count == 28 })
    }

    @Test("addresses hang from their parents and lie in the county")
    func addresses() throws {
        let city = try city()
        for address in city.addresses.indices {
            let parent = city.addresses.parent[address]
            #expect(parent < address)
            if parent >= 0 {
                #expect(city.addresses.level[parent] < city.addresses.level[address])
                #expect(city.addresses.street[parent] == city.addresses.street[address])
            }
            #expect((120.9...121.7).contains(city.addresses.lon[address]))
            #expect((31.7...32.2).contains(city.addresses.lat[address]))
        }
        let texts = city.addresses.indices.map { city.canonical($0) }
        #expect(Set(texts).count == texts.count)
    }

    @Test("those whom examples name live in every city", arguments: [200, 3000])
    func cast(people: Int) throws {
        let city = try city(people: people, nights: 1)
        #expect(city.people.name[Cast.husband] == "张样本")
        #expect(city.people.idNumber[Cast.husband] == "320684198503129916")
        #expect(city.people.phone[Cast.husband] == "15400000001")
        #expect(
            city.oldStyle(city.people.address[Cast.husband])
                == "江苏省海门市海门镇示范新村3幢2单元401室")
        #expect(
            city.newStyle(city.people.address[Cast.wife])
                == "南通市海门区海门街道示范新村三号楼二单元四〇一")
        #expect(
            city.canonical(city.people.address[Cast.alone]) == "江苏省南通市海门区常乐镇示例村5组23号")
        #expect(city.organizations.creditCode[Cast.firm] == "91320684XXXX000195")
        #expect(city.detail(city.organizations.address[Cast.firm]) == "人民中路88号")
        #expect(city.grids.allSatisfy { $0.code.count == 15 })
        #expect(city.grid(of: city.people.address[Cast.husband]) >= 0)
    }

    @Test("nights bring changes, and what happened is consistent")
    func nights() throws {
        var city = try CityBuilder.build(people: 3000, seed: testSeed, firstDay: CityTests.firstDay)
        let first = try city.advance(toNight: 1)
        #expect(first.events.changedPeople.isEmpty)
        #expect(!first.events.reports.isEmpty)
        for number in 2...20 {
            let night = try city.advance(toNight: number)
            #expect(night.day == CityTests.firstDay + number - 1)
            for person in night.events.died { #expect(city.people.death[person] == night.day) }
            for person in night.events.born { #expect(city.people.birth[person] == night.day) }
            for job in night.events.endedJobs { #expect(city.jobs.to[job] == night.day) }
            #expect(Set(night.events.reports.map(\.number)).count == night.events.reports.count)
            for report in night.events.reports {
                let incident = night.events.incidents[report.incident]
                #expect(report.at >= incident.at && DateText.dayOf(report.at) == night.day)
            }
            #expect(night.events.changedPeople == night.events.changedPeople.sorted())
        }
        #expect(city.people.count > 3000)
    }

    @Test(
        "a city has no fewer and no more people than can be named", arguments: [0, 199, 1_000_001])
    func sizes(people: Int) {
        #expect(throws: SamplesError.population(asked: people, least: 200, most: 1_000_000)) {
            try CityBuilder.build(people: people, seed: 1, firstDay: CityTests.firstDay)
        }
    }
}
