import GRDB
import GuijiModel

/// Why the warehouse cannot do what was asked. Nothing was changed.
package enum WarehouseError: Error, Sendable {
    /// The file is not a Guiji warehouse.
    case notAWarehouse(path: String)
    /// A newer version of the tool wrote it.
    case newer(path: String)
    /// The disk is full or refuses; SQLite's own words.
    case disk(path: String, message: String)
    /// The feed's table differs from its contract in a way that cannot be added to.
    case tableMismatch(table: String, column: String, found: String, expected: String)
    /// What the user asked for is not in the warehouse.
    case notFound(what: String, name: String, nearest: [String])
    /// Anything else SQLite said.
    case database(path: String, message: String)
}

extension WarehouseError: CustomStringConvertible {
    /// What happened, and what to do next.
    package var description: String {
        switch self {
        case .notAWarehouse(let path):
            "\(path) is not a Guiji warehouse. Move it away, or name another in guiji.yaml."
        case .newer(let path):
            "\(path) was written by a newer guiji. Install that version; nothing was changed."
        case .disk(let path, let message):
            "cannot write \(path): \(message). Make room and run again; what had been committed is safe."
        case .tableMismatch(let table, let column, let found, let expected):
            "table \(table): column \(column) is \(found), and its contract now says \(expected). Give the field a "
                + "new name, or move the warehouse away and load the feed anew."
        case .notFound(let what, let name, let nearest):
            "no \(what) \(name) in the warehouse"
                + (nearest.isEmpty ? "" : ". Did you mean \(nearest.joined(separator: ", "))?")
        case .database(let path, let message):
            "\(path): \(message)"
        }
    }

    /// The process's exit code (architecture, section 7).
    package var exitCode: Int32 {
        switch self {
        case .notAWarehouse, .newer, .database: 1
        case .disk: 74
        case .tableMismatch: 78
        case .notFound: 64
        }
    }

    /// The warehouse's own error for what SQLite reported.
    init(_ error: DatabaseError, path: String) {
        switch error.resultCode.primaryResultCode {
        case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_READONLY:
            self = .disk(path: path, message: error.message ?? "\(error.resultCode)")
        case .SQLITE_NOTADB:
            self = .notAWarehouse(path: path)
        default:
            // The statement's arguments may hold personal values; `description` leaves them out.
            self = .database(path: path, message: error.description)
        }
    }
}
