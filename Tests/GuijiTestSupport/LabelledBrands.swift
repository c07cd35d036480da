import Foundation
package import GuijiContract
package import GuijiModel

/// The 500 company names whose brand is known, and a parser that knows the country's divisions.
package enum LabelledBrands {
    /// Name and brand; the brand is empty where the name has none.
    package static func read() throws -> [(name: String, brand: String)] {
        let bytes = try SharedData.bytes("organizations/company-name-brand-truth.txt")
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
            let cells = line.split(separator: " ", maxSplits: 1)
            return (String(cells[0]), cells.count > 1 ? String(cells[1]) : "")
        }
    }

    /// The parser with the divisions of the statistics of 2023.
    package static func parser(
        _ codeLists: [CodeListName: CodeList]
    ) throws -> OrganizationNameParser {
        var regions: [String] = []
        for file in ["provinces", "cities", "areas"] {
            let bytes = try SharedData.bytes("admin-divisions/stats-2023-\(file).csv")
            for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst() {
                let cells = line.split(separator: ",")
                guard cells.count >= 2 else { continue }
                let name = cells[1].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
                if name != "市辖区", name.count > 1 { regions.append(name) }
            }
        }
        return OrganizationNameParser(codeLists: codeLists, regions: regions)
    }
}
