import GuijiContract
import GuijiModel

/// Which fields of the file fill which columns of the plan.
struct CSVColumns {
    /// For each column of the plan its field, or -1.
    var targets: [Int] = []
    /// How many fields a record has; fewer than the upper bound where the header ends with nameless columns.
    var fieldCount: ClosedRange<Int> = 1...1
    /// For each shape of the plan the field that tells it and the value, where it has a discriminator.
    var discriminators: [(field: Int, value: [UInt8])?] = []
    var findings: [Finding] = []

    /// Matches the header's names with the plan's sources.
    /// - Parameters:
    ///   - names: the header's names, trimmed; empty where the file has no header.
    ///   - fieldCount: fields of a record; the header's, or without one that of most records.
    ///   - hint: what to say where essential columns are missing, such as another delimiter.
    /// - Throws: `COLUMN_MISSING` where an essential column is missing, or all are.
    init(plan: ReadPlan, names: [String], fieldCount: Int, hint: ([String]) -> String?)
        throws(DeliveryError)
    {
        let sources = CSVColumns.sources(names: names, fieldCount: fieldCount)
        var declared = Set<Int>()
        var missing: [ReadPlan.Column] = []
        for column in plan.columns {
            let found = column.sources.compactMap { sources[$0] }
            targets.append(found.first ?? -1)
            declared.formUnion(found)
            if found.isEmpty { missing.append(column) }
        }
        for shape in plan.shapes {
            guard let when = shape.when else {
                discriminators.append(nil)
                continue
            }
            let field = sources[when.source] ?? -1
            if field >= 0 { declared.insert(field) }
            discriminators.append((field, Array(when.equals.utf8)))
        }
        let isNothingFound = !plan.columns.isEmpty && missing.count == plan.columns.count
        let fatal = isNothingFound ? missing : missing.filter(\.isEssential)
        guard fatal.isEmpty else {
            let wanted = fatal.map { $0.sources.joined(separator: " / ") }
            let read =
                names.isEmpty
                ? "\(fieldCount) columns" : "columns " + names.joined(separator: " | ")
            throw DeliveryError(
                rule: .columnMissing,
                found: hint(fatal.flatMap(\.sources)).map { "\(read); \($0)" } ?? read,
                expected: wanted.joined(separator: ", "))
        }
        for column in missing {
            findings.append(
                Finding(
                    rule: .columnMissing, severity: .warning, found: "no such column",
                    expected: column.sources.joined(separator: " / ")))
        }
        for (index, name) in names.enumerated() where !name.isEmpty && !declared.contains(index) {
            findings.append(
                Finding(
                    rule: .columnUndeclared, severity: .warning, found: name,
                    expected: "a column of the contract"))
        }
        if !names.isEmpty { noteMoved(names, plan) }
        let named = names.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? fieldCount
        self.fieldCount = max(1, min(named, fieldCount))...max(1, fieldCount)
    }

    /// One finding where the file's columns stand in another order than the contract's.
    private mutating func noteMoved(_ names: [String], _ plan: ReadPlan) {
        let present = targets.enumerated().filter {
            $0.element >= 0 && !plan.columns[$0.offset].sources.contains("#\($0.element + 1)")
        }
        for (before, after) in zip(present, present.dropFirst())
        where after.element < before.element {
            findings.append(
                Finding(
                    rule: .columnMoved, severity: .info,
                    found: "\(names[after.element]) before \(names[before.element])",
                    expected: "\(names[before.element]) before \(names[after.element])"))
            return
        }
    }

    /// Every way to name a field: its header, `header#2` for the second of the same name, `#3` for the third field.
    private static func sources(names: [String], fieldCount: Int) -> [String: Int] {
        var sources: [String: Int] = [:]
        var seen: [String: Int] = [:]
        for (index, name) in names.enumerated() where !name.isEmpty {
            seen[name, default: 0] += 1
            let number = seen[name, default: 1]
            let source = number == 1 ? name : "\(name)#\(number)"
            if sources[source] == nil { sources[source] = index }
        }
        for index in 0..<fieldCount where sources["#\(index + 1)"] == nil {
            sources["#\(index + 1)"] = index
        }
        return sources
    }

    /// A header's name without the blanks, full-width blanks and invisible marks around it.
    static func trimmed(_ name: String) -> String {
        let scalars = Array(name.unicodeScalars)
        func isBlank(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isWhitespace
                || ["\u{FEFF}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}"].contains(scalar)
        }
        let start = scalars.firstIndex { !isBlank($0) } ?? scalars.count
        let end = scalars.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
        var result = String.UnicodeScalarView()
        result.append(contentsOf: scalars[start..<end])
        return String(result)
    }
}
