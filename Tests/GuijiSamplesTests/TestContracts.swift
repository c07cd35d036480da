import Foundation
import GuijiContract
import GuijiModel

@testable import GuijiSamples

/// Small contracts and what a writer makes of them.
enum TestContracts {
    static func contract(
        _ container: Container, path: String = "", fields: [String], groups: [GroupSpec] = [],
        load: LoadMode = .snapshot, guards: Guards = Guards(), shapes: [RecordShape]? = nil
    ) -> FeedContract {
        FeedContract(
            feed: FeedID("T01-feed"), title: "样例", department: DepartmentID("T01"),
            departmentName: "样例局", patterns: ["T01/feed_*.dat"], container: container,
            shapes: shapes ?? [RecordShape(name: "", path: path)],
            fields: fields.enumerated().map { FieldSpec(name: "f\($0)", sources: [$1]) },
            groups: groups, key: [0], load: load, guards: guards)
    }

    static func group(_ source: String, _ fields: [String]) -> GroupSpec {
        GroupSpec(
            name: "g", source: source,
            fields: fields.enumerated().map { FieldSpec(name: "i\($0)", sources: [$1]) })
    }

    /// The bytes of a delivery that `fill` writes.
    static func bytes(
        _ contract: FeedContract, layout: FeedLayout = FeedLayout(), declared: Int? = nil,
        _ fill: (FeedWriter) throws -> Void
    ) throws -> Data {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "guiji-samples-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "file").path
        let writer = try FeedWriter(
            plan: WritePlan(contract: contract, layout: layout), seed: 1, path: path,
            truthPath: folder.appending(path: "truth").path,
            encoding: contract.container.encoding)
        try fill(writer)
        try writer.finish(declared: declared)
        return try Data(contentsOf: URL(filePath: path))
    }

    static func text(
        _ contract: FeedContract, layout: FeedLayout = FeedLayout(), declared: Int? = nil,
        _ fill: (FeedWriter) throws -> Void
    ) throws -> String {
        String(
            decoding: try bytes(contract, layout: layout, declared: declared, fill), as: UTF8.self)
    }
}
