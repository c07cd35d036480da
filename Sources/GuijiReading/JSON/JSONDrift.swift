import CSimdjson
import GuijiModel

/// How a file's keys differ from its contract's: sources that no record has, keys that no source mentions.
struct JSONDrift {
    /// Records read whose values were taken.
    private var goodRecords = 0
    private var itemCounts: [Int] = []
    /// Column names of a columnar document that no source mentions.
    var undeclaredNames: [String] = []

    mutating func count(_ batch: RawBatch) {
        let bad = Set(batch.problems.lazy.filter { $0.severity == .error }.map(\.row))
        goodRecords += batch.count - bad.count
        if itemCounts.isEmpty { itemCounts = Array(repeating: 0, count: batch.groups.count) }
        for (number, group) in batch.groups.enumerated() {
            itemCounts[number] += Int(group.itemStarts.last ?? 0)
        }
    }

    func findings(_ program: JSONProgram) -> [Finding] {
        guard goodRecords > 0 else { return [] }
        return missing(program) + undeclared(program)
    }

    private func missing(_ program: JSONProgram) -> [Finding] {
        var findings: [Finding] = []
        func seen(_ scope: Int, _ column: Int?) -> (any: Bool, texts: [String]) {
            var any = false
            var texts: [String] = []
            for (id, source) in program.sources.enumerated()
            where source.scope == scope && source.column == column {
                texts.append(source.text)
                if guiji_json_seen(program.reader, UInt32(id)) { any = true }
            }
            return (any, texts)
        }
        let plan = program.plan
        for (number, column) in plan.columns.enumerated() {
            let (any, texts) = seen(0, number)
            guard !any, !texts.isEmpty else { continue }
            // With several shapes, a column may belong to one that this file has no record of.
            let isError = column.isEssential && plan.shapes.count == 1
            findings.append(absent(texts, in: "", isError ? .error : .warning))
        }
        for (number, group) in plan.groups.enumerated() {
            guard seen(number + 1, nil).any else {
                findings.append(absent([group.source], in: "", .warning))
                continue
            }
            guard itemCounts[number] > 0 else { continue }
            for column in group.columns.indices {
                let (any, texts) = seen(number + 1, column)
                if !any, !texts.isEmpty {
                    findings.append(absent(texts, in: group.source + ".", .warning))
                }
            }
        }
        return findings
    }

    private func absent(_ texts: [String], in prefix: String, _ severity: Severity) -> Finding {
        Finding(
            rule: .columnMissing, severity: severity,
            found: "in none of \(goodRecords) records",
            expected: texts.map { prefix + $0 }.joined(separator: " or "))
    }

    private func undeclared(_ program: JSONProgram) -> [Finding] {
        // RFC 7946 gives every feature and geometry these members.
        let isGeoJSON = program.recordPaths.contains { $0.path.steps.first == .key("features") }
        let standard: Set<String> =
            isGeoJSON ? ["type", "bbox", "geometry.type", "geometry.bbox"] : []
        var names = undeclaredNames.prefix(20).map { $0 }
        for number in 0..<guiji_json_undeclared_count(program.reader) {
            var node: UInt32 = 0
            let key = String(json: guiji_json_undeclared(program.reader, number, &node))
            let path = program.watchedPaths[node] ?? ""
            names.append(path.isEmpty ? key : path + "." + key)
        }
        return names.filter { !standard.contains($0) }.map { name in
            Finding(
                rule: .columnUndeclared, severity: .warning, found: name,
                expected: "only keys that the contract names")
        }
    }
}
