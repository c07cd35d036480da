import Foundation
import GuijiTestSupport
import Testing

@Suite("The rules' page")
struct RulesAreDocumentedTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test("Every rule in Rules.swift is explained in Findings.md, and no other")
    func everyRuleIsExplained() throws {
        let code = try String(
            contentsOf: Self.root.appending(path: "Sources/GuijiModel/Rules.swift"), encoding: .utf8
        )
        let page = try String(
            contentsOf: Self.root.appending(
                path: "Sources/GuijiPipeline/Documentation.docc/Findings.md"), encoding: .utf8)
        let declared = Set(code.matches(of: /= "([A-Z_]+)"/).map { String($0.1) })
        let explained = Set(page.matches(of: /`([A-Z]+_[A-Z_]+|REQUIRED)`/).map { String($0.1) })
        #expect(declared.count > 30)
        #expect(declared.subtracting(explained).isEmpty)
        #expect(explained.subtracting(declared).isEmpty)
    }
}
