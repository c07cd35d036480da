import Foundation
import GuijiModel
import Testing

@testable import GuijiContract

/// Where the package and its files are.
enum PackageFolder {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    static let schemas = root + "/Schemas"

    /// Every contract in the package, of the product and of the samples.
    static var contracts: [String] {
        let names = FileManager.default.enumerator(atPath: schemas)
        return (names?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix(".odcs.yaml") }
            .map { schemas + "/" + $0 }.sorted()
    }
}

@Suite("The files under Schemas")
struct SchemasOnDiskTests {
    @Test("All files under Schemas are free of problems, warnings too")
    func lintsClean() {
        let (set, problems) = SchemaLoader.load(directory: PackageFolder.schemas)
        #expect(problems.map(\.description) == [])
        #expect(set.contracts.count == PackageFolder.contracts.count)
        #expect(!set.codeLists.isEmpty)
        #expect(set.contracts.count == 67 && Set(set.contracts.map(\.department)).count == 41)
        #expect(set.unified.count == 37)
    }
}
