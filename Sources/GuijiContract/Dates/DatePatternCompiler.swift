/// Turns the letters of a JDK date pattern into steps.
struct DatePatternCompiler {
    private let characters: [Character]
    private var index = 0
    private var steps: [DatePattern.Step] = []
    /// Steps at which the open optional sections begin.
    private var open: [Int] = []

    init(_ pattern: String) { characters = Array(pattern) }

    mutating func compile() throws(DatePatternError) -> [DatePattern.Step] {
        guard !characters.isEmpty else { throw problem("is empty", "yyyy-MM-dd") }
        while index < characters.count {
            let character = characters[index]
            switch character {
            case "'": try quoted()
            case "[":
                open.append(steps.count)
                steps.append(.init(field: .optional))
                index += 1
            case "]": try close()
            case "{", "}", "#":
                throw problem(
                    "has '\(character)', which the JDK reserves", "'\(character)' in quotes")
            default:
                if character.isASCII, character.isLetter {
                    try letters(character)
                } else {
                    literal(String(character))
                    index += 1
                }
            }
        }
        if !open.isEmpty { throw problem("has '[' without ']'", nil) }
        try check()
        try reserveDigits()
        return steps
    }

    private func problem(_ message: String, _ suggestion: String?) -> DatePatternError {
        DatePatternError(message: message, offset: index, suggestion: suggestion)
    }

    private mutating func literal(_ text: String) {
        for byte in text.utf8 {
            steps.append(.init(field: .literal, minimum: byte, maximum: byte))
        }
    }

    /// `'…'`: the text within; `''` within or alone is one quote.
    private mutating func quoted() throws(DatePatternError) {
        index += 1
        if index < characters.count, characters[index] == "'" {
            literal("'")
            index += 1
            return
        }
        while index < characters.count {
            let character = characters[index]
            index += 1
            if character != "'" {
                literal(String(character))
            } else if index < characters.count, characters[index] == "'" {
                literal("'")
                index += 1
            } else {
                return
            }
        }
        throw problem("has a quote that is not closed", nil)
    }

    private mutating func close() throws(DatePatternError) {
        guard let start = open.popLast() else { throw problem("has ']' without '['", nil) }
        let count = steps.count - start - 1
        guard count > 0, count <= UInt8.max else {
            throw problem("has an optional section that is empty or too long", nil)
        }
        steps[start].reserve = UInt8(count)
        index += 1
    }

    private mutating func letters(_ letter: Character) throws(DatePatternError) {
        let start = index
        while index < characters.count, characters[index] == letter { index += 1 }
        let count = index - start
        let step = try DatePatternCompiler.step(letter, count, at: start)
        steps.append(step)
    }

    private static func step(
        _ letter: Character, _ count: Int, at offset: Int
    ) throws(DatePatternError) -> DatePattern.Step {
        func number(
            _ field: DatePattern.Step.Field
        ) throws(DatePatternError) -> DatePattern.Step {
            guard count <= 2 else { throw wrongCount("1 or 2") }
            return .init(field: field, minimum: UInt8(count), maximum: 2)
        }
        func wrongCount(_ allowed: String) -> DatePatternError {
            DatePatternError(
                message: "has '\(letter)' \(count) times; \(allowed) is allowed", offset: offset,
                suggestion: nil)
        }
        switch letter {
        case "y", "u":
            switch count {
            case 1: return .init(field: .year, minimum: 1, maximum: 4)
            case 2: return .init(field: .year, minimum: 2, maximum: 2)
            case 4: return .init(field: .year, minimum: 4, maximum: 4)
            default: throw wrongCount("1, 2 or 4")
            }
        case "M":
            guard count <= 4 else { throw wrongCount("1 to 4") }
            return count < 3
                ? try number(.month)
                : .init(field: .monthName, minimum: UInt8(count), maximum: UInt8(count))
        case "d": return try number(.day)
        case "H": return try number(.hour)
        case "h": return try number(.halfDayHour)
        case "m": return try number(.minute)
        case "s": return try number(.second)
        case "S":
            guard count <= 9 else { throw wrongCount("1 to 9") }
            return .init(field: .fraction, minimum: UInt8(count), maximum: UInt8(count))
        case "a":
            guard count == 1 else { throw wrongCount("1") }
            return .init(field: .halfDay)
        case "E":
            guard count <= 4 else { throw wrongCount("1 to 4") }
            return .init(field: .weekday)
        case "X", "x":
            guard count <= 3 else { throw wrongCount("1 to 3") }
            return .init(field: .offset, minimum: UInt8(count), maximum: letter == "X" ? 1 : 0)
        case "Z":
            guard count <= 3 || count == 5 else { throw wrongCount("1 to 3, or 5") }
            return .init(
                field: .offset, minimum: count == 5 ? 3 : 2, maximum: count == 5 ? 1 : 0)
        default:
            throw DatePatternError(
                message: "has the letter '\(letter)', which Guiji does not know", offset: offset,
                suggestion: suggestion(for: letter))
        }
    }

    private static func suggestion(for letter: Character) -> String {
        switch letter {
        case "Y": "yyyy: a calendar year ('Y' is the year of a week)"
        case "D": "dd: a day of the month ('D' is the day of the year)"
        case "k", "K": "HH: an hour from 00 to 23"
        case "z", "V", "O": "XXX: an offset such as +08:00 (zone names are not read)"
        case "n", "N", "A": "SSS: a fraction of a second"
        case "L": "MM: a month"
        case "T": "'T': a letter in quotes stands for itself"
        default: "'\(letter)': a letter in quotes stands for itself"
        }
    }

    /// Refuses patterns whose fields contradict or cannot give a moment.
    private func check() throws(DatePatternError) {
        let fields = steps.map(\.field)
        for field in DatePattern.Step.Field.stated where fields.count(where: { $0 == field }) > 1 {
            throw problem("reads the \(field.word) twice", nil)
        }
        if fields.contains(.month), fields.contains(.monthName) {
            throw problem("reads the month twice", nil)
        }
        if fields.contains(.hour), fields.contains(.halfDayHour) {
            throw problem("reads the hour twice", nil)
        }
        let hasMonth = fields.contains(.month) || fields.contains(.monthName)
        let hasHour = fields.contains(.hour) || fields.contains(.halfDayHour)
        if !fields.contains(.year) { throw problem("reads no year", "yyyy-MM-dd") }
        if fields.contains(.day), !hasMonth {
            throw problem(
                "reads a day but no month" + (fields.contains(.minute) ? " ('m' is minutes)" : ""),
                "MM: a month")
        }
        if fields.contains(.minute), !hasHour {
            throw problem("reads minutes ('m') but no hour", "MM: a month; HH: an hour")
        }
        if fields.contains(.second), !fields.contains(.minute) {
            throw problem("reads seconds but no minutes", nil)
        }
        if fields.contains(.halfDayHour), !fields.contains(.halfDay) {
            throw problem("has 'h' (1 to 12) without 'a'", "HH: an hour from 00 to 23")
        }
    }

    /// Where numbers stand side by side, the first may vary in width if all that follow are fixed: it takes what they
    /// leave.
    private mutating func reserveDigits() throws(DatePatternError) {
        for at in steps.indices where steps[at].isNumber && steps[at].minimum < steps[at].maximum {
            var reserve = 0
            var next = at + 1
            while next < steps.count, steps[next].isNumber {
                guard steps[next].minimum == steps[next].maximum else {
                    throw problem(
                        "has two numbers of varying width side by side: it cannot be told where one ends",
                        "yyyyMMdd: fixed widths")
                }
                reserve += Int(steps[next].minimum)
                next += 1
            }
            steps[at].reserve = UInt8(reserve)
        }
    }
}

extension DatePattern.Step {
    /// Whether the step reads a number that may touch the next.
    var isNumber: Bool {
        switch field {
        case .year, .month, .day, .hour, .halfDayHour, .minute, .second, .fraction: true
        default: false
        }
    }
}

extension DatePattern.Step.Field {
    /// The fields that a pattern may read once.
    static let stated: [Self] = [
        .year, .month, .monthName, .day, .hour, .halfDayHour, .minute, .second, .fraction,
        .halfDay, .offset,
    ]

    /// The field's name in messages.
    var word: String {
        switch self {
        case .year: "year"
        case .month, .monthName: "month"
        case .day: "day"
        case .hour, .halfDayHour: "hour"
        case .minute: "minute"
        case .second: "second"
        case .fraction: "fraction of a second"
        case .halfDay: "half of the day"
        case .offset: "offset"
        case .weekday: "day of the week"
        case .literal: "literal"
        case .optional: "optional section"
        }
    }
}
