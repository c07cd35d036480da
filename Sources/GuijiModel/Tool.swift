/// The program itself.
package enum Tool {
    /// The version that `--version` prints and the `run` table keeps.
    package static let version = "0.1.0"
}
