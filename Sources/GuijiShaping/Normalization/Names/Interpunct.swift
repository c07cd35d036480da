/// The point within a name (`古丽样·艾例`) and the characters that are typed for it. The national rule is U+00B7.
enum Interpunct {
    static let canonical: [UInt8] = [0xC2, 0xB7]

    /// U+00B7 and what looks like it: bullet, hyphenation point, katakana middle dots, operators.
    @inline(__always)
    static func isMember(_ value: UInt32) -> Bool {
        switch value {
        case 0xB7, 0x2022, 0x2027, 0x30FB, 0xFF65, 0x2219, 0x22C5: true
        default: false
        }
    }
}
