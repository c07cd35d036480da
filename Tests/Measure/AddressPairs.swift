import Foundation
import GuijiShaping
import GuijiTestSupport

/// How well two addresses are told to be one place, partly one, or different. With `--features=PATH` it writes what
/// `Tests/Tools/learn_address_pairs.py` learns from; with `--errors` it shows mistakes in the part to look at.
func measureAddressPairs(_ options: [String]) throws {
    guard SharedData.has(LabelledAddressPairs.file) else {
        return print("  skipped: ../shared/data is absent")
    }
    let set = try LabelledAddressPairs()
    let (_, parser) = try nationalParser()
    if let path = options.first(where: { $0.hasPrefix("--features=") }) {
        return try writeFeatures(set, parser, String(path.dropFirst("--features=".count)))
    }
    let isLook = options.contains("--errors")
    let score = AddressPairScore(isLook ? set.seen : set.unseen, parser)
    print("  \(score.count) pairs, \(isLook ? "to look at" : "never looked at")")
    for relation in AddressComparison.Relation.allCases {
        print("  " + String(format: "F1 %.3f ", score.f1(relation)) + relation.rawValue)
    }
    print(String(format: "  macro F1 %.3f, right %.3f", score.macroF1, score.accuracy))
    guard isLook else { return }
    for mistake in score.mistakes.prefix(60) { print("  " + mistake) }
}

private func writeFeatures(
    _ set: LabelledAddressPairs, _ parser: AddressParser, _ path: String
) throws {
    var lines: [String] = []
    for (name, pairs) in [("learning", set.learning), ("seen", set.seen)] {
        for pair in pairs {
            let features = AddressComparison.features(
                AddressTexts(pair.query, parser), AddressTexts(pair.candidate, parser))
            lines.append(
                ([name, String(pair.label)] + features.map { String(Float($0)) })
                    .joined(separator: "\t"))
        }
    }
    try (lines.joined(separator: "\n") + "\n").write(
        toFile: path, atomically: true, encoding: .utf8)
}
