/// What makes a mention easy to link wrongly. A mention may be in several at once; `truth/trap.csv` says what each is.
package enum Trap: String, Sendable, CaseIterable {
    // People.
    case householdPhone = "household-phone"
    case clerkPhone = "clerk-phone"
    case sameNameAndBirthday = "same-name-and-birthday"
    case twins
    case twinWithoutNumber = "twin-without-number"
    case typo
    case shortNumber = "short-number"
    case maskedOne = "masked-one"
    case maskedSeveral = "masked-several"
    case borrowed
    case correctedNumber = "corrected-number"
    case studentNumber = "student-number"
    case disabilityCertificate = "disability-certificate"
    case mothersNumber = "mothers-number"
    case newborn
    case dottedName = "dotted-name"
    case rareCharacter = "rare-character"
    case formerName = "former-name"
    case latinName = "latin-name"
    case deceasedHolder = "deceased-holder"
    case villageNamesake = "village-namesake"
    case severalInCell = "several-in-cell"
    // Addresses.
    case estateInTwoTowns = "estate-in-two-towns"
    case corner
    case renamedRoad = "renamed-road"
    case formerDivision = "former-division"
    case houseNumberOnly = "house-number-only"
    case withoutStreet = "without-street"
    // Organizations.
    case renamedFirm = "renamed-firm"
    case branch
    case converted
    case brokenCode = "broken-code"
    case lostCode = "lost-code"
    case signName = "sign-name"
    case shortName = "short-name"
    case canteen
    case villageCommittee = "village-committee"

    /// In one sentence, for whoever reads the scores.
    package var summary: String {
        switch self {
        case .householdPhone: "A household has one mobile for all."
        case .clerkPhone: "The clerk of an employer left one number for all its staff."
        case .sameNameAndBirthday: "Two people have the same name and the same day of birth."
        case .twins: "Twins, whose numbers are a few apart."
        case .twinWithoutNumber: "A twin stands without number beside the mother's."
        case .typo: "The number is mistyped; its check character is wrong."
        case .shortNumber: "The number has 15 digits."
        case .maskedOne: "The number is masked, and one person fits what can be seen."
        case .maskedSeveral: "The number is masked, and several people fit what can be seen."
        case .borrowed: "Somebody works under the number of somebody else."
        case .correctedNumber: "The police replaced the person's number; old ones are about."
        case .studentNumber: "The number stands within a pupil's number, G and 18 characters."
        case .disabilityCertificate: "The number stands within a disability certificate's."
        case .mothersNumber: "A newborn has the mother's number and -1."
        case .newborn: "A newborn without number is named after the mother."
        case .dottedName: "The dot of the name is another one, or missing."
        case .rareCharacter: "A rare character of the name was lost."
        case .formerName: "The person stands under a former name."
        case .latinName: "A name in Latin letters, in any order."
        case .deceasedHolder: "The account is in the name of somebody dead."
        case .villageNamesake: "Two people of a village have the same name."
        case .severalInCell: "Several people stand in one cell."
        case .estateInTwoTowns: "Two towns have an estate of this name."
        case .corner: "A corner house, by its other road."
        case .renamedRoad: "The road by its former name."
        case .formerDivision: "In the names of the divisions before 2020."
        case .houseNumberOnly: "Village and house number, without the group."
        case .withoutStreet: "Without street or town, where several have such an address."
        case .renamedFirm: "The firm by its former name."
        case .branch: "A branch, or the head office of one."
        case .converted: "A shop that became a firm, and the firm."
        case .brokenCode: "The credit code has wrong characters that can be mended."
        case .lostCode: "The credit code has two wrong characters."
        case .signName: "By what stands over the door."
        case .shortName: "By a short name."
        case .canteen: "A school, or the contractor of its canteen."
        case .villageCommittee: "A village's committee, or its economy at the same door."
        }
    }
}

/// What lies on things of the city for good, whoever writes of them. Few have any.
package struct StandingTraps: Sendable {
    package var people: [Int: [Trap]] = [:]
    package var organizations: [Int: [Trap]] = [:]
    package var addresses: [Int: [Trap]] = [:]

    mutating func person(_ number: Int, _ trap: Trap) {
        if people[number]?.contains(trap) != true { people[number, default: []].append(trap) }
    }

    mutating func organization(_ number: Int, _ trap: Trap) {
        if organizations[number]?.contains(trap) != true {
            organizations[number, default: []].append(trap)
        }
    }

    func of(_ kind: TruthLink.Kind, _ number: Int) -> [Trap] {
        switch kind {
        case .person: people[number] ?? []
        case .organization: organizations[number] ?? []
        case .address: addresses[number] ?? []
        }
    }
}
