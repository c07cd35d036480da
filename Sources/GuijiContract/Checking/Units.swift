/// Units that a column's numbers may be converted between.
enum Units {
    private enum Dimension { case money, area, length, mass, count, energy, volume, concentration }

    private struct Unit {
        var dimension: Dimension
        /// The unit is ten to this power of the dimension's base unit.
        var exponent: Int
    }

    private static let table: [String: Unit] = [
        "分": Unit(dimension: .money, exponent: -2), "角": Unit(dimension: .money, exponent: -1),
        "元": Unit(dimension: .money, exponent: 0), "百元": Unit(dimension: .money, exponent: 2),
        "千元": Unit(dimension: .money, exponent: 3), "万元": Unit(dimension: .money, exponent: 4),
        "百万元": Unit(dimension: .money, exponent: 6), "亿元": Unit(dimension: .money, exponent: 8),
        "m²": Unit(dimension: .area, exponent: 0), "平方米": Unit(dimension: .area, exponent: 0),
        "公顷": Unit(dimension: .area, exponent: 4), "km²": Unit(dimension: .area, exponent: 6),
        "平方公里": Unit(dimension: .area, exponent: 6),
        "mm": Unit(dimension: .length, exponent: -3), "毫米": Unit(dimension: .length, exponent: -3),
        "cm": Unit(dimension: .length, exponent: -2), "厘米": Unit(dimension: .length, exponent: -2),
        "m": Unit(dimension: .length, exponent: 0), "米": Unit(dimension: .length, exponent: 0),
        "km": Unit(dimension: .length, exponent: 3), "公里": Unit(dimension: .length, exponent: 3),
        "千米": Unit(dimension: .length, exponent: 3),
        "g": Unit(dimension: .mass, exponent: -3), "克": Unit(dimension: .mass, exponent: -3),
        "kg": Unit(dimension: .mass, exponent: 0), "千克": Unit(dimension: .mass, exponent: 0),
        "公斤": Unit(dimension: .mass, exponent: 0), "t": Unit(dimension: .mass, exponent: 3),
        "吨": Unit(dimension: .mass, exponent: 3),
        "人": Unit(dimension: .count, exponent: 0), "万人": Unit(dimension: .count, exponent: 4),
        "户": Unit(dimension: .count, exponent: 0), "万户": Unit(dimension: .count, exponent: 4),
        "kWh": Unit(dimension: .energy, exponent: 0), "千瓦时": Unit(dimension: .energy, exponent: 0),
        "万kWh": Unit(dimension: .energy, exponent: 4),
        "万千瓦时": Unit(dimension: .energy, exponent: 4),
        "m³": Unit(dimension: .volume, exponent: 0), "立方米": Unit(dimension: .volume, exponent: 0),
        "万m³": Unit(dimension: .volume, exponent: 4),
        "万立方米": Unit(dimension: .volume, exponent: 4),
        "µg/m³": Unit(dimension: .concentration, exponent: -3),
        "mg/m³": Unit(dimension: .concentration, exponent: 0),
    ]

    static var known: [String] { table.keys.sorted() }

    static func isMoney(_ unit: String) -> Bool { table[unit]?.dimension == .money }

    /// The factor from one unit to another, or `nil` where there is none.
    static func factor(from: String, to: String) -> Decimal10? {
        if from == to { return .one }
        guard let from = table[from], let to = table[to], from.dimension == to.dimension else {
            return nil
        }
        return Decimal10(exponent: from.exponent - to.exponent)
    }
}

extension Decimal10 {
    /// The factor as binary floating point, for measured quantities and for judging bounds.
    var approximate: Double {
        var result = Double(multiplier)
        for _ in 0..<abs(exponent) { result = exponent > 0 ? result * 10 : result / 10 }
        return result
    }
}
