/// What an examination of a warehouse found.
package struct Examination: Sendable, Encodable {
    /// One thing that must hold in every warehouse.
    package struct Check: Sendable, Encodable {
        /// A stable name, such as `lineage`.
        package var name: String
        /// What must hold, for a person.
        package var rule: String
        /// How many things were looked at.
        package var examined: Int64 = 0
        /// What does not hold; empty where all is well.
        package var complaints: [String] = []

        package init(name: String, rule: String) {
            self.name = name
            self.rule = rule
        }

        /// Notes a complaint; after twenty only their number grows.
        package mutating func complain(_ text: String) {
            if complaints.count < 20 {
                complaints.append(text)
            } else {
                further += 1
            }
        }

        /// Complaints beyond those listed.
        package var further: Int64 = 0
    }

    package var checks: [Check] = []

    package init() {}

    package var isSound: Bool { checks.allSatisfy(\.complaints.isEmpty) }
}
