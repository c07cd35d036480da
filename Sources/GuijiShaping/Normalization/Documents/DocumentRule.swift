import GuijiModel

/// Identity documents of any kind. Blanks go, letters become upper-case, signs between the digits go where what is
/// left is a document; nothing else changes. What fails its checks is kept and marked, because only matching can tell
/// a typing error from another person's number.
struct DocumentRule: TextRule {
    static var changesCase: Bool { true }
    private let latest: CalendarDay

    /// - Parameter latest: the business date; nobody is born later.
    init(latest: CalendarDay) { self.latest = latest }

    @inline(__always)
    mutating func shape(
        _ text: Bytes, raw: Bytes, _ canonical: inout ByteArena
    ) -> TextVerdict {
        if ResidentID.isValid(text, latest: latest) { return .same }
        return shapeSlowly(text, &canonical)
    }

    @inline(never)
    private func shapeSlowly(_ text: Bytes, _ canonical: inout ByteArena) -> TextVerdict {
        if NumberScanner.isShortForm(text) { return .unusable(.precisionLost) }
        NumberText.writeUpper(text, &canonical) { $0 == 0x20 }
        var kind = IdentityDocument.kind(canonical.bytes)
        if kind == .unknown {
            // Hyphens and brackets between the digits: (320684)19850312-9916.
            var bare = ByteArena(capacity: text.count)
            NumberText.writeUpper(text, &bare) { DocumentRule.signs.contains($0) }
            kind = IdentityDocument.kind(bare.bytes)
            if kind != .unknown {
                canonical.clear()
                canonical.append(bare.bytes)
            } else {
                // Unreadable: as it came, in upper case.
                NumberText.writeUpper(text, &canonical) { _ in false }
            }
        }
        let isSame = isEqual(canonical.bytes, text)
        return TextVerdict(form: isSame ? .same : .changed, issue: issue(kind, canonical.bytes))
    }

    private static let signs = Array(" -()[]_.".utf8)

    private func issue(_ kind: IdentityDocument.Kind, _ bytes: Bytes) -> Issue {
        if kind == .unknown { return .documentUnknown }
        return switch IdentityDocument.check(bytes, kind: kind, latest: latest) {
        case .valid, .validShort: .none
        case .masked: .idMasked
        case .wrongForm: .idForm
        case .wrongDivision: .idDivision
        case .wrongDate: .idDate
        case .wrongCheck: .idCheck
        }
    }
}
