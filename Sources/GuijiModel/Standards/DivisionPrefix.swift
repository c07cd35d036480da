/// The first two digits of a division code (GB/T 2260): the province.
///
/// Only the province is checked, because a number keeps the code of its first issue for ever and a list of today's
/// divisions would refuse old ones that are right (`320625`, `320684`). Provinces have kept their two digits since the
/// first edition of the standard, except that 46 Hainan (1988), 50 Chongqing (1997), 81 Hong Kong and 82 Macao came.
package enum DivisionPrefix {
    /// Whether two ASCII digits are a province, a municipality, an autonomous or a special administrative region, or
    /// 83, which residence permits give to people from Taiwan (71 is the province itself).
    @inlinable
    package static func isProvince(_ tens: UInt8, _ units: UInt8) -> Bool {
        let tens = tens &- 0x30
        let units = units &- 0x30
        guard tens < 10, units < 10 else { return false }
        return last[Int(tens)] & (1 << UInt16(units)) != 0
    }

    /// For each first digit, the set of second digits.
    @usableFromInline static let last: [UInt16] = [
        0,
        0b00_0011_1110,  // 11 北京 … 15 内蒙古
        0b00_0000_1110,  // 21 辽宁 … 23 黑龙江
        0b00_1111_1110,  // 31 上海 … 37 山东
        0b00_0111_1110,  // 41 河南 … 46 海南
        0b00_0001_1111,  // 50 重庆 … 54 西藏
        0b00_0011_1110,  // 61 陕西 … 65 新疆
        0b00_0000_0010,  // 71 台湾
        0b00_0000_1110,  // 81 香港, 82 澳门, 83 residence permits of people from Taiwan
        0,
    ]
}
