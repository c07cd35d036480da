/// Accounts with the water, power and gas companies, one array a column.
package struct Accounts: Sendable {
    package enum Kind: Int, Sendable { case water, power, gas }
    package var kind: [Kind] = []
    /// `W` and 7 digits, 10 digits, `RQ` and 8 digits.
    package var number: [String] = []
    package var address: [Int] = []
    /// Whose name the account is in: a person, or an organization, or neither (-1, -1).
    package var person: [Int] = []
    package var organization: [Int] = []
    /// Who lives there and uses it; -1 for empty dwellings.
    package var household: [Int] = []
    package var opened: [Day] = []

    package var count: Int { kind.count }
    package var indices: Range<Int> { kind.indices }

    /// The accounts of a kind, in order. They stand together.
    package func range(_ kind: Kind) -> Range<Int> {
        let first = self.kind.firstIndex(of: kind) ?? count
        let last = self.kind.lastIndex(of: kind) ?? count - 1
        return first..<max(first, last + 1)
    }
}

extension City {
    /// What an account used on a day: m³ of water or gas, kWh of power. The same on every call: a household's habit,
    /// its size, a day's chance. 0 where nobody lives.
    package func usage(of account: Int, on day: Day) -> Double {
        var habit = Chance(seed: seed, Purpose("habit"), account)
        let household = accounts.household[account]
        guard household >= 0 else { return 0 }
        let people = max(
            1, households.members[household].count { self.people.isAlive($0, on: day) })
        var today = Chance(seed: seed, Purpose("usage"), account &* 100_000 &+ day)
        let each = [0.09, 2.4, 0.16][accounts.kind[account].rawValue]
        let spread = 0.6 + habit.fraction() * 0.8
        return each * Double(people) * spread * (0.75 + today.fraction() * 0.5)
    }

    /// The meter's reading at the end of a day.
    package func reading(of account: Int, on day: Day) -> Double {
        let perDay = usage(of: account, on: accounts.opened[account])
        return perDay * Double(day - accounts.opened[account]) + 10
    }
}

extension CityBuilder {
    /// Water and power for each dwelling, gas for four in five rooms; one in thirty accounts is in a name that is
    /// no longer right.
    mutating func addAccounts() {
        var household: [Int: Int] = [:]
        for number in city.households.indices {
            household[city.households.address[number]] = number
        }
        for kind in [Accounts.Kind.water, .power, .gas] {
            var number = 0
            for property in city.properties.indices {
                let address = city.properties.address[property]
                let isNamed = household[address] == 0
                if kind == .gas {
                    let isWithout = chance.happens(0.2) && !isNamed
                    if city.addresses.room[address] == 0 || isWithout { continue }
                }
                number += 1
                let text = [
                    "W" + Digits.pad(number, 7), "32" + Digits.pad(number, 8),
                    "RQ" + Digits.pad(number, 8),
                ]
                city.accounts.kind.append(kind)
                city.accounts.number.append(text[kind.rawValue])
                city.accounts.address.append(address)
                city.accounts.household.append(household[address] ?? -1)
                city.accounts.opened.append(city.firstDay - 200 - chance.below(4000))
                let owner = city.properties.owners[property].first
                let isStale = chance.happens(0.03) && (household[address] ?? -1) > 0
                let late = household[address].flatMap { home in
                    city.households.members[home].first {
                        city.people.death[$0] <= city.firstDay
                    }
                }
                if let late, chance.happens(0.6) {
                    city.accounts.person.append(late)
                    city.accounts.organization.append(-1)
                    continue
                }
                city.accounts.person.append(
                    isStale ? chance.below(city.people.count) : owner?.person ?? -1)
                city.accounts.organization.append(isStale ? -1 : owner?.organization ?? -1)
            }
        }
    }
}
