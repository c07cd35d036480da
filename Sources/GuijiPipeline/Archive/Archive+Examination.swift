import Foundation
package import GuijiWarehouse

extension Archive {
    /// Whether the files of the deliveries in force are kept. Looks for them, without reading them.
    package func examine(_ files: [(sha256: String, path: String)]) -> Examination.Check {
        var check = Examination.Check(
            name: "archive", rule: "the bytes of every loaded delivery are kept")
        check.examined = Int64(files.count)
        for file in files where !holds(sha256: file.sha256) {
            check.complain("\(file.path) is not kept: \(url(sha256: file.sha256).path) is missing")
        }
        return check
    }
}
