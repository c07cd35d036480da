import Foundation
import GuijiContract
import GuijiModel
import GuijiShaping
import GuijiTestSupport

/// The parser as it works anywhere in the country: all divisions, no local places, no home.
func nationalParser() throws -> (DivisionTable, AddressParser) {
    let (schemas, problems) = SchemaLoader.load(
        directory: SharedData.packageRoot.appending(path: "Schemas").path)
    if let problem = problems.first(where: { $0.severity == .error }) {
        throw Failure("\(problem)")
    }
    let table = DivisionTable(
        schemas.divisions, towns: schemas.towns, at: CalendarDay(year: 2024, month: 12, day: 31))
    return (table, AddressParser(divisions: table))
}

struct Failure: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}

func measureAddresses(_ options: [String]) throws {
    guard SharedData.isPresent else { return print("  skipped: ../shared/data is absent") }
    let (table, parser) = try nationalParser()
    if let rows = options.first(where: { $0.hasPrefix("--rows=") }) {
        return try writeRows(parser, String(rows.dropFirst("--rows=".count)))
    }
    try measureLabels(parser, options)
    try measureCases(parser, options)
    try measureCodes(table, parser, options)
    try measureRepetition(parser, options)
}

private func measureLabels(_ parser: AddressParser, _ options: [String]) throws {
    let set = try LabelledAddresses()
    let isLook = options.contains("--errors")
    var score = SpanScore()
    var result = AddressComponents()
    for address in isLook ? set.seen : set.unseen {
        var text = address.text
        let found = text.withUTF8 { bytes in
            parser.parse(bytes, into: &result)
            return AddressLabels.spans(
                result.segments.map {
                    AddressLabels.Piece(part: "\($0.part)", start: $0.start, end: $0.end)
                }, bytes)
        }
        score.add(found: found, wanted: address.spans)
        if isLook { printDifference(address, found, options) }
    }
    print(
        "  labels, \(isLook ? "the \(set.seen.count) looked at" : "\(set.unseen.count) never looked at")"
    )
    print("  part          wanted  precision  recall     F1")
    for label in AddressLabels.reported {
        guard let count = score.counts[label] else { continue }
        print(
            "  " + label.padding(toLength: 12, withPad: " ", startingAt: 0)
                + String(
                    format: "%8d %10.3f %7.3f %6.3f", count.wanted, count.precision, count.recall,
                    count.f1))
    }
}

private func printDifference(
    _ address: LabelledAddresses.Address, _ found: [LabelledAddresses.Span], _ options: [String]
) {
    let only = options.first { $0.hasPrefix("--part=") }?.dropFirst(7)
    let wanted = Set(address.spans)
    let got = Set(found)
    let differ = wanted.symmetricDifference(got).filter { span in
        only == nil || span.label == only.map(String.init)
    }
    guard !differ.isEmpty else { return }
    let bytes = Array(address.text.utf8)
    func show(_ spans: [LabelledAddresses.Span]) -> String {
        spans.map {
            String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) + "/" + $0.label
        }.joined(separator: " ")
    }
    print("- \(show(address.spans))\n+ \(show(found.sorted { $0.start < $1.start }))\n")
}

private struct ParseCase: Decodable {
    struct Expected: Decodable {
        var province: String?
        var city: String?
        var county: String?
        var town: String?
        var village: String?
    }
    var input: String
    var change2new: Bool
    var expected: Expected
}

private func measureCases(_ parser: AddressParser, _ options: [String]) throws {
    let data = try Data(contentsOf: SharedData.url("addresses/address-parse-cases.json"))
    let cases = try JSONDecoder().decode([ParseCase].self, from: data)
    var result = AddressComponents()
    var right = 0
    var open: [String] = []
    for item in cases {
        var text = item.input
        text.withUTF8 { parser.parse($0, into: &result) }
        func value(_ part: AddressPart) -> String? {
            result.value(part).map { String(decoding: $0, as: UTF8.self) }
        }
        let municipalities = ["北京市", "上海市", "天津市", "重庆市"]
        let city =
            value(.city)
            ?? value(.province).flatMap { municipalities.contains($0) ? $0 : nil }
        let got = [value(.province), city, value(.county)]
        let want = [item.expected.province, item.expected.city, item.expected.county]
        if got == want {
            right += 1
        } else {
            open.append(
                "    \(item.input): \(got.map { $0 ?? "-" }), expected \(want.map { $0 ?? "-" })")
        }
    }
    print("  cases: \(right) of \(cases.count) with the expected province, city and county")
    for line in open { print(line) }
}

/// Agreement with codes found by a slow and simple way from another list (National Bureau of Statistics, 2023).
private func measureCodes(
    _ table: DivisionTable, _ parser: AddressParser, _ options: [String]
) throws {
    let oracle = try PlainDivisionOracle()
    var result = AddressComponents()
    var same = 0
    var differ = 0
    var missing = 0
    var notDerivable = 0
    for text in try companyAddresses() {
        guard let wanted = oracle.code(text) else {
            notDerivable += 1
            continue
        }
        var copy = text
        copy.withUTF8 { parser.parse($0, into: &result) }
        let code = result.divisionCode
        let isCounty = code % 100 != 0
        if code == wanted {
            same += 1
        } else if !isCounty {
            missing += 1
            if options.contains("--codes") { print("    missing \(wanted): \(text)") }
        } else {
            differ += 1
            if options.contains("--codes") { print("    \(code) not \(wanted): \(text)") }
        }
    }
    let all = same + differ + missing
    print(
        "  codes: \(same) of \(all) derivable county codes the same (\(percent(same, all))), \(differ) different, \(missing) not found; not derivable \(notDerivable)"
    )
}

/// Parsing what was rendered must give the same text again.
private func measureRepetition(_ parser: AddressParser, _ options: [String]) throws {
    var result = AddressComponents()
    var again = AddressComponents()
    var same = 0
    var all = 0
    let set = try LabelledAddresses()
    for text in try companyAddresses() + (set.seen + set.unseen).map(\.text) {
        var copy = text
        copy.withUTF8 { parser.parse($0, into: &result) }
        parser.parse(result.canonical, into: &again)
        all += 1
        if result.canonical.elementsEqual(again.canonical) {
            same += 1
        } else if options.contains("--repeat") {
            print(
                "    \(text)\n      \(String(decoding: result.canonical, as: UTF8.self))\n      \(String(decoding: again.canonical, as: UTF8.self))"
            )
        }
    }
    print("  canonical texts that parse to themselves: \(same) of \(all)")
}

func percent(_ part: Int, _ all: Int) -> String {
    String(format: "%.1f %%", 100 * Double(part) / Double(max(all, 1)))
}

/// The company addresses.
func companyAddresses() throws -> [String] { try PlainDivisionOracle.companyAddresses() }
