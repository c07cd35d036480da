import Foundation
import GuijiTestSupport
import Testing

/// `guiji link` as a user runs it.
@Suite("Linking tables")
struct LinkTests {
    private static let table = """
        number,name,born,phone
        9,样例伟,1980-01-02,15400000001
        10,样例炜,1980-01-02,15400000001
        11,测试芳,1991-05-06,15400000002
        12,测试 芳,1991-05-06,
        13,样例红,1975-11-30,15400000003
        14,样例红,1955-03-08,15400000009
        """

    private static let model = """
        model: tiny
        id: number
        columns:
          - {name: name, kind: personName}
          - {name: born, kind: date}
          - {name: phone, kind: phone}
          - {name: sound, of: name, take: pinyin}
        blocking:
          - [sound]
          - [phone]
        comparisons:
          - {name: name, levels: [{equal: name}, {equal: sound}]}
          - {name: born, levels: [{equal: born}, {edits: born, atMost: 1}]}
          - {name: phone, levels: [{equal: phone}]}
        thresholds: {link: 0.6, review: 0.3}
        """

    private func folder(_ files: [String: String]) throws -> URL {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "guiji-link-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files {
            try Data(text.utf8).write(to: folder.appending(path: name))
        }
        return folder
    }

    @Test("A small table gives the clusters that a person would")
    func golden() throws {
        let place = try folder(["t.csv": LinkTests.table, "m.yaml": LinkTests.model])
        defer { try? FileManager.default.removeItem(at: place) }
        let path = { (name: String) in place.appending(path: name).path }
        let result = try CommandRunner.run([
            "link", path("t.csv"), "--model", path("m.yaml"), "-o", path("out.csv"),
            "--edges", path("edges.csv"), "--explain", "9", "10",
        ])
        #expect(result.exitCode == 0, "\(result.stderr)")
        let clusters = try String(contentsOfFile: path("out.csv"), encoding: .utf8)
        #expect(
            clusters == """
                number,cluster
                9,10
                10,10
                11,11
                12,11
                13,13
                14,14

                """)
        #expect(result.stdout.contains("in one cluster"))
        #expect(!result.stdout.contains("15400000001"), "values are masked")
        let edges = try String(contentsOfFile: path("edges.csv"), encoding: .utf8)
        #expect(edges.hasPrefix("number_l,number_r,weight,probability,linked,name,born,phone\n"))
        let attributes = try FileManager.default.attributesOfItem(atPath: path("out.csv"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test(
        "What cannot be used is said with what to do next",
        arguments: [
            (["--id", "nummer"], "Name one of number, name, born, phone"),
            (["--id", "name"], "has the id of another"),
        ])
    func slips(options: [String], says: String) throws {
        let table = LinkTests.table.replacing("测试 芳", with: "测试芳")
        let place = try folder(["t.csv": table, "m.yaml": LinkTests.model])
        defer { try? FileManager.default.removeItem(at: place) }
        let path = { (name: String) in place.appending(path: name).path }
        let result = try CommandRunner.run(
            ["link", path("t.csv"), "--model", path("m.yaml"), "-o", path("out.csv")] + options)
        #expect(result.exitCode == 64)
        #expect(
            result.stderr.contains(says) || result.stderr.contains("have the id of another"),
            "\(result.stderr)")
        #expect(!result.stderr.contains("样例红"))
        #expect(!FileManager.default.fileExists(atPath: path("out.csv")))
    }

    @Test("A model with mistakes is refused with all of them")
    func badModel() throws {
        let place = try folder([
            "t.csv": LinkTests.table,
            "m.yaml": LinkTests.model.replacing("[phone]", with: "[phon]"),
        ])
        defer { try? FileManager.default.removeItem(at: place) }
        let path = { (name: String) in place.appending(path: name).path }
        let result = try CommandRunner.run(
            ["link", path("t.csv"), "--model", path("m.yaml"), "-o", path("out.csv")])
        #expect(result.exitCode == 78)
        #expect(
            result.stderr.contains("m.yaml:10:") && result.stderr.contains("Did you mean 'phone'?"),
            "\(result.stderr)")
    }

    private struct Scores: Decodable {
        struct Inner: Decodable {
            var pairF1: Double
            var bCubedF1: Double
        }
        var scores: Inner
    }

    /// Truth by the number in FEBRL's ids, which no model reads.
    private func febrl(_ number: Int, _ model: String?) throws -> Scores.Inner {
        let bytes = try SharedData.bytes("people-er/febrl-dataset\(number).csv.gz")
        let text = String(decoding: bytes, as: UTF8.self)
        let truth = text.split(separator: "\n").dropFirst().map { line -> String in
            let id = line.prefix { $0 != "," }
            return "\(id),\(id.split(separator: "-")[1])"
        }
        let place = try folder([
            "f.csv": text, "truth.csv": (["rec_id,true_id"] + truth).joined(separator: "\n"),
        ])
        defer { try? FileManager.default.removeItem(at: place) }
        let path = { (name: String) in place.appending(path: name).path }
        if model == nil {
            let drafted = try CommandRunner.run([
                "link", "init", path("f.csv"), "-o", path("m.yaml"),
            ])
            try #require(drafted.exitCode == 0, "\(drafted.stderr)")
        }
        let named =
            model.map { CommandRunner.packageRoot.appending(path: $0).path } ?? path("m.yaml")
        let linked = try CommandRunner.run(
            ["link", path("f.csv"), "--model", named, "-o", path("out.csv")])
        try #require(linked.exitCode == 0, "\(linked.stderr)")
        let scored = try CommandRunner.run(
            ["link", "score", path("out.csv"), "--truth", path("truth.csv"), "--json"])
        return try JSONDecoder().decode(Scores.self, from: Data(scored.stdout.utf8)).scores
    }

    @Test(
        "FEBRL's sets are found with one model",
        .enabled(if: SharedData.has("people-er"), "skipped: needs ../shared/data/people-er"),
        arguments: 1...3)
    func febrlFloors(number: Int) throws {
        #expect(try febrl(number, "Schemas/matching/febrl.yaml").pairF1 >= 0.999)
    }

    @Test(
        "A drafted model is good enough on FEBRL 3 without editing",
        .enabled(if: SharedData.has("people-er"), "skipped: needs ../shared/data/people-er"))
    func drafted() throws {
        #expect(try febrl(3, nil).bCubedF1 >= 0.97)
    }

    @Test("Files that call the same things differently are linked without editing")
    func differentHeaders() throws {
        var random = SplitMix64(seed: testSeed)
        let given = ["anna", "bert", "carla", "dario", "emil", "fiona", "gustav", "helen"]
        let family = ["stone", "miller", "weaver", "carter", "fisher", "mason", "porter", "turner"]
        var first = "person_no,last_name,first_name,born,phone\n"
        var second = "client_id,surname,given_name,date_of_birth,telephone\n"
        var truth = "id,cluster\n"
        for number in 0..<400 {
            let name = given.randomElement(using: &random) ?? ""
            let surname = family.randomElement(using: &random) ?? ""
            let (year, month, day) = (1930 + number % 70, 1 + number % 12, 10 + number % 18)
            let phone = "154\(10_000_000 + number * 7919)"
            first += "P\(number),\(surname.uppercased()),\(name.uppercased()),"
            first += "\(year)-\(month < 10 ? "0" : "")\(month)-\(day),\(phone)\n"
            truth += "P\(number),\(number)\n"
            if number % 2 == 0 {
                second += "C\(number),\(surname),\(name),\(day).\(month).\(year),\(phone)\n"
                truth += "C\(number),\(number)\n"
            }
        }
        let place = try folder(["a.csv": first, "b.csv": second, "truth.csv": truth])
        defer { try? FileManager.default.removeItem(at: place) }
        let path = { (name: String) in place.appending(path: name).path }
        let drafted = try CommandRunner.run([
            "link", "init", path("a.csv"), path("b.csv"), "-o", path("m.yaml"),
        ])
        #expect(drafted.exitCode == 0, "\(drafted.stderr)")
        let model = try String(contentsOfFile: path("m.yaml"), encoding: .utf8)
        #expect(model.contains("id: [person_no, client_id]"), "\(model)")
        #expect(model.contains("from: [last_name, surname]"), "\(model)")
        let linked = try CommandRunner.run([
            "link", path("a.csv"), path("b.csv"), "--model", path("m.yaml"), "-o", path("out.csv"),
        ])
        #expect(linked.exitCode == 0, "\(linked.stderr)")
        let scored = try CommandRunner.run([
            "link", "score", path("out.csv"), "--truth", path("truth.csv"), "--truth-id", "id",
            "--json",
        ])
        let scores = try JSONDecoder().decode(Scores.self, from: Data(scored.stdout.utf8)).scores
        #expect(scores.bCubedF1 >= 0.97, "\(scores)")
    }
}
