import GuijiModel

/// Brings the values of one column to their stored form. One conforming type a kind; the column's loop is generic
/// over it, so that the kind is decided once a column.
protocol ColumnRule {
    /// Takes a normalized value that is not a null word. `index` is its place in the column. Stores the result itself;
    /// what it does not store stays NULL.
    mutating func take(
        _ text: Bytes, raw: Bytes, at index: Int, _ field: FieldPlan, _ space: inout Workspace
    ) -> Issue
}

/// Brings one text to its kind's canonical form.
protocol TextRule {
    /// Whether the canonical form is in upper case, so that it may be a null word although the text was none (`Null`).
    static var changesCase: Bool { get }

    mutating func shape(_ text: Bytes, raw: Bytes, _ canonical: inout ByteArena) -> TextVerdict
}

extension TextRule {
    static var changesCase: Bool { false }
}

/// What a `TextRule` made of a value.
struct TextVerdict {
    enum Form: UInt8 {
        /// The text as it is.
        case same
        /// What was written to the canonical buffer.
        case changed
        /// No value.
        case null
    }
    var form: Form
    var issue: Issue
    /// Not negative: the number of a value that occurs often, so that it is written once a batch.
    var interned: Int32 = -1

    @inline(__always)
    static var same: TextVerdict { TextVerdict(form: .same, issue: .none) }
    @inline(__always)
    static var changed: TextVerdict { TextVerdict(form: .changed, issue: .none) }
    @inline(__always)
    static func unusable(_ issue: Issue) -> TextVerdict { TextVerdict(form: .null, issue: issue) }
}

/// Stores texts, after checking length and pattern.
struct TextColumn<Rule: TextRule>: ColumnRule {
    var rule: Rule
    let output: UnsafeMutablePointer<FieldSlice>
    var interned: [FieldSlice] = []

    init(_ rule: Rule, _ output: UnsafeMutablePointer<FieldSlice>) {
        self.rule = rule
        self.output = output
    }

    @inline(__always)
    mutating func take(
        _ text: Bytes, raw: Bytes, at index: Int, _ field: FieldPlan, _ space: inout Workspace
    ) -> Issue {
        let verdict = rule.shape(text, raw: raw, &space.canonical)
        switch verdict.form {
        case .null:
            // A stand-in for "no value" that is worth knowing is still none where one is required.
            return verdict.issue.effect == .info && field.isRequired ? .missing : verdict.issue
        case .same:
            if field.limitsText, let issue = field.textIssue(text) { return issue }
            output[index] = space.place(text)
        case .changed:
            if Rule.changesCase, field.nullWords.contains(space.canonical.bytes) {
                return field.isRequired ? .missing : .none
            }
            if field.limitsText, let issue = field.textIssue(space.canonical.bytes) {
                return issue
            }
            if verdict.interned >= 0 {
                output[index] = intern(Int(verdict.interned), &space)
            } else {
                let offset = space.base.count + space.extra.count
                space.extra.append(space.canonical.bytes)
                output[index] = FieldSlice(offset..<offset + space.canonical.count)
            }
        }
        return verdict.issue
    }

    private mutating func intern(_ number: Int, _ space: inout Workspace) -> FieldSlice {
        while interned.count <= number { interned.append(.absent) }
        if interned[number].isAbsent {
            let offset = space.base.count + space.extra.count
            space.extra.append(space.canonical.bytes)
            interned[number] = FieldSlice(offset..<offset + space.canonical.count)
        }
        return interned[number]
    }
}
