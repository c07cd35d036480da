import Foundation
import GuijiContract
import GuijiModel

/// One delivery of one night: its name, its bytes, and what goes wrong with it.
struct DeliveryFile {
    let plan: WritePlan
    let producer: any FeedProducer
    let night: Night
    let directory: String
    let seed: UInt64
    /// Whether no night follows: then nothing is sent again.
    let isLast: Bool

    private var feed: String { plan.contract.feed.rawValue }

    func write(_ city: City, fault: DeliveryFault?) throws -> SampleRun.Made {
        let path = inbox(night.day) + "/" + name()
        let again = inbox(night.day + 1) + "/" + name(isAgain: fault != .late)
        switch fault {
        case .repeated:
            let yesterday = inbox(night.day - 1) + "/" + name(on: night.day - 1)
            guard let bytes = FileManager.default.contents(atPath: yesterday) else {
                return try write(city, fault: nil)
            }
            try save(bytes, path)
            return made(fault, outcome(name(), "duplicate"), nil, [:])
        case .missing:
            return made(fault, outcome(name(), "missing"), nil, [:])
        case .late:
            guard !isLast else { return made(fault, outcome(name(), "missing"), nil, [:]) }
            let writer = try produce(city, again)
            return made(fault, outcome(name(), "missing"), (writer, name()), writer.dirt)
        case .refused:
            let message = "{\"code\":500,\"message\":\"导出服务繁忙，请稍后再试\",\"data\":null}\n"
            try save(Data(message.utf8), path)
            guard !isLast else { return made(fault, outcome(name(), "failed"), nil, [:]) }
            let writer = try produce(city, again)
            return made(
                fault, outcome(name(), "failed"), (writer, name(isAgain: true)), writer.dirt)
        case .truncated:
            let writer = try produce(city, path)
            let bytes = FileManager.default.contents(atPath: path) ?? Data()
            if !isLast { try save(bytes, again) }
            try save(bytes.prefix(bytes.count * 6 / 10), path)
            return made(
                fault, outcome(name(), "failed"), (writer, name(isAgain: true)), writer.dirt)
        case .countMismatch:
            let writer = try produce(city, path, declaresMore: true)
            var outcome = outcome(name(), "held", writer)
            outcome.expected.rules[RuleID.countMismatch.rawValue] = 1
            if !isLast { _ = try produce(city, again) }
            return made(fault, outcome, (writer, name(isAgain: true)), writer.dirt)
        case .shrunk:
            // The guards decide whether so few rows hold it.
            let writer = try produce(city, path, keeps: 0.5)
            return made(fault, outcome(name(), "loaded", writer), nil, writer.dirt)
        case .otherEncoding:
            let other: Container.Encoding =
                plan.contract.container.encoding == .utf8 ? .gb18030 : .utf8
            let writer = try produce(city, path, encoding: other)
            var outcome = outcome(name(), "loaded", writer)
            outcome.expected.rules[RuleID.encodingMismatch.rawValue] = 1
            return made(fault, outcome, nil, writer.dirt)
        case nil:
            let writer = try produce(city, path)
            return made(nil, outcome(name(), "loaded", writer), nil, writer.dirt)
        }
    }

    private func produce(
        _ city: City, _ path: String, encoding: Container.Encoding? = nil, keeps: Double = 1,
        declaresMore: Bool = false
    ) throws -> FeedWriter {
        try Folder.make(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex)))
        let writer = try FeedWriter(
            plan: plan, seed: seed, path: path,
            truthPath: directory + "/truth/links/\(feed)_\(night.compactDate).csv",
            encoding: encoding ?? plan.contract.container.encoding)
        writer.keeps = keeps
        writer.standing = city.traps
        try producer.produce(night, in: city, into: writer)
        try writer.finish(declared: declaresMore ? writer.count + max(20, writer.count / 20) : nil)
        return writer
    }

    private func made(
        _ fault: DeliveryFault?, _ tonight: SampleRun.Outcome, _ again: (FeedWriter, String)?,
        _ dirt: [String: Int]
    ) -> SampleRun.Made {
        SampleRun.Made(
            fault: again == nil ? nil : fault, tonight: tonight,
            again: again.map { outcome($0.1, "loaded", $0.0) } ?? tonight, dirt: dirt)
    }

    private func outcome(_ path: String, _ state: String, _ writer: FeedWriter? = nil)
        -> SampleRun.Outcome
    {
        SampleRun.Outcome(
            expected: ExpectedDelivery(
                date: night.date, feed: feed, path: path, state: state, records: writer?.count,
                setAside: writer?.setAside, rules: writer?.rules ?? [:]),
            keyed: writer?.keyed ?? [], contentHash: writer?.contentHash ?? 0)
    }

    private func inbox(_ day: Day) -> String { directory + "/inbox-" + DateText.iso(day) }

    /// The file's name below the inbox: the contract's pattern with the date in it.
    private func name(on day: Day? = nil, isAgain: Bool = false) -> String {
        let pattern = plan.layout.fileName ?? plan.contract.patterns.first ?? feed + "_*"
        let date = DateText.compact(day ?? night.day) + (isAgain ? "_2" : "")
        return pattern.replacing("*", with: date, maxReplacements: 1).replacing("*", with: "1")
            .replacing("?", with: "1")
    }

    private func save(_ bytes: Data, _ path: String) throws {
        try Folder.make(String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex)))
        do { try bytes.write(to: URL(filePath: path)) } catch {
            throw SamplesError.io(path: path, what: "write", errno: errno)
        }
    }
}
