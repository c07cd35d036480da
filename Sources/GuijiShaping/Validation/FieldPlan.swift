import GuijiContract
import GuijiModel

/// A field of a contract, ready to be applied to a column: what the loop asks for each value, and the words of its
/// messages.
struct FieldPlan: Sendable {
    let name: String
    /// The repeated group that the field is of.
    let group: String?
    /// The column's place among all, for the order of findings.
    let order: Int
    let kind: FieldKind
    /// Whether a missing value sets the record aside: required and key fields of records.
    let isRequired: Bool
    /// Whether an item of a group must have a value, unless it has none at all.
    let isRequiredInItems: Bool
    /// Whether an unusable value sets the record aside.
    let isStrict: Bool
    let onInvalid: FieldSpec.InvalidAction
    /// Free text: inner blanks and line ends stay.
    let keepsInnerText: Bool
    let nullWords: WordSet
    /// For each record shape, whether it has the field; `nil` where all have.
    let hasField: [Bool]?

    /// Whether length or pattern are to be checked.
    let limitsText: Bool
    private let minLength: Int?
    private let maxLength: Int?
    private let pattern: ValuePattern?
    let patternText: String
    /// Bounds of a number.
    let minimum: Double?
    let maximum: Double?
    private let spec: FieldSpec

    /// - Parameter knownWords: words with a meaning of their own in this field, which the product's null words must
    ///   not take away (`无` in a code list).
    init(
        _ spec: FieldSpec, group: GroupSpec? = nil, order: Int, isKey: Bool, shapes: [RecordShape],
        knownWords: (String) -> Bool, feed: FeedID
    ) throws(ShaperError) {
        self.spec = spec
        name = spec.name
        self.group = group?.name
        self.order = order
        kind = spec.kind
        isRequired = group == nil && (spec.required || isKey)
        isRequiredInItems = group != nil && spec.required
        isStrict = spec.required || isKey || spec.onInvalid == .setAside
        onInvalid = spec.onInvalid
        keepsInnerText = spec.kind == .freeText
        let defaults =
            spec.usesDefaultNullWords
            ? FieldPlan.defaultNullWords.filter { !knownWords($0) } : []
        nullWords = WordSet(defaults + spec.extraNullWords.map(FieldPlan.normalized))
        let own = FieldPlan.shapeMask(spec.shapes, shapes)
        let groups = FieldPlan.shapeMask(group?.shapes ?? [], shapes)
        if let own, let groups {
            hasField = zip(own, groups).map { $0 && $1 }
        } else {
            hasField = own ?? groups
        }
        minLength = spec.minLength
        maxLength = spec.maxLength
        minimum = spec.minimum
        maximum = spec.maximum
        patternText = spec.pattern ?? ""
        if let text = spec.pattern {
            guard let compiled = ValuePattern(text) else {
                throw ShaperError(
                    feed: feed, field: spec.name,
                    problem: "the pattern \(text) is no regular expression",
                    advice: "correct logicalTypeOptions.pattern in the contract")
            }
            pattern = compiled
        } else {
            pattern = nil
        }
        limitsText = pattern != nil || minLength != nil || maxLength != nil
    }

    /// What feeds write for "no value", beside nothing at all (domain.md 1.1).
    static let defaultNullWords = ["NULL", "null", "无", "/", "-", "--", "不详"]

    /// A word as it looks after normalization, so that the contract may write it as the feed does.
    static func normalized(_ word: String) -> String {
        var buffer = ByteArena()
        var word = word
        return word.withUTF8 {
            String(decoding: TextNormalizer.normalized($0, &buffer), as: UTF8.self)
        }
    }

    static func shapeMask(_ names: [String], _ shapes: [RecordShape]) -> [Bool]? {
        guard !names.isEmpty, shapes.count > 1 else { return nil }
        // 256 entries, so that a shape number is always an index.
        let known = shapes.map { names.contains($0.name) }
        return known + Array(repeating: false, count: 256 - known.count)
    }

    /// What is wrong with a text's length or form.
    @inline(never)
    func textIssue(_ text: Bytes) -> Issue? {
        if minLength != nil || maxLength != nil {
            var length = 0
            for byte in text where byte & 0xC0 != 0x80 { length += 1 }
            if length < minLength ?? 0 || length > maxLength ?? .max { return .length }
        }
        if let pattern, !pattern.matches(text) { return .pattern }
        return nil
    }

    /// What is wrong with a number's size.
    @inline(__always)
    func numberIssue(_ value: Double) -> Issue {
        if let minimum, value < minimum { return .belowMinimum }
        if let maximum, value > maximum { return .aboveMaximum }
        return .none
    }
}

/// Words for messages.
extension FieldPlan {
    var isTimestamp: Bool { if case .timestamp = kind { true } else { false } }

    var expectedDate: String {
        let formats: [String]
        switch kind {
        case .date(let options), .timestamp(let options): formats = options.formats
        default: formats = []
        }
        let what = isTimestamp ? "a time" : "a date"
        return formats.isEmpty ? what : "\(what) written as \(formats.joined(separator: " or "))"
    }

    var codeListName: String { if case .code(let list) = kind { list.rawValue } else { "" } }

    var expectedLength: String {
        switch (minLength, maxLength) {
        case (let low?, let high?):
            low == high ? "\(low) characters" : "\(low) to \(high) characters"
        case (let low?, nil): "at least \(low) characters"
        case (nil, let high?): "at most \(high) characters"
        case (nil, nil): ""
        }
    }

    var minimumText: String { FieldPlan.words(spec.minimum) }
    var maximumText: String { FieldPlan.words(spec.maximum) }
    var earliestText: String { spec.earliest ?? "" }
    var latestText: String { spec.latest ?? "" }

    private static func words(_ bound: Double?) -> String {
        guard let bound else { return "" }
        return bound == bound.rounded() && bound.magnitude < 1e15
            ? String(Int64(bound)) : String(bound)
    }
}
