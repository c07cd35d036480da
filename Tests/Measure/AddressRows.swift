import Foundation
import GuijiShaping
import GuijiTestSupport

/// Writes what the parser makes of the rows that are compared with other parsers, for `Tests/Bench/addresses_peers.py`.
/// Tab-separated: set, text, wanted province, city, county, street, code, then the parser's own five.
func writeRows(_ parser: AddressParser, _ path: String) throws {
    var result = AddressComponents()
    var lines: [String] = []
    func add(_ set: String, _ text: String, _ wanted: [String]) {
        var copy = text
        copy.withUTF8 { parser.parse($0, into: &result) }
        let own = [AddressPart.province, .city, .county, .street].map { part in
            result.value(part).map { String(decoding: $0, as: UTF8.self) } ?? ""
        }
        let code = result.divisionCode == 0 ? "" : String(result.divisionCode)
        lines.append(
            ([set, text] + wanted + own + [code])
                .map { $0.replacing("\t", with: " ") }.joined(separator: "\t"))
    }
    for address in try LabelledAddresses().unseen {
        let bytes = Array(address.text.utf8)
        let wanted = ["prov", "city", "district", "town"].map { label in
            address.spans.last { $0.label == label }.map {
                String(decoding: bytes[$0.start..<$0.end], as: UTF8.self)
            } ?? ""
        }
        add("labels", address.text, wanted + [""])
    }
    let oracle = try PlainDivisionOracle()
    for text in try companyAddresses() {
        guard let code = oracle.code(text) else { continue }
        add("companies", text, ["", "", "", "", String(code)])
    }
    try (lines.joined(separator: "\n") + "\n").write(
        toFile: path, atomically: true, encoding: .utf8)
}
