/// A date or time pattern of the JDK (`java.time.format.DateTimeFormatter`), compiled for parsing bytes.
///
/// Known: `y u M d H h m s S a X x Z E`, quoted literals (`'T'`, `''` for a quote), optional sections in brackets, and
/// every other character that is not a letter as itself (`yyyy年M月d日`). One letter takes one or two digits (`y` up to
/// four), two letters exactly two, `yyyy` exactly four, *n* times `S` exactly *n*. Fields without anything between
/// them have fixed widths, except that the first of them may be of one letter. `MMM`/`MMMM` and `E` read English
/// names in any case, `a` reads AM/PM and 上午/下午, `E` also 星期三 and 周三. The day of the week is read, not checked.
///
/// Parsing allocates nothing and costs a few nanoseconds a character.
package struct DatePattern: Sendable, Equatable {
    /// The pattern as written.
    package let source: String
    let steps: [Step]

    /// Compiles a pattern.
    /// - Throws: `DatePatternError`, with what is wrong in words.
    package init(_ source: String) throws(DatePatternError) {
        self.source = source
        var compiler = DatePatternCompiler(source)
        steps = try compiler.compile()
    }

    package static func == (left: DatePattern, right: DatePattern) -> Bool {
        left.source == right.source
    }

    /// Whether the pattern reads a year.
    package var hasYear: Bool { steps.contains { $0.field == .year } }
    /// Whether the pattern reads at least the hour.
    package var hasTime: Bool { steps.contains { $0.field == .hour || $0.field == .halfDayHour } }
    /// Whether the pattern reads the zone's offset.
    package var hasZone: Bool { steps.contains { $0.field == .offset } }
    /// Whether the pattern reads years of two digits.
    package var hasShortYear: Bool { steps.contains { $0.field == .year && $0.maximum == 2 } }
    /// The precision of the dates that the pattern reads.
    package var precision: DateParts.Precision {
        guard steps.contains(where: { $0.field == .month || $0.field == .monthName }) else {
            return .year
        }
        return steps.contains { $0.field == .day } ? .day : .month
    }

    /// What became of a text.
    package enum Outcome: Sendable, Equatable {
        case parsed(DateParts)
        /// The text has the pattern's form, but there is no such day or time (`2019-02-29`).
        case impossible(DateParts)
        /// The text does not have the pattern's form.
        case mismatch
    }

    /// One thing to read. `minimum` and `maximum` are digits for numbers, the length for offsets' forms.
    struct Step: Sendable, Equatable {
        enum Field: UInt8, Sendable {
            case literal, year, month, monthName, day, hour, halfDayHour, minute, second, fraction
            case halfDay, offset, weekday
            /// An optional section: `reserve` holds the number of its steps.
            case optional
        }
        var field: Field
        var minimum: UInt8 = 0
        var maximum: UInt8 = 0
        /// Digits to leave for the fields that follow without anything between.
        var reserve: UInt8 = 0

        /// For a literal: its byte.
        var byte: UInt8 { minimum }
    }
}

/// Why a pattern does not compile.
package struct DatePatternError: Error, Sendable, Equatable {
    /// In words, without the pattern itself.
    package var message: String
    /// The character in the pattern, from 0.
    package var offset: Int
    package var suggestion: String?
}
