import Foundation
import GuijiContract
import GuijiModel
import GuijiTestSupport

/// The product's own code lists, which the tests of names read as they are delivered.
enum NameSchemas {
    static let set = SchemaLoader.load(
        directory: SharedData.packageRoot.appending(path: "Schemas").path
    ).0

    static let codeLists = set.codeLists

    static let tables = NameTables(codeLists: codeLists)
}
