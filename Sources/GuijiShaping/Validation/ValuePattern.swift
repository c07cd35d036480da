import Foundation

/// A contract's regular expression, which a value must match as a whole.
enum ValuePattern {
    /// The usual case: tens of nanoseconds a value.
    case automaton(ByteAutomaton)
    /// Whatever else the syntax of ICU allows (look-around, back references, properties): about a microsecond a value.
    case expression(NSRegularExpression)

    /// `nil` where the text is no regular expression.
    init?(_ pattern: String) {
        // The complete engine decides what is a regular expression at all.
        guard let whole = try? NSRegularExpression(pattern: "\\A(?:\(pattern))\\z") else {
            return nil
        }
        if let node = PatternParser.parse(pattern), let automaton = ByteAutomaton(node) {
            self = .automaton(automaton)
        } else {
            self = .expression(whole)
        }
    }

    func matches(_ text: Bytes) -> Bool {
        switch self {
        case .automaton(let automaton): return automaton.matches(text)
        case .expression(let expression):
            let text = String(decoding: text, as: UTF8.self)
            let whole = NSRange(text.startIndex..., in: text)
            return expression.firstMatch(in: text, range: whole) != nil
        }
    }
}
