import GuijiContract
import GuijiModel

/// A division under one code and name for one span of time, as `DivisionTable` keeps it.
struct Division {
    /// 6, 9 or 12 digits; 0 where it has no code.
    var code: UInt64
    var level: DivisionRecord.Level
    var isZone: Bool
    /// Days since 1970; the least and the greatest number where unknown.
    var from: Int
    var to: Int
    /// What it is at the table's date: 0 where that is nothing, or several divisions of which none has its name.
    var current: UInt64
    var parent: UInt64
    /// For a community the street or town that it lies in at the table's date, which is no functional zone.
    var street: UInt64 = 0
    var name: String

    func holds(at day: Int) -> Bool { from <= day && day < to }

    /// The first six digits: the county and what is above it.
    var county: UInt64 { Division.county(of: code) }

    static func county(of code: UInt64) -> UInt64 {
        code > 99_999_999_999 ? code / 1_000_000 : code > 99_999_999 ? code / 1000 : code
    }

    /// 6, 9 or 12 digits as ASCII.
    static func write(_ code: UInt64, _ buffer: inout ByteArena) {
        var scale: UInt64 =
            code > 99_999_999_999 ? 100_000_000_000 : code > 99_999_999 ? 100_000_000 : 100_000
        while scale > 0 {
            buffer.append(UInt8(truncatingIfNeeded: code / scale % 10) + 0x30)
            scale /= 10
        }
    }
}
