import Foundation
import Testing

/// The two nights under `Samples/`, through the built command, against what their generator says must come of them.
@Suite("The sample city", .enabled(if: CommandWorkspace.hasSQLite, "needs /usr/bin/sqlite3"))
struct DemoTests {
    private static let samples = CommandRunner.packageRoot.appending(path: "Samples")

    @Test("Both nights come out as the generator knows they must")
    func bothNights() throws {
        let expected = try DemoExpectation.load(DemoTests.samples.appending(path: "expected.json"))
        try #require(expected.nights.count == 2)
        let city = try CommandWorkspace()
        for (index, night) in expected.nights.enumerated() {
            try city.drop(folder: DemoTests.samples.appending(path: "inbox-\(night.date)"))
            let result = try city.run(date: night.date)
            #expect(result.exitCode == night.exitCode, "\(result.stdout)\(result.stderr)")
            for delivery in night.deliveries { try check(delivery, city) }
            try checkCurrentRows(night, city)
            try checkInbox(night, city)
            for value in expected.values where value.night == index + 1 { try check(value, city) }
        }
        for person in expected.people { try check(person, city) }
    }

    private func check(_ expected: DemoExpectation.Delivery, _ city: CommandWorkspace) throws {
        let found = try city.rows(
            """
            SELECT json_array(delivery_id, state, record_count, set_aside, coalesce(reason, ''))
            FROM delivery WHERE path = '\(expected.path)'
            """)
        try #require(found.count == 1, "\(expected.path): \(found.count) deliveries")
        #expect(found[0][1] == .text(expected.state), "\(expected.path): \(found[0])")
        guard let records = expected.records, let setAside = expected.setAside else { return }
        #expect(found[0][2] == .number(Double(records)), "\(expected.path): \(found[0])")
        #expect(found[0][3] == .number(Double(setAside)), "\(expected.path): \(found[0])")
        for (rule, count) in expected.rules {
            let findings = try city.count(
                """
                SELECT count(*) FROM finding WHERE rule = '\(rule)' AND delivery_id = \(found[0][0].literal)
                AND (severity = 'error' OR line IS NULL)
                """)
            #expect(findings == count, "\(expected.path): \(rule)")
        }
    }

    private func checkCurrentRows(_ night: DemoExpectation.Night, _ city: CommandWorkspace) throws {
        for (feed, count) in night.current {
            let found = try city.count(
                "SELECT count(*) FROM \(table(feed)) WHERE valid_to_run IS NULL")
            #expect(found == count, "\(feed) after \(night.date)")
        }
    }

    /// What was applied has left the inbox; what was held or failed waits there.
    private func checkInbox(_ night: DemoExpectation.Night, _ city: CommandWorkspace) throws {
        for delivery in night.deliveries {
            let waits = ["held", "failed"].contains(delivery.state)
            let path = city.inbox.appending(path: delivery.path).path
            #expect(FileManager.default.fileExists(atPath: path) == waits, "\(delivery.path)")
        }
    }

    private func check(_ expected: DemoExpectation.Value, _ city: CommandWorkspace) throws {
        let condition = expected.whereKey.sorted { $0.key < $1.key }
            .map { "\($0.key) = \($0.value.literal)" }.joined(separator: " AND ")
        for (column, value) in expected.values.sorted(by: { $0.key < $1.key }) {
            let found = try city.rows(
                """
                SELECT json_array(\(column)) FROM \(table(expected.feed))
                WHERE valid_to_run IS NULL AND \(condition)
                """)
            #expect(found == [[value]], "\(expected.feed).\(column) where \(condition)")
        }
    }

    /// One entity, with mentions from as many feeds as state the person's number.
    private func check(_ expected: DemoExpectation.Person, _ city: CommandWorkspace) throws {
        let people = try city.rows(
            "SELECT json_array(person_id, name) FROM person WHERE id_number = '\(expected.idNumber)'"
        )
        try #require(people.count == 1, "\(expected.idNumber): \(people)")
        #expect(people[0][1] == .text(expected.name))
        let feeds = try city.count(
            """
            SELECT count(DISTINCT d.feed) FROM person_source s
            JOIN delivery d ON s.record_id BETWEEN d.first_record_id AND d.first_record_id + d.record_count - 1
            WHERE d.state = 'loaded' AND s.person_id = \(people[0][0].literal)
            """)
        #expect(feeds >= expected.minFeeds, "\(expected.name)")
    }

    private func table(_ feed: String) -> String {
        "feed_" + feed.lowercased().replacing("-", with: "_")
    }
}
