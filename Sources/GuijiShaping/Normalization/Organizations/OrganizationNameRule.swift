/// Names of organizations in one form (domain.md 3.12): brackets `(` and `)`, interpuncts `·`, blanks only between
/// Latin words. What individual businesses without a trade name write (`****`, 未起字号) is no value.
///
/// Nothing is taken away that may tell two organizations apart: 有限责任公司 stays beside 有限公司 here and is one with it
/// in comparison only.
struct OrganizationNameRule: TextRule {
    mutating func shape(
        _ text: Bytes, raw: Bytes, _ canonical: inout ByteArena
    ) -> TextVerdict {
        if OrganizationNameRule.isPlain(text) { return .same }
        return shapeSlowly(text, &canonical)
    }

    /// Only Han and half-width brackets, and no 未 or 无 at the start, with which the stand-ins begin.
    @inline(__always)
    private static func isPlain(_ text: Bytes) -> Bool {
        guard let start = text.baseAddress else { return false }
        let count = text.count
        // 未 E69CAA, 无 E697A0.
        if count >= 3, start[0] == 0xE6 {
            if start[1] == 0x9C && start[2] == 0xAA || start[1] == 0x97 && start[2] == 0xA0 {
                return false
            }
        }
        var at = 0
        while at < count {
            let byte = start[at]
            if byte >= 0xE4, byte <= 0xE9 {
                at &+= 3
            } else if byte == 0x28 || byte == 0x29 {
                at &+= 1
            } else {
                return false
            }
        }
        return at == count
    }

    @inline(never)
    private func shapeSlowly(_ text: Bytes, _ canonical: inout ByteArena) -> TextVerdict {
        if NumberScanner.isShortForm(text) { return .unusable(.precisionLost) }
        var scalars = NameText.scalars(text)
        NameText.unify(&scalars)
        if OrganizationNameRule.isNameless(scalars) { return .unusable(.organizationNameless) }
        canonical.clear()
        for scalar in scalars { NameText.append(scalar, to: &canonical) }
        return isEqual(canonical.bytes, text) ? .same : .changed
    }

    private static func isNameless(_ name: [UInt32]) -> Bool {
        if name.allSatisfy({ $0 == 0x2A || $0 == 0x28 || $0 == 0x29 || $0 == 0xB7 }) { return true }
        return nameless.contains(name)
    }

    private static let nameless: Set<[UInt32]> = Set(
        ["未起字号", "未核准字号", "无字号", "无名称", "无招牌", "未命名", "无名", "未取名"]
            .map { $0.unicodeScalars.map(\.value) })
}
