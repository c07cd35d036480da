import Foundation
import Testing

@Suite("guiji doctor", .enabled(if: CommandWorkspace.hasSQLite, "needs /usr/bin/sqlite3"))
struct DoctorTests {
    private func doctor(_ city: TinyCity, _ more: String...) throws -> CommandRunner.Result {
        try CommandRunner.run(["doctor", "--workspace", city.workspace.path] + more)
    }

    @Test(
        "A warehouse after a night is whole; a lost archive file and a lost row are named, with exit code 1"
    )
    func damage() throws {
        let city = try TinyCity()
        try city.drop("t_20201120.csv", Data(TinyCity.csv(20).utf8))
        #expect(try city.run().exitCode == 0)
        let whole = try doctor(city)
        #expect(whole.exitCode == 0, "\(whole.stdout)\(whole.stderr)")

        try FileManager.default.removeItem(at: city.workspace.appending(path: "archive"))
        let lost = try doctor(city)
        #expect(lost.exitCode == 1)
        #expect(lost.stdout.contains("t_20201120.csv is not kept"), "\(lost.stdout)")
        #expect(try doctor(city, "--skip-archive").exitCode == 0)

        let edited = try CommandRunner.run(
            [city.warehouse, "DELETE FROM feed_d90_tiny WHERE record_id = 3"],
            program: "/usr/bin/sqlite3")
        try #require(edited.exitCode == 0, "\(edited.stderr)")
        let json = try doctor(city, "--skip-archive", "--json")
        #expect(json.exitCode == 1)
        #expect(
            json.stdout.contains(
                "delivery 1 of D90-tiny: 19 rows in feed_d90_tiny; the delivery's counts say 20"),
            "\(json.stdout)")
    }
}
