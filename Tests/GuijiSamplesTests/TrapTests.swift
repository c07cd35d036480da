import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiSamples

@Suite("What is easily linked wrongly")
struct TrapTests {
    private static let firstDay = DateText.day(2020, 11, 19)
    private static let city = Result {
        var city = try CityBuilder.build(people: 12_000, seed: testSeed, firstDay: firstDay)
        for night in 1...3 { _ = try city.advance(toNight: night) }
        return city
    }

    private func people(in trap: Trap, of city: City) -> [Int] {
        city.traps.people.filter { $0.value.contains(trap) }.map(\.key).sorted()
    }

    @Test("twins have one mother and one birthday, different names, numbers a few apart")
    func twins() throws {
        let city = try Self.city.get()
        let twins = people(in: .twins, of: city)
        #expect(twins.count > 20)
        for (first, second) in zip(twins, twins.dropFirst())
        where city.people.household[first] == city.people.household[second] {
            let people = city.people
            #expect(people.mother[first] == people.mother[second])
            guard people.birth[first] == people.birth[second] else { continue }
            #expect(people.name[first] != people.name[second])
            #expect(people.idNumber[first].prefix(14) == people.idNumber[second].prefix(14))
            #expect(people.idNumber[first] != people.idNumber[second])
        }
    }

    @Test("namesakes of one birthday are two people with two numbers, not a household's")
    func doubles() throws {
        let city = try Self.city.get()
        let people = city.people
        var groups: [String: [Int]] = [:]
        for person in self.people(in: .sameNameAndBirthday, of: city) {
            groups["\(people.name[person]) \(people.birth[person])", default: []].append(person)
        }
        #expect(groups.count > 2)
        for group in groups.values {
            #expect(group.count > 1)
            #expect(Set(group.map { people.idNumber[$0] }).count == group.count)
            #expect(Set(group.map { people.household[$0] }).count == group.count)
        }
    }

    @Test(
        "a number that the police replaced is valid, as is the new one, and of the same day and sex"
    )
    func corrected() throws {
        let city = try Self.city.get()
        let corrected = people(in: .correctedNumber, of: city)
        #expect(corrected.count > 5)
        let all = Set(city.people.idNumber)
        for person in corrected {
            let (old, new) = (city.people.formerNumber[person], city.people.idNumber[person])
            #expect(ResidentID.isValid(old) && ResidentID.isValid(new))
            #expect(old != new && old.prefix(14) == new.prefix(14))
            #expect(!all.contains(old), "somebody else's")
        }
    }

    @Test("one employer has three of a thousand people and one clerk's telephone")
    func clerk() throws {
        let city = try Self.city.get()
        let staff = city.organizations.staff[city.clerkFirm]
        #expect((20...60).contains(staff.count), "\(staff.count)")
        #expect(staff.contains(city.clerk))
        #expect(!city.people.phone[city.clerk].isEmpty)
    }

    @Test("a shop that became a firm: one owner, one door, one number of the register, two codes")
    func converted() throws {
        let organizations = try Self.city.get().organizations
        let firms = organizations.indices.filter { organizations.convertedFrom[$0] >= 0 }
        #expect(!firms.isEmpty)
        for firm in firms {
            let shop = organizations.convertedFrom[firm]
            #expect(organizations.creditCode[shop] != organizations.creditCode[firm])
            #expect(organizations.creditCode[shop].hasPrefix("92"))
            #expect(organizations.creditCode[firm].hasPrefix("91"))
            #expect(organizations.address[shop] == organizations.address[firm])
            #expect(organizations.legalRep[shop] == organizations.legalRep[firm])
            #expect(organizations.entityNumber[shop] == organizations.entityNumber[firm])
            #expect(organizations.closed[shop] == organizations.founded[firm])
        }
    }

    @Test("a name without street is ambiguous where two streets have it, and only there")
    func ambiguous() throws {
        let city = try Self.city.get()
        var streets: [String: Set<Int>] = [:]
        for estate in city.estates { streets[estate.name, default: []].insert(estate.street) }
        #expect(streets["示范新村"] == [0, 2])
        for estate in city.estates {
            let isShared = streets[estate.name, default: []].count > 1
            #expect(city.isAmbiguousWithoutStreet(estate.address) == isShared, "\(estate.name)")
        }
        let villages = Dictionary(grouping: city.villages, by: \.name)
        #expect(villages["示例村"]?.count == 2)
        #expect(villages.filter { $0.value.count > 1 }.count == 1)
    }

    @Test("the number on a corner house's other road is nobody else's")
    func corners() throws {
        let city = try Self.city.get()
        #expect(city.corners.count > 3)
        let doors = Set(
            city.addresses.indices.filter { city.addresses.level[$0] == 7 }.map {
                city.streetName($0) + city.detail($0)
            })
        for (address, other) in city.corners where other != "解放路1号" {
            #expect(!doors.contains(city.streetName(address) + other), "\(other)")
        }
    }

    @Test("two wrong digits never make another valid code")
    func lostCodes() throws {
        for code in try Self.city.get().organizations.creditCode {
            let wrong = Messy.twoWrong(code)
            #expect(!CreditCode.isValid(wrong), "\(code) to \(wrong)")
            #expect(zip(code, wrong).count { $0 != $1 } >= 2)
        }
    }

    @Test("each trap says what it is, in one sentence")
    func summaries() {
        for trap in Trap.allCases {
            #expect(trap.summary.hasSuffix(".") && trap.summary.count > 15, "\(trap.rawValue)")
            #expect(!trap.rawValue.contains("|") && !trap.rawValue.contains(","))
        }
    }
}
