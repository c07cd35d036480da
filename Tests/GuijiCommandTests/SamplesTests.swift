import Foundation
import Testing

/// `guiji samples`: what it writes, loaded by `guiji run`, becomes what it says it must become.
@Suite("A made-up city", .serialized)
struct SamplesTests {
    /// A folder of samples, removed when the value goes away.
    private final class Samples {
        let root = FileManager.default.temporaryDirectory.appending(
            path: "guiji-samples-\(UUID().uuidString)")
        let summary: SampleTruth

        init(_ options: [String]) throws {
            let result = try CommandRunner.run(
                [
                    "samples", root.path, "--json", "--schemas",
                    CommandRunner.packageRoot.appending(path: "Schemas").path,
                ] + options)
            try #require(result.exitCode == 0, "\(result.stderr)")
            summary = try JSONDecoder().decode(SampleTruth.self, from: Data(result.stdout.utf8))
        }

        deinit { try? FileManager.default.removeItem(at: root) }

        /// Every file below the folder with its bytes.
        func files() throws -> [String: Data] {
            let names =
                FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
                ?? []
            var result: [String: Data] = [:]
            for name in names {
                let url = root.appending(path: name)
                let isFile = try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile
                if isFile == true { result[name] = try Data(contentsOf: url) }
            }
            return result
        }
    }

    @Test(
        "the same seed gives the same bytes, another seed others; a feed alone is what it is among all"
    )
    func seeds() throws {
        let options = ["--people", "400", "--nights", "2"]
        let first = try Samples(options + ["--seed", "1"]).files()
        let again = try Samples(options + ["--seed", "1"]).files()
        let other = try Samples(options + ["--seed", "2"]).files()
        #expect(first.count > 40)
        #expect(first == again)
        // A delivery without records, or one that an error answer replaced, looks the same in every city.
        for (name, bytes) in first where name.hasPrefix("inbox") && bytes.count > 400 {
            #expect(other[name] != bytes, "\(name)")
        }
        let alone = try Samples(options + ["--seed", "1", "--feed", "D24-scjt"]).files()
        let deliveries = alone.filter { $0.key.hasPrefix("inbox") }
        #expect(deliveries.count == 2)
        for (name, bytes) in deliveries { #expect(first[name] == bytes, "\(name)") }
    }

    @Test("a folder with files is left alone; impossible requests say what is possible")
    func refusals() throws {
        let samples = try Samples(["--people", "300", "--nights", "1", "--feed", "D34-sk"])
        let schemas = CommandRunner.packageRoot.appending(path: "Schemas").path
        func refused(_ arguments: [String]) throws -> CommandRunner.Result {
            try CommandRunner.run(["samples"] + arguments + ["--schemas", schemas])
        }
        let again = try refused([samples.root.path])
        #expect(again.exitCode == 64 && again.stderr.contains("is not empty"))
        let new = samples.root.path + "-new"
        let few = try refused([new, "--people", "3"])
        #expect(few.exitCode == 64 && few.stderr.contains("200 to 1000000 people"))
        let unknown = try refused([new, "--feed", "D99-none"])
        #expect(unknown.exitCode == 64 && unknown.stderr.contains("D99-none"))
        let date = try refused([new, "--date", "2020-02-30"])
        #expect(date.exitCode == 64 && date.stderr.contains("expected a day"))
        #expect(!FileManager.default.fileExists(atPath: new))
    }

    @Test(
        "nights run as the truth says: state, records, set aside, exit code, and the rows that hold",
        .enabled(if: CommandWorkspace.hasSQLite, "needs sqlite3"),
        arguments: [(people: 1500, nights: 2, seed: 11), (people: 300, nights: 8, seed: 4)])
    func truth(people: Int, nights: Int, seed: Int) throws {
        let samples = try Samples(
            ["--people", "\(people)", "--nights", "\(nights)", "--seed", "\(seed)"])
        let city = try CommandWorkspace()
        for night in samples.summary.nights { try night.check(in: city, samples: samples.root) }
    }

    @Test(
        "each rule sets aside what the truth says it does, and people stand in the feeds that know them",
        .enabled(if: CommandWorkspace.hasSQLite, "needs sqlite3"))
    func rulesAndLinks() throws {
        let samples = try Samples(["--people", "2500", "--nights", "1"])
        let city = try CommandWorkspace()
        let night = try #require(samples.summary.nights.first)
        try city.drop(folder: samples.root.appending(path: night.inbox))
        _ = try city.run(date: night.date)
        for delivery in night.deliveries {
            for (rule, number) in delivery.rules {
                let count = try city.count(
                    """
                    SELECT count(DISTINCT f.ordinal) FROM finding f JOIN delivery d USING (delivery_id)
                    WHERE f.rule = '\(rule)' AND f.severity = 'error' AND d.path LIKE '%\(delivery.path)'
                    """)
                #expect(count == number, "\(delivery.path): \(rule)")
            }
        }
        // 张样本, by his number in the truth and by his identity number in the warehouse.
        let links = try String(
            contentsOf: samples.root.appending(path: "truth/links/D02-syrk_20201119.csv"),
            encoding: .utf8)
        #expect(links.contains("\n0,3206840000000001,subject,,person,0,same-name-and-birthday,\n"))
        let known = try city.count(
            "SELECT count(*) FROM feed_d02_syrk WHERE person_no = '3206840000000001' AND id_number = '320684198503129916'"
        )
        #expect(known == 1)
        try scored(samples, city)
    }

    private struct Scores: Decodable {
        struct Kind: Decodable {
            struct Rates: Decodable {
                var rows: Int
                var bCubedPrecision: Double
                var bCubedRecall: Double
            }
            struct Trap: Decodable {
                var trap: String
                var mentions: Int
                var right: Int
                var merged: Int
                var apart: Int
            }
            struct Mistake: Decodable { var pairs: Int }
            var kind: String
            var scores: Rates
            var falseMerges: Int
            var withoutTruth: Int
            var traps: [Trap]
            var mistakes: [Mistake]
        }
        var kinds: [Kind]
    }

    private func score(_ samples: Samples, _ city: CommandWorkspace) throws -> Scores {
        let result = try CommandRunner.run([
            "samples", "score", samples.root.path, "--workspace",
            city.root.appending(path: "ws").path, "--errors", "3", "--json",
        ])
        try #require(result.exitCode == 0, "\(result.stderr)")
        return try JSONDecoder().decode(Scores.self, from: Data(result.stdout.utf8))
    }

    /// Every mention has a truth; a merge made by hand is seen, and told by its trap.
    private func scored(_ samples: Samples, _ city: CommandWorkspace) throws {
        let before = try score(samples, city)
        #expect(before.kinds.map(\.kind) == ["person", "organization", "address"])
        for kind in before.kinds {
            #expect(kind.withoutTruth == 0, "\(kind.kind)")
            #expect(kind.scores.rows > 500)
            #expect(kind.scores.bCubedPrecision > 0.95)
            #expect(kind.mistakes.count <= 3)
            for trap in kind.traps {
                #expect(trap.mentions == trap.right + trap.merged + trap.apart, "\(trap.trap)")
            }
        }
        // 张样文 and 张样武 become one.
        let merged = try CommandRunner.run(
            [
                city.root.appending(path: "ws/warehouse.db").path,
                """
                UPDATE person_source SET person_id =
                    (SELECT person_id FROM person WHERE id_number = '320684201206189984')
                WHERE until_run IS NULL AND person_id =
                    (SELECT person_id FROM person WHERE id_number = '320684201206189968')
                """,
            ], program: "/usr/bin/sqlite3")
        try #require(merged.exitCode == 0, "\(merged.stderr)")
        let after = try score(samples, city)
        #expect(after.kinds[0].falseMerges == before.kinds[0].falseMerges + 1)
        func twins(_ scores: Scores) -> Int {
            scores.kinds[0].traps.first { $0.trap == "twins" }?.merged ?? 0
        }
        #expect(twins(after) > twins(before))
        #expect(after.kinds[1].falseMerges == before.kinds[1].falseMerges)
    }
}
