import Foundation
import GuijiContract
import GuijiModel
import Testing

@testable import GuijiSamples

@Suite("Deliveries that go wrong")
struct DeliveryFaultTests {
    private struct Counting: FeedProducer {
        let feed = FeedID("T01-feed")
        func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
            for number in 0..<100 {
                try out.record(number) { record in
                    record["a"] = "\(night.date) \(number)"
                }
            }
        }
    }

    private static let contract: FeedContract = {
        var guards = Guards()
        guards.envelope = [
            EnvelopeGuard(path: "$.code", expectation: .oneOf(["0"])),
            EnvelopeGuard(path: "$.total", expectation: .recordCount),
        ]
        return TestContracts.contract(
            Container(format: .json), path: "$.rows[]", fields: ["a"], guards: guards)
    }()

    /// Makes the second night's delivery with a fault, after a first without.
    private func make(_ fault: DeliveryFault?, contract: FeedContract, isLast: Bool = false) throws
        -> (made: SampleRun.Made, files: [String: Data])
    {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "guiji-fault-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try Folder.make(folder.appending(path: "truth/links").path)
        let day = DateText.day(2020, 11, 19)
        let city = try CityBuilder.build(people: 200, seed: 1, firstDay: day)
        var made: SampleRun.Made?
        for number in 1...2 {
            made = try DeliveryFile(
                plan: WritePlan(contract: contract, layout: FeedLayout()), producer: Counting(),
                night: Night(number: number, day: day + number - 1), directory: folder.path,
                seed: 1, isLast: isLast
            ).write(city, fault: number == 2 ? fault : nil)
        }
        var files: [String: Data] = [:]
        for name in FileManager.default.enumerator(atPath: folder.path) ?? .init() {
            if let name = name as? String, name.hasPrefix("inbox"), name.hasSuffix(".dat") {
                files[name] = try Data(contentsOf: folder.appending(path: name))
            }
        }
        return (try #require(made), files)
    }

    private let second = "inbox-2020-11-20/T01/feed_20201120.dat"
    private let again = "inbox-2020-11-21/T01/feed_20201120_2.dat"

    @Test("what comes late comes whole, under its own date, the night after")
    func late() throws {
        let good = try make(nil, contract: Self.contract).files[second]
        let late = try make(.late, contract: Self.contract)
        #expect(late.files[second] == nil)
        #expect(late.files["inbox-2020-11-21/T01/feed_20201120.dat"] == good)
        #expect(late.made.tonight.expected.state == "missing")
        #expect(late.made.again.expected.records == 100)
        #expect(try make(.late, contract: Self.contract, isLast: true).files.count == 1)
        #expect(try make(.missing, contract: Self.contract).files.count == 1)
    }

    @Test(
        "what broke off, was refused or lied about its total is sent again",
        arguments: [
            DeliveryFault.truncated, .refused, .countMismatch,
        ])
    func sentAgain(fault: DeliveryFault) throws {
        let good = try #require(try make(nil, contract: Self.contract).files[second])
        let bad = try make(fault, contract: Self.contract)
        let bytes = try #require(bad.files[second])
        #expect(bytes != good)
        #expect(bad.files[again] == good)
        #expect(bad.made.fault == fault)
        let text = String(decoding: bytes, as: UTF8.self)
        switch fault {
        case .truncated: #expect(good.starts(with: bytes) && bytes.count < good.count)
        case .refused: #expect(text.contains("\"code\":500"))
        default: #expect(text.contains("\"total\":120 "))
        }
        let last = try make(fault, contract: Self.contract, isLast: true)
        #expect(last.files[again] == nil)
    }

    @Test("a repeated file has yesterday's bytes; a shrunken one about half its rows")
    func repeatedAndShrunken() throws {
        let repeated = try make(.repeated, contract: Self.contract).files
        #expect(repeated[second] == repeated["inbox-2020-11-19/T01/feed_20201119.dat"])
        let shrunk = try make(.shrunk, contract: Self.contract)
        let records = try #require(shrunk.made.tonight.expected.records)
        #expect((25...75).contains(records))
    }

    @Test("the other encoding holds the same text")
    func otherEncoding() throws {
        var contract = Self.contract
        contract.container = Container(format: .csv)
        contract.guards.envelope = []
        let bytes = try #require(try make(.otherEncoding, contract: contract).files[second])
        let good = try #require(try make(nil, contract: contract).files[second])
        #expect(good == bytes, "the text is ASCII")
        contract.fields[0].sources = ["a"]
        contract.fields.append(FieldSpec(name: "b", sources: ["样"]))
        let other = try #require(try make(.otherEncoding, contract: contract).files[second])
        #expect(other.starts(with: [0x61, 0x2C, 0xD1, 0xF9, 0x0A]))
    }

    @Test("the first night is whole, and later ones go wrong at the stated rates")
    func rates() {
        #expect(DeliveryFault.of(Self.contract, night: 1, seed: 1) == nil)
        #expect(DeliveryFault.of(Self.contract, night: 2, seed: 1) == nil)
        var counts: [DeliveryFault: Int] = [:]
        for night in 3..<10_003 {
            if let fault = DeliveryFault.of(Self.contract, night: night, seed: 1) {
                counts[fault, default: 0] += 1
            }
        }
        for (fault, rate) in DeliveryFault.rates where fault != .otherEncoding {
            let expected = rate * 10_000
            // Five deviations, and the few nights on which an earlier kind came first.
            #expect(
                abs(Double(counts[fault, default: 0]) - expected) < 5 * expected.squareRoot() + 6,
                "\(fault) \(counts[fault, default: 0])")
        }
        #expect(counts[.otherEncoding] == nil, "JSON has one encoding")
    }
}
