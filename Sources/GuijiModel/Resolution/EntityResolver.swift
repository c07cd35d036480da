/// The deciding part of the unified layer, whatever engine stands behind it.
///
/// An engine sees mentions and answers with clusters; it does no input or output and keeps no state. Its answer must
/// not depend on the order of the mentions.
package protocol EntityResolver: Sendable {
    /// The engine's name, version and parameters: another signature has everything resolved again.
    var signature: String { get }

    /// Decides which mentions speak of the same entity.
    func resolve(_ mentions: MentionSet) throws -> Clustering

    /// Gives each cluster its entity id, so that ids never change their meaning.
    func identify(_ clustering: Clustering, of mentions: MentionSet, knowing state: IdentityState)
        -> IdentityAssignment
}
