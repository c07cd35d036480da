import Foundation

/// The schemas that came with the command.
enum ProductSchemas {
    /// `./Schemas`; else, from the command's own folder upwards, the first `share/guiji/Schemas` (an installed command)
    /// or `Schemas` (one in its build folder). Where there is none, `Schemas`, so that the message names it.
    static var path: String {
        if isSchemas("Schemas") { return "Schemas" }
        guard
            let program = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/self/exe")
        else { return "Schemas" }
        var folder = URL(filePath: program).deletingLastPathComponent()
        while folder.path != "/" {
            for name in ["share/guiji/Schemas", "Schemas"] {
                let candidate = folder.appending(path: name).path
                if isSchemas(candidate) { return candidate }
            }
            folder.deleteLastPathComponent()
        }
        return "Schemas"
    }

    private static func isSchemas(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path + "/unified")
    }
}
