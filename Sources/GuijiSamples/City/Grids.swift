/// A grid (网格): a part of a community, with the inspector who walks it.
package struct Grid: Sendable {
    /// Fifteen digits: the community's twelve and three.
    package var code: String
    package var community: Int
    package var inspector: Int
    package var isFullTime: Bool
}

extension City {
    /// The grid of an address, by its community; -1 where it lies in none.
    package func grid(of address: Int) -> Int {
        let community = addresses.community[address]
        guard community >= 0, let first = firstGrid[community] else { return -1 }
        let count = gridCounts[community, default: 1]
        return first + address % count
    }
}

extension CityBuilder {
    /// Three grids for each community; one inspector in ten serves two.
    mutating func addGrids() {
        for community in city.communities.indices {
            let count = 3
            city.firstGrid[community] = city.grids.count
            city.gridCounts[community] = count
            for number in 1...count {
                let last = city.grids.last?.inspector ?? -1
                let isShared = last >= 0 && chance.happens(0.1)
                city.grids.append(
                    Grid(
                        code: String(city.communities[community].code) + Digits.pad(number, 3),
                        community: community, inspector: isShared ? last : newInspector(),
                        isFullTime: chance.happens(0.6)))
            }
        }
    }

    private mutating func newInspector() -> Int {
        for _ in 0..<200 {
            let person = chance.below(city.people.count)
            let age = city.people.age(person, on: city.firstDay)
            if age >= 22, age <= 58, city.people.residentType[person] == 1 { return person }
        }
        return Cast.wife
    }
}
