/// Text that normalization has brought to its form.
struct PlainTextRule: TextRule {
    @inline(__always)
    mutating func shape(
        _ text: Bytes, raw: Bytes, _ canonical: inout ByteArena
    ) -> TextVerdict {
        // A number that a spreadsheet has shortened is no name and no key.
        NumberScanner.isShortForm(text) ? .unusable(.precisionLost) : .same
    }
}

/// Text that stays as it came.
struct FreeTextRule: TextRule {
    @inline(__always)
    mutating func shape(
        _ text: Bytes, raw: Bytes, _ canonical: inout ByteArena
    ) -> TextVerdict { .same }
}
