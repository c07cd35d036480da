/// The 500 company names whose brand is known.
package enum LabelledBrands {
    /// Name and brand; the brand is empty where the name has none.
    package static func read() throws -> [(name: String, brand: String)] {
        let bytes = try SharedData.bytes("organizations/company-name-brand-truth.txt")
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
            let cells = line.split(separator: " ", maxSplits: 1)
            return (String(cells[0]), cells.count > 1 ? String(cells[1]) : "")
        }
    }
}
