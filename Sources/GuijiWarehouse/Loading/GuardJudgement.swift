import Foundation
import GuijiContract
import GuijiModel

/// What a contract's guards say of a delivery as a whole.
struct GuardJudgement {
    let contract: FeedContract
    let report: DeliveryReport
    /// Keys that held before.
    let rowsBefore: Int64
    let envelope: [String: String]

    /// One finding a guard that fails, most telling first.
    var findings: [Finding] {
        envelopeFindings + [rejected, shrunk, tooFew].compactMap { $0 }
    }

    private func held(_ rule: RuleID, _ found: String, _ expected: String) -> Finding {
        Finding(rule: rule, severity: .error, found: found, expected: expected)
    }

    private var envelopeFindings: [Finding] {
        contract.guards.envelope.compactMap { check in
            let value = envelope[check.path]
            switch check.expectation {
            case .recordCount:
                if let value, Int64(value.trimmingCharacters(in: .whitespaces)) == report.records {
                    return nil
                }
                return held(
                    .countMismatch, "\(report.records) records",
                    "\(value ?? "a number") records, as \(check.path) says")
            case .oneOf(let allowed):
                if let value, allowed.contains(value) { return nil }
                return held(
                    .envelopeStatus, "\(check.path) is \(value ?? "not there")",
                    allowed.joined(separator: " or "))
            }
        }
    }

    private var rejected: Finding? {
        guard report.records > 0 else { return nil }
        let share = Double(report.setAside) * 100 / Double(report.records)
        guard share > contract.guards.maxRejectedPercent else { return nil }
        return held(
            .tooManyRejected,
            String(format: "%.1f %% of %lld records set aside", share, report.records),
            String(format: "at most %g %%", contract.guards.maxRejectedPercent))
    }

    private var shrunk: Finding? {
        guard contract.load == .snapshot, rowsBefore > 0, let most = contract.guards.maxFallPercent
        else { return nil }
        // Records set aside did arrive: they are not what a shrinking snapshot is about.
        let rows = report.inserted + report.updated + report.unchanged + report.setAside
        let fall = Double(rowsBefore - rows) * 100 / Double(rowsBefore)
        guard fall > most else { return nil }
        return held(
            .snapshotShrink,
            String(format: "%lld rows, %.1f %% fewer than the %lld before", rows, fall, rowsBefore),
            String(format: "at most %g %% fewer", most))
    }

    private var tooFew: Finding? {
        guard report.records < contract.guards.minRecords else { return nil }
        return held(
            .countMismatch, "\(report.records) records", "at least \(contract.guards.minRecords)")
    }
}
