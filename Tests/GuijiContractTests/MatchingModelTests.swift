import Foundation
import Testing

@testable import GuijiContract

@Suite struct MatchingModelTests {
    private func problems(_ yaml: String) -> [String] {
        MatchingModelReader.read(yaml: yaml, file: "m.yaml").1.map(\.description)
    }

    @Test("All problems of a model come at once, each with its place and what was meant")
    func problemsAtOnce() {
        let found = problems(
            """
            model: test
            columns:
              - {name: surname, kind: personNam}
              - {name: year, of: birth, take: year}
            blocking:
              - [surnme]
            comparisons:
              - name: surname
                levels:
                  - {equal: surname}
                  - {jaroWinkler: surname}
                  - {edit: surname, atMost: 1}
            thresholds: {link: 1.5}
            treshold: 3
            """)
        let all = found.joined(separator: "\n")
        for text in [
            "m.yaml:3:", "Did you mean 'personName'?", "m.yaml:4:",
            "'birth' is not a column of this model",
            "m.yaml:6:", "Did you mean 'surname'?", "m.yaml:11:", "'jaroWinkler' needs 'atLeast'",
            "m.yaml:12:", "Did you mean 'edits'?", "m.yaml:13:", "expected 0 to 1", "m.yaml:14:",
            "Did you mean 'thresholds'?",
        ] { #expect(all.contains(text), "\(text) is not in:\n\(all)") }
    }

    @Test("An empty model says what is missing and how to get a draft")
    func empty() {
        let all = problems("model: test").joined(separator: "\n")
        for text in ["'columns'", "'blocking'", "'comparisons'", "guiji link init"] {
            #expect(all.contains(text))
        }
    }

    @Test("The models that come with the command have no problems")
    func shipped() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Schemas/matching")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.count >= 3)
        for file in files {
            let (model, problems) = MatchingModelReader.load(
                file: folder.appending(path: file).path)
            #expect(model != nil && problems.isEmpty, "\(problems)")
        }
    }
}
