import Dispatch
import Foundation
import GuijiContract
import GuijiModel
import Synchronization

/// Makes the deliveries of a city for some nights, and the truth about them.
///
///     DIR/inbox-2020-11-19/D02-gaj/syrk_20201119.csv   what departments deliver that night
///     DIR/truth/deliveries.json                       what must come of each delivery
///     DIR/truth/links/D02-syrk_20201119.csv           whom each record speaks of, by role
///     DIR/truth/person.csv organization.csv address.csv    what is true of them after the last night
///     DIR/truth/trap.csv                              what each trap that a link names is
///     DIR/truth/dirt.csv                              how often each kind of dirt struck
package struct SampleRun {
    private let request: SampleRequest
    private let plans: [(plan: WritePlan, producer: any FeedProducer)]
    private let unproduced: [String]
    private let onProgress: @Sendable (SampleProgress) -> Void

    /// - Throws: `SamplesError.population`, `noProducer` for a feed that was asked for.
    package init(
        _ request: SampleRequest,
        onProgress: @escaping @Sendable (SampleProgress) -> Void = { _ in }
    ) throws {
        guard CityBuilder.sizes.contains(request.people) else {
            throw SamplesError.population(
                asked: request.people, least: CityBuilder.sizes.lowerBound,
                most: CityBuilder.sizes.upperBound)
        }
        self.request = request
        self.onProgress = onProgress
        var producers: [FeedID: any FeedProducer] = [:]
        for producer in FeedProducers.all { producers[producer.feed] = producer }
        for feed in request.feeds {
            guard producers[feed] != nil, request.contracts.contains(where: { $0.feed == feed })
            else { throw SamplesError.noProducer(feed: feed.rawValue) }
        }
        var plans: [(WritePlan, any FeedProducer)] = []
        var unproduced: [String] = []
        for contract in request.contracts where contract.status != .retired {
            guard request.feeds.isEmpty || request.feeds.contains(contract.feed) else { continue }
            if let producer = producers[contract.feed] {
                plans.append((WritePlan(contract: contract, layout: producer.layout), producer))
            } else {
                unproduced.append(contract.feed.rawValue)
            }
        }
        self.plans = plans
        self.unproduced = unproduced
    }

    /// Builds the city and writes everything. The same request gives the same bytes, on any number of processors.
    /// - Throws: `SamplesError`.
    package func perform() throws -> SampleSummary {
        try prepareFolder()
        var city = try CityBuilder.build(
            people: request.people, seed: request.seed, firstDay: request.firstDay)
        var states = Array(repeating: FeedState(), count: plans.count)
        var pending: [Made?] = Array(repeating: nil, count: plans.count)
        var nights: [SampleSummary.Night] = []
        var dirt = "date,feed,dirt,records\n"
        var isTroubled = false
        for number in 1...max(1, request.nights) {
            let night = try city.advance(toNight: number)
            let made = try writeNight(night, city, pending)
            var deliveries: [ExpectedDelivery] = []
            for (index, entry) in made.enumerated() {
                // What was late or is sent again stands before tonight's: it has the older date.
                if let old = pending[index] {
                    deliveries.append(settle(old.again, &states[index], plans[index].plan))
                }
                guard let entry else {
                    pending[index] = nil
                    continue
                }
                deliveries.append(settle(entry.tonight, &states[index], plans[index].plan))
                pending[index] =
                    entry.fault?.isSentAgain == true && number < request.nights ? entry : nil
                for (name, count) in entry.dirt.sorted(by: { $0.key < $1.key }) {
                    dirt += CSVText.row([
                        night.date, plans[index].plan.contract.feed.rawValue, name, String(count),
                    ])
                }
            }
            // What is held or failed stays in the inbox and is tried again, in vain, every night after.
            isTroubled =
                isTroubled || deliveries.contains { ["held", "failed"].contains($0.state) }
            let came = zip(plans, made).filter {
                $1.map { $0.tonight.expected.state != "missing" } ?? false
            }.map { $0.0.plan.contract.feed }
            let isMissing = !dueFeeds.subtracting(came).isEmpty
            nights.append(
                SampleSummary.Night(
                    date: night.date, inbox: inboxName(night),
                    exitCode: isTroubled || isMissing ? 2 : 0,
                    deliveries: deliveries))
        }
        try TruthTables.write(city, to: request.directory + "/truth")
        try write(dirt, "truth/dirt.csv")
        let traps = Trap.allCases.map { CSVText.row([$0.rawValue, $0.summary]) }.joined()
        try write("trap,summary\n" + traps, "truth/trap.csv")
        let summary = SampleSummary(
            seed: request.seed, people: city.people.count, households: city.households.count,
            organizations: city.organizations.count, addresses: city.addresses.count,
            nights: nights, unproduced: unproduced)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try write(
            String(decoding: try encoder.encode(summary), as: UTF8.self) + "\n",
            "truth/deliveries.json")
        return summary
    }

    /// Feeds that a run expects each night, whether anything produces them or not.
    private var dueFeeds: Set<FeedID> {
        let due = request.contracts.filter {
            $0.status != .retired && [.nightly, .hourly].contains($0.freshness)
        }
        return Set(due.map(\.feed))
    }

    /// A delivery that was written: as it came tonight, and as it comes tomorrow where it is sent again.
    struct Made: Sendable {
        var fault: DeliveryFault?
        var tonight: Outcome
        var again: Outcome
        var dirt: [String: Int]
    }

    /// What must come of a file, and what it then changes.
    struct Outcome: Sendable {
        var expected: ExpectedDelivery
        var keyed: [FeedState.KeyedRecord]
        var contentHash: UInt64
    }

    private func settle(_ outcome: Outcome, _ state: inout FeedState, _ plan: WritePlan)
        -> ExpectedDelivery
    {
        var expected = outcome.expected
        if expected.state == "loaded" {
            if state.knows(outcome.contentHash) {
                // Nothing changed since a delivery that was loaded: the file has the same bytes.
                expected.state = "duplicate"
                expected.records = nil
                expected.setAside = nil
                expected.rules = [:]
            } else if let rule = state.refusal(of: outcome.keyed, by: plan.contract) {
                expected.state = "held"
                expected.rules[rule.rawValue] = 1
            } else {
                state.apply(
                    outcome.keyed, mode: plan.contract.load, contentHash: outcome.contentHash)
            }
        }
        expected.current = state.current
        return expected
    }

    private func writeNight(_ night: Night, _ city: City, _ pending: [Made?]) throws -> [Made?] {
        let results = Mutex<[Int: Result<Made?, any Error>]>([:])
        let done = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: plans.count) { index in
            let result = Result { try writeDelivery(index, night, city) }
            results.withLock { $0[index] = result }
            let count = done.withLock { count in
                count += 1
                return count
            }
            onProgress(
                SampleProgress(
                    night: night.number, nights: request.nights, feedsDone: count,
                    feeds: plans.count, feed: plans[index].plan.contract.feed.rawValue))
        }
        let all = results.withLock { $0 }
        return try plans.indices.map { try all[$0]?.get() }
    }

    private func writeDelivery(_ index: Int, _ night: Night, _ city: City) throws -> Made? {
        let (plan, producer) = plans[index]
        let file = DeliveryFile(
            plan: plan, producer: producer, night: night, directory: request.directory,
            seed: request.seed, isLast: night.number >= request.nights)
        switch Cadence.tonight(plan.contract, night, seed: request.seed) {
        case .notDue: return nil
        case .lacking: return try file.write(city, fault: .missing)
        case .due:
            return try file.write(
                city,
                fault: DeliveryFault.of(plan.contract, night: night.number, seed: request.seed))
        }
    }

    private func inboxName(_ night: Night) -> String { "inbox-" + night.date }

    private func prepareFolder() throws {
        let manager = FileManager.default
        let contents = (try? manager.contentsOfDirectory(atPath: request.directory)) ?? []
        guard contents.isEmpty else { throw SamplesError.notEmpty(path: request.directory) }
        try Folder.make(request.directory + "/truth/links")
    }

    private func write(_ text: String, _ path: String) throws {
        let sink = try ByteSink(path: request.directory + "/" + path, encoding: .utf8)
        sink.append(text)
        try sink.close()
    }
}

/// Folders, with the project's own errors.
enum Folder {
    static func make(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw SamplesError.io(path: path, what: "make the folder", errno: errno)
        }
    }
}
