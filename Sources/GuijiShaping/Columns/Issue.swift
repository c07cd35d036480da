import GuijiModel

/// What can be noted about one value. One byte, so that a column's loop carries no strings.
enum Issue: UInt8 {
    case none
    // The value is unusable.
    case missing
    case notInteger, notDecimal, notReal, notBoolean, tooLarge, precisionLost
    case notDate, noSuchDate, dateTooCoarse
    case codeUnknown, phoneInvalid
    case pattern, length, belowMinimum, aboveMaximum, beforeEarliest, afterLatest
    // The value is kept with a warning.
    case idForm, idDivision, idDate, idCheck
    case creditForm, creditAlphabet, creditCategory, creditDivision, creditInner, creditCheck
    case creditRepaired
    // The value is kept; it is worth knowing.
    case datePartial, dayOnly, idMasked, creditMasked

    enum Effect { case unusable, warning, info }

    var effect: Effect {
        switch self {
        case .none, .datePartial, .dayOnly, .idMasked, .creditMasked: .info
        case .idForm, .idDivision, .idDate, .idCheck, .creditForm, .creditAlphabet,
            .creditCategory, .creditDivision, .creditInner, .creditCheck, .creditRepaired:
            .warning
        default: .unusable
        }
    }

    var rule: RuleID {
        switch self {
        case .missing: .required
        case .none, .notInteger, .notDecimal, .notReal, .notBoolean, .notDate: .typeMismatch
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
        }
    }
}
