package import GuijiContract
package import GuijiModel

/// Reads the records of one delivery, batch by batch. Confined to one thread.
///
/// Memory is bounded by the batch, not by the file (but for a single JSON document, which is held whole).
package protocol RecordReader: AnyObject {
    /// The next records, or `nil` after the last. A batch is never empty.
    /// - Throws: `DeliveryError` where the rest of the file cannot be read (malformed XML, undecodable, I/O).
    func next() throws(DeliveryError) -> RawBatch?

    /// What was found about the file as a whole (wrong encoding, missing columns). Complete after the last batch.
    var fileFindings: [Finding] { get }

    /// Values at the plan's `envelopePaths`, by path. Complete after the last batch.
    var envelope: [String: String] { get }

    /// The file's encoding as found, not as declared.
    var foundEncoding: Container.Encoding { get }
}
