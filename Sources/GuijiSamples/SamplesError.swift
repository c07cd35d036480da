/// Why deliveries could not be made. Facts only; the words are in the extension below.
package enum SamplesError: Error, Sendable, Equatable {
    /// The operating system refused.
    case io(path: String, what: String, errno: Int32)
    /// The folder has files already.
    case notEmpty(path: String)
    /// A producer set a path that its contract does not have.
    case unknownSource(feed: String, path: String, known: [String])
    /// Fewer people than a city needs, or more than fictitious identity numbers can name.
    case population(asked: Int, least: Int, most: Int)
    /// A feed was asked for that has no producer.
    case noProducer(feed: String)
}
