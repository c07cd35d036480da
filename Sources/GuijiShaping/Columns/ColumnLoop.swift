import GuijiModel

/// Runs one column: normalizes each value, drops null words, asks the rule, notes what is to be noted.
@inline(__always)
func runColumn<Rule: ColumnRule>(
    _ rule: inout Rule, _ field: FieldPlan, _ input: ColumnInput, _ space: inout Workspace,
    _ sink: inout FindingSink
) {
    let base = space.base.baseAddress
    let empty = Bytes(start: nil, count: 0)
    for index in 0..<input.count {
        guard input.applies(index) else { continue }
        let slice = input.slices[index &* input.stride]
        if slice.isAbsent {
            if field.isRequired { note(.missing, empty, index, field, input, &sink) }
            continue
        }
        let raw = Bytes(start: base.map { $0 + Int(slice.offset) }, count: Int(slice.length))
        let text =
            field.keepsInnerText
            ? TextNormalizer.trimmed(raw) : TextNormalizer.normalized(raw, &space.normalized)
        if text.isEmpty || field.nullWords.contains(text) {
            if field.isRequired { note(.missing, raw, index, field, input, &sink) }
            continue
        }
        let issue = rule.take(text, raw: raw, at: index, field, &space)
        if issue != .none { note(issue, raw, index, field, input, &sink) }
    }
}

/// Turns an issue into a finding. Out of line: a clean column never comes here.
@inline(never)
func note(
    _ issue: Issue, _ raw: Bytes, _ index: Int, _ field: FieldPlan, _ input: ColumnInput,
    _ sink: inout FindingSink
) {
    let severity: Severity =
        switch issue.effect {
        case .info: .info
        case .warning: field.onInvalid == .setAside ? .error : .warning
        case .unusable: field.isStrict ? .error : .warning
        }
    var name = field.name
    if let items = input.items, let group = field.group {
        name = "\(group)[\(items[index].number)].\(field.name)"
    }
    sink.add(
        row: input.row(index), order: field.order, rule: issue.rule, severity: severity,
        field: name, found: raw, expected: issue.expected(field))
}
