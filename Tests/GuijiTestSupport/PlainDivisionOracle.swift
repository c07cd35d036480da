import Foundation

/// Finds the county code of an address the obvious way, from the list of the National Bureau of Statistics of 2023: the
/// text begins with a province's and a city's name (each in full or without its ending, each may be absent), and goes on
/// with the full name of a county that only one county has among those that fit. Slow, and silent where that is not so.
package struct PlainDivisionOracle {
    private var provinces: [(code: String, names: [String])] = []
    private var cities: [(code: String, names: [String])] = []
    private var counties: [(code: String, name: String)] = []

    /// Reads the lists.
    package init() throws {
        for row in try PlainDivisionOracle.rows("admin-divisions/stats-2023-provinces.csv") {
            provinces.append((row[0], PlainDivisionOracle.names(row[1])))
        }
        for row in try PlainDivisionOracle.rows("admin-divisions/stats-2023-cities.csv")
        where row[1].hasSuffix("市") || row[1].hasSuffix("州") || row[1].hasSuffix("盟") {
            cities.append((row[0], PlainDivisionOracle.names(row[1])))
        }
        // Zones of the statistics have codes from 71 on and are no counties.
        for row in try PlainDivisionOracle.rows("admin-divisions/stats-2023-areas.csv")
        where row[0].count == 6 && (Int(row[0].suffix(2)) ?? 0) > 0 && !row[1].contains("经济")
            && !row[1].contains("开发")
        {
            counties.append((row[0], row[1]))
        }
    }

    private static func rows(_ file: String) throws -> [[String]] {
        String(decoding: try SharedData.bytes(file), as: UTF8.self)
            .split(whereSeparator: \.isNewline).dropFirst()
            .map { line in
                line.split(separator: ",").map { $0.trimmingCharacters(in: ["\""]) }
            }
    }

    private static func names(_ name: String) -> [String] {
        if name.hasSuffix("自治区") {
            return [name, String(name.prefix(name.hasPrefix("内蒙古") ? 3 : 2))]
        }
        let ending = name.last.map(String.init) ?? ""
        guard ["省", "市"].contains(ending), name.count > 2 else { return [name] }
        return [name, String(name.dropLast())]
    }

    /// The county code, or `nil` where this way finds none.
    package func code(_ text: String) -> UInt64? {
        var rest = Substring(text.filter { !$0.isWhitespace })
        var prefix = ""
        for province in provinces {
            if let name = province.names.first(where: { rest.hasPrefix($0) }) {
                rest = rest.dropFirst(name.count)
                prefix = province.code
                break
            }
        }
        for city in cities where city.code.hasPrefix(prefix) {
            if let name = city.names.first(where: { rest.hasPrefix($0) }) {
                rest = rest.dropFirst(name.count)
                prefix = city.code
                break
            }
        }
        let fitting = counties.filter {
            $0.code.hasPrefix(prefix) && $0.name.count >= 3 && rest.hasPrefix($0.name)
        }
        guard fitting.count == 1 else { return nil }
        return UInt64(fitting[0].code)
    }
}

extension PlainDivisionOracle {
    /// The company addresses of the shared data that have text.
    package static func companyAddresses() throws -> [String] {
        let text = String(
            decoding: try SharedData.bytes("addresses/company-addresses.csv"), as: UTF8.self)
        return text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
            guard let comma = line.lastIndex(of: ",") else { return nil }
            let address = line[..<comma]
            return address.isEmpty ? nil : String(address)
        }
    }
}
