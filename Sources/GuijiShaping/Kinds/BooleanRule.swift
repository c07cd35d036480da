/// Yes and no, stored as 1 and 0: `1 0 true false 是 否 Y N` in any case of the letters, and the contract's own
/// words, which win over these.
struct BooleanRule: ColumnRule {
    private let words: WordTable
    private let values: UnsafeMutablePointer<Int64>
    private let isNull: UnsafeMutablePointer<UInt8>

    init(
        _ words: WordTable, _ values: UnsafeMutablePointer<Int64>,
        _ isNull: UnsafeMutablePointer<UInt8>
    ) {
        self.words = words
        self.values = values
        self.isNull = isNull
    }

    /// The words of a field.
    static func table(trueWords: [String], falseWords: [String]) -> WordTable {
        func spelled(_ words: [String], _ number: Int) -> [(word: String, number: Int)] {
            words.map { (word: $0, number: number) }
        }
        return WordTable(
            spelled(["1", "true", "True", "TRUE", "是", "Y", "y"], 1)
                + spelled(["0", "false", "False", "FALSE", "否", "N", "n"], 0)
                + spelled(trueWords.map(FieldPlan.normalized), 1)
                + spelled(falseWords.map(FieldPlan.normalized), 0))
    }

    mutating func take(
        _ text: Bytes, raw: Bytes, at index: Int, _ field: FieldPlan, _ space: inout Workspace
    ) -> Issue {
        let number = words.number(text)
        guard number >= 0 else { return .notBoolean }
        values[index] = Int64(number)
        isNull[index] = 0
        return .none
    }
}
