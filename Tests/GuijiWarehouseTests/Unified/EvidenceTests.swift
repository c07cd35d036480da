import GuijiContract
import GuijiModel
import Synchronization
import Testing

@testable import GuijiWarehouse

@Suite("Evidence: columns that are seen by who matches and stored nowhere")
struct EvidenceTests {
    /// Keeps the evidence that the resolver was shown: a line a mention.
    private final class Witness: EntityResolver {
        let seen = Mutex<[String]>([])
        var signature: String { "witness" }

        func resolve(_ mentions: MentionSet) throws -> Clustering {
            guard let column = mentions.columns.firstIndex(where: { $0.name == "household_no" })
            else { return try PlainResolver().resolve(mentions) }
            seen.withLock { seen in
                seen = (0..<mentions.rowCount)
                    .map { mentions.text(column: column, row: $0) ?? "-" }
            }
            return try PlainResolver().resolve(mentions)
        }

        func identify(
            _ clustering: Clustering, of mentions: MentionSet, knowing state: IdentityState
        ) -> IdentityAssignment {
            PlainResolver().identify(clustering, of: mentions, knowing: state)
        }
    }

    /// The register states the household too.
    private func city() throws -> TestCity {
        var schemas = FactSchemas.all
        for index in schemas.unified.indices where schemas.unified[index].name == "person" {
            var evidence = FactSchemas.column("household_no")
            evidence.isEvidence = true
            schemas.unified[index].columns.append(evidence)
        }
        for index in schemas.contracts.indices
        where schemas.contracts[index].feed == FeedID("D02-rk") {
            for mention in schemas.contracts[index].mentions.indices
            where schemas.contracts[index].mentions[mention].kind == .person {
                schemas.contracts[index].mentions[mention].attributes["household_no"] = "home"
            }
        }
        return try TestCity(schemas)
    }

    private let id = "320684198503129916"

    @Test(
        "The resolver sees it, the tables have no column for it, and rows that left are without it")
    func seenNotStored() throws {
        let city = try city()
        let witness = Witness()
        try city.deliver(
            "D02-rk", "2020-11-20", ["1": ["id_no": id, "name": "张样本", "home": "HH9"]])
        try city.unify(witness)
        #expect(witness.seen.withLock { $0 } == ["HH9"])
        for table in ["person", "person_lineage"] {
            let columns = try city.texts("SELECT name FROM pragma_table_info('\(table)')")
            #expect(columns.contains("name") && !columns.contains("household_no"))
        }
        try city.night("2020-11-21")
        try city.deliver(
            "D02-rk", "2020-11-21", ["2": ["id_no": "320684199001010004", "home": "HH7"]])
        try city.unify(witness)
        #expect(witness.seen.withLock { $0 } == ["HH7", "-"])
        try city.night("2020-11-22")
        try city.deliver("D02-rk", "2020-11-22", ["1": ["id_no": id, "home": "HH8"]])
        try city.unify(witness)
        #expect(try city.texts("SELECT person_id, is_current FROM person") == ["1|1", "2|0"])
    }

    @Test("Evidence alone mentions nobody")
    func notAlone() throws {
        let city = try city()
        try city.deliver("D02-rk", "2020-11-20", ["1": ["home": "HH9"]])
        try city.unify()
        #expect(try city.texts("SELECT count(*) FROM person") == ["0"])
    }
}
