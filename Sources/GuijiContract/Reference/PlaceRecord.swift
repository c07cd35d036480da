/// A place that is known in the home county: from `places.csv`, or from the records of the feeds that name places
/// (`guijiPlaces`).
package struct PlaceRecord: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case road, estate, door
        /// A village or a neighbourhood community; its division is its own code of twelve digits.
        case village
        /// A door that stands for an estate (`same_as`): with a building it is that building of the estate.
        case gate
    }

    /// Why two names mean one place; the values are those of `address_alias.kind`.
    package enum Relation: String, Sendable, CaseIterable {
        case renamedRoad = "renamed_road"
        case secondRoad = "second_road"
        case estateAlias = "estate_alias"
    }

    /// How an estate's houses are numbered.
    package enum Houses: String, Sendable, CaseIterable {
        /// Nothing is known: a number with 号 is a building.
        case unknown = ""
        /// It has numbered buildings, so that a number with 号 is a door.
        case buildings
        /// Its houses have unit numbers: of two numbers the first is a unit.
        case units
    }

    package var kind: Kind
    package var name: String
    /// The code of the county, street or community that it lies in.
    package var division: UInt64
    /// The name in use for the same place, where this one is another.
    package var sameAs: String?
    package var relation: Relation?
    /// The door numbers that are known on a road.
    package var numbers: [String]
    package var houses: Houses

    package init(
        kind: Kind, name: String, division: UInt64, sameAs: String? = nil,
        relation: Relation? = nil, numbers: [String] = [], houses: Houses = .unknown
    ) {
        self.kind = kind
        self.name = name
        self.division = division
        self.sameAs = sameAs
        self.relation = relation
        self.numbers = numbers
        self.houses = houses
    }
}

extension PlaceRecord {
    /// Reads `places.csv` and checks its words.
    static func read(_ text: String, file: String) -> ([PlaceRecord], [ContractProblem]) {
        var table = ReferenceTable(text, .places, file: file)
        var records: [PlaceRecord] = []
        for row in table.rows {
            let cells = row.cells.map(String.init)
            let relation = Relation(rawValue: cells[4])
            guard let kind = Kind(rawValue: cells[0]), !cells[1].isEmpty,
                let houses = Houses(rawValue: cells[6]), let code = UInt64(cells[2])
            else {
                table.problem(
                    row.line, "The row needs a kind, a name, a division code and known houses.",
                    "Kinds: \(Kind.allCases.map(\.rawValue)); houses: \(Houses.allCases.map(\.rawValue))."
                )
                continue
            }
            guard kind == .gate || cells[3].isEmpty == cells[4].isEmpty,
                cells[4].isEmpty || relation != nil
            else {
                table.problem(
                    row.line, "same_as and relation belong together.",
                    "Relations: \(Relation.allCases.map(\.rawValue)).")
                continue
            }
            records.append(
                PlaceRecord(
                    kind: kind, name: cells[1], division: code,
                    sameAs: cells[3].isEmpty ? nil : cells[3], relation: relation,
                    numbers: row.list(5).map(String.init), houses: houses))
        }
        return (records, table.problems)
    }
}
