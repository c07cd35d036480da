import GuijiModel

/// What can be noted about one value. One byte, so that a column's loop carries no strings.
enum Issue: UInt8 {
    case none
    // The value is unusable.
    case missing
    case notInteger, notDecimal, notReal, notBoolean, tooLarge, precisionLost
    case notDate, noSuchDate, dateTooCoarse
    case codeUnknown, phoneInvalid
    case nameDigits, nameEmpty, notAngle, notShare
    case coordinateOutOfBox, coordinateSystemUnknown
    case pattern, length, belowMinimum, aboveMaximum, beforeEarliest, afterLatest
    // The value is kept with a warning.
    case idForm, idDivision, idDate, idCheck
    case creditForm, creditAlphabet, creditCategory, creditDivision, creditInner, creditCheck
    case creditRepaired
    case documentUnknown, organizationNumberUnknown, plateInvalid, vinForm, vinRepaired
    case coordinateSwapped
    // The value is kept; it is worth knowing.
    case datePartial, dayOnly, idMasked, creditMasked
    case vinCheck, nameWeak, namePlaceholder, nameNote, estimate
    // No value, which is worth knowing.
    case organizationNameless

    enum Effect { case unusable, warning, info }

    var effect: Effect {
        switch self {
        case .none, .datePartial, .dayOnly, .idMasked, .creditMasked, .vinCheck, .nameWeak,
            .namePlaceholder, .nameNote, .organizationNameless,
            .estimate:
            .info
        case .idForm, .idDivision, .idDate, .idCheck, .creditForm, .creditAlphabet,
            .creditCategory, .creditDivision, .creditInner, .creditCheck, .creditRepaired,
            .documentUnknown, .organizationNumberUnknown, .plateInvalid, .vinForm,
            .vinRepaired, .coordinateSwapped:
            .warning
        default: .unusable
        }
    }

    var rule: RuleID {
        switch self {
        case .missing: .required
        case .none, .notInteger, .notDecimal, .notReal, .notBoolean, .notDate, .notAngle, .notShare:
            .typeMismatch
        case .tooLarge, .belowMinimum, .aboveMaximum, .beforeEarliest, .afterLatest:
            .valueOutOfRange
        case .precisionLost: .numberPrecisionLost
        case .noSuchDate: .dateImpossible
        case .dateTooCoarse, .datePartial, .dayOnly: .datePrecision
        case .codeUnknown: .codeUnknown
        case .phoneInvalid: .phoneInvalid
        case .pattern: .patternMismatch
        case .length: .lengthOutOfRange
        case .idForm, .idDivision, .idDate, .idCheck, .idMasked: .idChecksum
        case .creditForm, .creditAlphabet, .creditCategory, .creditDivision, .creditInner,
            .creditCheck, .creditMasked:
            .usccInvalid
        case .creditRepaired: .usccRepaired
        case .documentUnknown: .documentInvalid
        case .organizationNumberUnknown: .orgNumberInvalid
        case .plateInvalid: .plateInvalid
        case .vinForm: .vinInvalid
        case .vinCheck: .vinChecksum
        case .vinRepaired: .vinRepaired
        case .nameDigits, .nameEmpty: .nameInvalid
        case .nameWeak: .nameWeak
        case .namePlaceholder, .organizationNameless: .namePlaceholder
        case .nameNote: .nameNote
        case .estimate: .numberEstimate
        case .coordinateSwapped: .coordSwapped
        case .coordinateOutOfBox: .coordOutOfBox
        case .coordinateSystemUnknown: .coordCRSUnknown
        }
    }

    /// What was expected, for a person.
    func expected(_ field: FieldPlan) -> String {
        switch self {
        case .none: ""
        case .missing: "a value"
        case .notInteger: "a whole number"
        case .notDecimal: "a decimal number"
        case .notReal: "a number"
        case .notBoolean: "yes or no, in one of the contract's words"
        case .tooLarge: "a number of at most 64 bits"
        case .precisionLost: "all digits; a spreadsheet's short form has lost some"
        case .notDate: field.expectedDate
        case .noSuchDate: "a day that exists"
        case .dateTooCoarse: field.isTimestamp ? "a time with its day" : "a date with its day"
        case .codeUnknown: "a code or word of the list \(field.codeListName)"
        case .phoneInvalid: "a mobile, landline or service number"
        case .pattern: "a text of the form \(field.patternText)"
        case .length: field.expectedLength
        case .belowMinimum: "at least \(field.minimumText)"
        case .aboveMaximum: "at most \(field.maximumText)"
        case .beforeEarliest: "not before \(field.earliestText)"
        case .afterLatest: "not after \(field.latestText)"
        case .idForm: "18 characters, or 15 digits of the first generation"
        case .idDivision: "a province in the first two digits"
        case .idDate: "a day of birth between 1880 and the business date"
        case .idCheck: "the check character that follows from the first 17 digits"
        case .creditForm: "18 characters"
        case .creditAlphabet: "digits and letters without I, O, S, V, Z"
        case .creditCategory: "a registering department and category in the first two characters"
        case .creditDivision: "a province in the third and fourth digits"
        case .creditInner: "the organization code's check character in position 17"
        case .creditCheck: "the check character that follows from the first 17"
        case .creditRepaired: "the code as registered; letters that cannot occur were replaced"
        case .datePartial: "a date with its day; month or year alone is kept as such"
        case .dayOnly: "a time of day; the start of the day is taken"
        case .idMasked, .creditMasked: "a number without stars"
        case .documentUnknown: "the number of an identity document"
        case .organizationNumberUnknown: "a credit code, or an older number with its check digit"
        case .plateInvalid: "a province's sign, a letter, five or six letters and digits"
        case .vinForm: "17 digits and letters without I, O, Q"
        case .vinCheck: "the check digit in position 9 that follows from the others"
        case .vinRepaired: "1 and 0 for letters that cannot occur"
        case .nameDigits: "a name without digits"
        case .nameEmpty: "a name before the note"
        case .nameWeak: "a full name"
        case .namePlaceholder: "a name of one's own"
        case .organizationNameless: "a name; the business goes by its code or operator"
        case .nameNote: "the name alone"
        case .notShare: "a share such as 1/2, 50% or 0.5"
        case .estimate: "an exact count"
        case .notAngle: "degrees, as a number or as 121°10′12″"
        case .coordinateSwapped: "longitude and latitude in their own columns"
        case .coordinateOutOfBox: "a point within the county"
        case .coordinateSystemUnknown: "a coordinate in a system that is named"
        }
    }
}
