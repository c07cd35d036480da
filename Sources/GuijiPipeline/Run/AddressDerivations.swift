import GuijiModel
import GuijiShaping

/// Cuts addresses into their parts. The text itself becomes the canonical rendering, so that equal renderings, that
/// is equal parts, are one address. By which of the rules A2 to A5 of domain.md 4.2 the text came to it is told too:
/// the one that knows most, because a street filled in (A3) is less than a door found under another road's name (A5).
final class AddressDerivation: MentionDerivation {
    private let columns: [AddressColumn?]
    private let parser: AddressParser
    private var components = AddressComponents()

    let rules = AddressRule.allCases.map { MentionRule($0.rawValue, score: $0.score) }

    init(_ columns: [String], _ parser: AddressParser) {
        self.columns = columns.map(AddressColumn.init(rawValue:))
        self.parser = parser
    }

    func derive(_ text: UnsafeRawBufferPointer, into values: inout DerivedValues) {
        text.withMemoryRebound(to: UInt8.self) { parser.parse($0, into: &components) }
        let isWhole = components.isWhole
        for (place, column) in columns.enumerated() {
            if column == .fullText, !isWhole { continue }
            guard let column, let value = components.column(column) else { continue }
            values.set(place, UnsafeRawBufferPointer(value))
        }
        guard isWhole else { return }
        values.rule = components.rule.number
        values.ancestors = components.ancestors
    }
}

extension AddressRule {
    /// One more than the rule's place among all, as `DerivedValues.rule` wants it.
    fileprivate var number: UInt8 {
        UInt8(truncatingIfNeeded: (AddressRule.allCases.firstIndex(of: self) ?? 0) + 1)
    }

    fileprivate var score: Double {
        switch self {
        case .equal: 0.98
        case .unique, .gate, .secondRoad: 0.95
        }
    }
}

/// Says what kind of alias of an address a text is; `stated` for one that only spells it otherwise.
final class AliasDerivation: MentionDerivation {
    private let kind: Int?
    private let parser: AddressParser
    private var components = AddressComponents()

    init(_ columns: [String], _ parser: AddressParser) {
        kind = columns.firstIndex(of: "kind")
        self.parser = parser
    }

    func derive(_ text: UnsafeRawBufferPointer, into values: inout DerivedValues) {
        guard let kind else { return }
        text.withMemoryRebound(to: UInt8.self) { parser.parse($0, into: &components) }
        var word = components.alias ?? "stated"
        word.withUTF8 { values.set(kind, UnsafeRawBufferPointer($0)) }
    }
}
