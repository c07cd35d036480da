/// Bounds on what one document may make the reader do. Generous for any department's feed, small for an attacker.
struct XMLLimits: Sendable {
    /// Elements open at a time. libxml2 itself stops at 256.
    var depth = 64
    /// Attributes of one element, and namespace declarations of one element.
    var attributes = 256
    /// Namespace declarations in scope at a time; libxml2 searches them one by one.
    var namespacesInScope = 1024
    /// Bytes of UTF-8 text of one field.
    var fieldBytes = 16 << 20
    /// Bytes of UTF-8 text of all fields of one record.
    var recordBytes = 256 << 20
    /// Items of one repeated group in one record.
    var items = 1 << 20
    /// Bytes that attribute defaults of a document type may add in all.
    var defaultedBytes = 1 << 20
    /// Places with undecodable bytes, after which the file is given up.
    var malformedPlaces = 100_000

    /// The greatest depth that may be configured.
    static let greatestDepth = 256
}
