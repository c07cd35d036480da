/// How an office that is not the register writes somebody's name or number, and what that makes of the mention.
struct Spelled {
    var text: String
    var traps: [Trap] = []
}

extension RecordDraft {
    private static let dot = Dirt("dot of a name dropped or another", 0.5)
    private static let order = Dirt("Latin name in another order", 0.6)
    private static let rare = Dirt("rare character lost", 0.3)
    private static let former = Dirt("former name of a person", 0.25)
    private static let corrected = Dirt("number from before the police corrected it", 0.4)
    private static let typo = Dirt("mistyped number", 0.002)
    private static let double = Dirt("mistyped number of somebody with a double", 0.15)

    /// A person's name by an office that was never told of changes and does not know every character.
    func name(of person: Int, in city: City, item: Int = 0) -> Spelled {
        var name = city.people.name[person]
        var traps: [Trap] = []
        if !city.people.formerName[person].isEmpty, strikes(Self.former, item: item) {
            name = city.people.formerName[person]
            traps.append(.formerName)
        }
        if name.contains("·"), strikes(Self.dot, item: item) {
            name = name.replacing("·", with: chance.pick(["•", ".", "", "・"]))
            traps.append(.dottedName)
        }
        if name.hasPrefix("SAMPLE "), strikes(Self.order, item: item) {
            let parts = name.split(separator: " ").map {
                $0.prefix(1) + $0.dropFirst().lowercased()
            }
            name =
                chance.happens(0.5)
                ? [parts[1], parts[2], parts[0]].joined(separator: " ")
                : (parts[0] + "<<" + parts[1] + "<" + parts[2]).uppercased()
            traps.append(.latinName)
        }
        if let rare = Vocabulary.rare.first(where: { name.contains($0) }),
            strikes(Self.rare, item: item)
        {
            name = name.replacing(rare, with: chance.pick(["?", "□"]))
            traps.append(.rareCharacter)
        }
        return Spelled(text: name, traps: traps)
    }

    /// A person's document by an office that typed it in: an old number, a slip of the finger.
    func document(of person: Int, in city: City, item: Int = 0) -> Spelled {
        let number = city.documentNumber(person)
        let former = city.people.formerNumber[person]
        if !former.isEmpty, strikes(Self.corrected, item: item) { return Spelled(text: former) }
        let isDouble = city.traps.people[person]?.contains(.sameNameAndBirthday) == true
        guard number.count == 18, strikes(isDouble ? Self.double : Self.typo, item: item) else {
            return Spelled(text: number)
        }
        return Spelled(text: Messy.mistyped(number, &chance), traps: [.typo])
    }
}

extension City {
    /// What the record says of somebody whose household has one mobile, or whose employer's clerk gave his own.
    func isClerks(_ firm: Int) -> Bool { firm >= 0 && firm == clerkFirm && clerk >= 0 }
}
