import GuijiContract
import GuijiModel

/// Notes values of `unique` fields that stand in a delivery twice. Keeps a hash a value.
final class UniqueValues {
    private let fields: [(index: Int, name: String)]
    private var seen: [Set<UInt64>]

    init(_ contract: FeedContract) {
        // A one-column key is unique by being the key.
        fields = contract.fields.enumerated()
            .filter { $1.unique && contract.key != [$0] }
            .map { ($0, $1.name) }
        seen = fields.map { _ in [] }
    }

    func check(_ batch: borrowing ShapedBatch, _ report: (Finding) throws -> Void) rethrows {
        for (number, field) in fields.enumerated() {
            guard case .text(let slices) = batch.columns[field.index] else { continue }
            for row in 0..<batch.count where !slices[row].isAbsent {
                let range = slices[row].range
                let hash = batch.bytes.withUnsafeBytes { bytes in
                    var hash = StableHash()
                    hash.add(UnsafeRawBufferPointer(rebasing: bytes[range]))
                    return hash.value
                }
                guard !seen[number].insert(hash).inserted else { continue }
                try report(
                    Finding(
                        rule: .notUnique, severity: .warning, position: batch.positions[row],
                        field: field.name,
                        found: String(decoding: batch.bytes[range], as: UTF8.self),
                        expected: "each value once"))
            }
        }
    }
}
