import Foundation
import Testing

/// The two nights under `Samples/`, through the built command, against what their generator says must come of them.
@Suite("The sample city", .enabled(if: CommandWorkspace.hasSQLite, "needs /usr/bin/sqlite3"))
struct DemoTests {
    private static let samples = CommandRunner.packageRoot.appending(path: "Samples")

    @Test("Both nights of all 67 feeds come out as the generator knows they must")
    func bothNights() throws {
        let truth = try SampleTruth.load(DemoTests.samples)
        try #require(truth.nights.count == 2)
        #expect(Set(truth.nights[0].deliveries.map(\.feed)).count == 67)
        let city = try CommandWorkspace()
        for night in truth.nights { try night.check(in: city, samples: DemoTests.samples) }
        try checkInbox(truth, city)
        try checkPerson(city)
    }

    /// What was applied has left the inbox; what was held or failed waits there.
    private func checkInbox(_ truth: SampleTruth, _ city: CommandWorkspace) throws {
        for delivery in truth.nights.flatMap(\.deliveries) where delivery.state != "missing" {
            let waits = ["held", "failed"].contains(delivery.state)
            let path = city.inbox.appending(path: delivery.path).path
            #expect(FileManager.default.fileExists(atPath: path) == waits, "\(delivery.path)")
        }
    }

    /// 张样本 is one person, known to eight departments and more.
    private func checkPerson(_ city: CommandWorkspace) throws {
        let people = try city.rows(
            """
            SELECT json_array(p.name, count(DISTINCT substr(s.feed, 1, 3))) FROM person p
            JOIN person_source s USING (person_id)
            WHERE p.id_number = '320684198503129916' AND p.is_current AND s.until_run IS NULL GROUP BY person_id
            """)
        try #require(people.count == 1, "\(people)")
        #expect(people[0][0] == .text("张样本"))
        #expect(people[0][1] >= .number(8), "\(people)")
    }

    @Test("The small city has a mention in every trap")
    func traps() throws {
        let truth = DemoTests.samples.appending(path: "truth")
        let list = try String(contentsOf: truth.appending(path: "trap.csv"), encoding: .utf8)
        let names = list.split(separator: "\n").dropFirst().compactMap {
            $0.split(separator: ",").first.map(String.init)
        }
        #expect(names.count > 30)
        let links = truth.appending(path: "links")
        var found: Set<Substring> = []
        for file in try FileManager.default.contentsOfDirectory(atPath: links.path) {
            let text = try String(contentsOf: links.appending(path: file), encoding: .utf8)
            for line in text.split(separator: "\n").dropFirst() {
                let cells = line.split(separator: ",", omittingEmptySubsequences: false)
                found.formUnion(cells[cells.count - 2].split(separator: "|"))
            }
        }
        let missing = Set(names.map { Substring($0) }).subtracting(found)
        #expect(missing.isEmpty, "choose another seed, or mend: \(missing.sorted())")
        #expect(found.count == names.count)
    }

    @Test("The files under Samples are those that make samples writes today")
    func reproducible() throws {
        let makefile = try String(
            contentsOf: CommandRunner.packageRoot.appending(path: "Makefile"), encoding: .utf8)
        let line = try #require(
            makefile.split(separator: "\n").first { $0.hasPrefix("SAMPLE_CITY") })
        let options = line.split(separator: " ").dropFirst(2).map(String.init)
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "guiji-samples-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let made = try CommandRunner.run(
            [
                "samples", folder.path, "--schemas",
                CommandRunner.packageRoot.appending(path: "Schemas").path,
            ] + options)
        try #require(made.exitCode == 0, "\(made.stderr)")
        let difference = try CommandRunner.run(
            ["-r", "-q", "--exclude=README.md", folder.path, DemoTests.samples.path],
            program: "/usr/bin/diff")
        #expect(difference.exitCode == 0, "run make samples: \(difference.stdout.prefix(600))")
    }
}
