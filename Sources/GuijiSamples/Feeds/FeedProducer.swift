package import GuijiModel

/// Makes the records of one feed.
///
/// ## Adding a producer
///
/// One file a feed in this folder, named after it (`D02Syrk.swift`), and one line in `FeedProducers.all`, which is
/// sorted by feed id. The producer knows fields and dirt; the feed's contract says how the file looks (format,
/// encoding, columns, record path, envelope), so nothing of that is written here.
///
/// ```swift
/// struct D33Nsr: FeedProducer {
///     let feed = FeedID("D33-nsr")
///     private static let oldNumber = Dirt("tax number of 15 digits", 0.03)
///
///     func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
///         for firm in city.organizations.indices where city.organizations.isOpen(firm, on: night.day) {
///             try out.record(firm) { record in
///                 record["NSRMC"] = city.organizations.name[firm]
///                 record["NSRSBH"] = record.strikes(Self.oldNumber) ? … : city.organizations.creditCode[firm]
///                 record.organization(firm, as: "subject")
///             }
///         }
///     }
/// }
/// ```
///
/// - Paths are those of `transformSourceObjects`, letter by letter (the first where there are several): `GMSFHM`,
///   `gps.x`, `jhr/xm`, `@xsbh`, `../@njmc`. A path that the contract lacks ends the command with an error. Items of a
///   repeated group: `record.item("jhr") { $0["xm"] = … }`.
/// - Numbers in JSON: `record.set("tw", number: 36.5, places: 1)`; anything as it stands: `.literal("true")`.
/// - `out.record(number)`: the number names the thing (a person, a firm, an event), not the row. The record's random
///   numbers come from it, so an unchanged thing gives the same bytes each night. Draw from `record.chance`.
/// - A snapshot writes all that holds; a delta writes all on `night.isFirst`, later only what `night.events` names; an
///   event feed writes what happened on `night.day`.
/// - Dirt is a constant with a rate. Ask `record.strikes(…)`; it is counted in `truth/dirt.csv`. Where it makes the
///   record unusable, say which rule sets it aside: `record.setAside = "REQUIRED"`.
/// - Truth: `record.person(number, as: role)` (also `organization`, `address`), with the roles of the contract's
///   mentions, and `item:` for mentions of a group.
/// - In XML, records share the elements above them while those have the same values: sort by them.
package protocol FeedProducer: Sendable {
    var feed: FeedID { get }
    /// How the department's export tool writes, beyond what the contract says.
    var layout: FeedLayout { get }
    /// Writes the records of one night, in the file's order. Called once a night; nights come in order.
    func produce(_ night: Night, in city: City, into out: FeedWriter) throws
}

extension FeedProducer {
    package var layout: FeedLayout { FeedLayout() }
}
