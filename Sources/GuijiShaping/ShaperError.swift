package import GuijiModel

/// Why a contract cannot be applied. `guiji contract lint` finds these before a run does.
package struct ShaperError: Error, Sendable, Equatable, CustomStringConvertible {
    package var feed: FeedID
    package var field: String
    /// In words, such as "the code list sex is not among Schemas/codelists".
    package var problem: String
    /// What to do about it.
    package var advice: String

    package var description: String { "\(feed), field \(field): \(problem); \(advice)." }
}
