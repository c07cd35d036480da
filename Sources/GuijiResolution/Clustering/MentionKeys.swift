import GuijiModel

/// The keys by which mentions are compared: one pass over the values, no strings.
struct MentionKeys {
    /// The valid identifier of each row, brought to its one form; none where there is no valid one.
    var identifiers: [Key128] = []
    /// The canonical form of each row; none where a canonical column has no value.
    var canonicals: [Key128] = []

    /// Where a table has several identifier columns, the first with a valid value counts. Where it has several
    /// canonical columns, all of them must have a value: a name without the birth date beside it decides nothing.
    init(_ mentions: MentionSet) {
        let rows = mentions.rowCount
        identifiers = Array(repeating: .none, count: rows)
        canonicals = Array(repeating: .none, count: rows)
        var canonicalColumns: [(slices: [FieldSlice], form: CanonicalForm)] = []
        var scratch: [UInt8] = []
        mentions.bytes.withUnsafeBytes { bytes in
            for (number, column) in mentions.columns.enumerated() {
                switch column.part {
                case .attribute: continue
                case .canonical(let form): canonicalColumns.append((column.slices, form))
                case .identifier(let form):
                    for row in 0..<rows where identifiers[row].isNone {
                        let slice = column.slices[row]
                        guard !slice.isAbsent else { continue }
                        let value = UnsafeRawBufferPointer(rebasing: bytes[slice.range])
                        guard IdentifierValue.normalize(value, as: form, into: &scratch) else {
                            continue
                        }
                        identifiers[row] = scratch.withUnsafeBytes { Key128($0, column: number) }
                    }
                }
            }
            guard !canonicalColumns.isEmpty else { return }
            nextRow: for row in 0..<rows {
                scratch.removeAll(keepingCapacity: true)
                for (slices, form) in canonicalColumns {
                    let before = scratch.count
                    guard !slices[row].isAbsent else { continue nextRow }
                    let value = UnsafeRawBufferPointer(rebasing: bytes[slices[row].range])
                    CanonicalText.append(value, as: form, to: &scratch)
                    guard scratch.count > before else { continue nextRow }
                    scratch.append(0)
                }
                canonicals[row] = scratch.withUnsafeBytes { Key128($0, column: -1) }
            }
        }
    }
}
