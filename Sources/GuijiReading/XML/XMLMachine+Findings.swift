import GuijiContract
import GuijiModel

extension XMLMachine {
    private static let undeclaredShown = 20

    /// Values at the plan's envelope paths.
    var envelope: [String: String] {
        var values: [String: String] = [:]
        for (path, slot) in zip(plan.envelopePaths, envelopeSlots) where slots[slot].isSet {
            values[path] = String(decoding: slots[slot].bytes, as: UTF8.self)
        }
        return values
    }

    /// What the document as a whole differs in from the contract.
    var findings: [Finding] {
        guard nextOrdinal > 0 else { return noRecords }
        // Where a shape has no record, its columns may be missing by right.
        let allShapes = seenShapes.allSatisfy { $0 }
        var findings: [Finding] = []
        for (column, spec) in plan.columns.enumerated()
        where !seenColumns[column] && !spec.sources.isEmpty {
            findings.append(
                Finding(
                    rule: .columnMissing,
                    severity: spec.isEssential && allShapes ? .error : .warning,
                    found: "no record has \(spec.sources.joined(separator: " or "))",
                    expected: "the element or attribute that the contract names"))
        }
        for name in undeclared.prefix(XMLMachine.undeclaredShown) {
            findings.append(
                Finding(
                    rule: .columnUndeclared, severity: .warning, found: name,
                    expected: "only elements and attributes that the contract names"))
        }
        return findings
    }

    /// A document without records is right where nothing stands in their place.
    private var noRecords: [Finding] {
        guard let divergence else { return [] }
        let paths = plan.shapes.map(\.path).joined(separator: " or ")
        return [
            Finding(
                rule: .columnMissing, severity: .error,
                found: "no element at \(paths); the file's elements begin \(divergence)",
                expected: "records at \(paths)")
        ]
    }
}
