import GuijiContract
import GuijiModel

/// What can go wrong with a whole delivery.
enum DeliveryFault: String, Sendable {
    /// Nothing comes.
    case missing
    /// It comes the night after.
    case late
    /// Yesterday's bytes under today's name.
    case repeated
    /// The file breaks off in the middle; the right one comes the night after.
    case truncated
    /// A service's error message instead of rows; the right file comes the night after.
    case refused
    /// The document claims more records than it has; the right one comes the night after.
    case countMismatch
    /// Half of a snapshot's rows are not there.
    case shrunk
    /// In the other of UTF-8 and GB18030 than the contract says.
    case otherEncoding

    /// Whether the right file comes the night after.
    var isSentAgain: Bool {
        switch self {
        case .late, .truncated, .refused, .countMismatch: true
        case .missing, .repeated, .shrunk, .otherEncoding: false
        }
    }

    /// How often each happens from the third night on, for feeds that it can happen to.
    static let rates: [(DeliveryFault, Double)] = [
        (.missing, 0.01), (.late, 0.01), (.repeated, 0.01), (.truncated, 0.005), (.refused, 0.01),
        (.countMismatch, 0.01), (.shrunk, 0.005), (.otherEncoding, 0.01),
    ]

    /// The second night shows one of each that has a scenario (domain.md, S28), whatever the seed.
    static let secondNight: [FeedID: DeliveryFault] = [
        FeedID("D01-wgy"): .repeated, FeedID("D32-gd"): .countMismatch,
        FeedID("D40-ysl"): .otherEncoding, FeedID("D41-rqgd"): .refused,
    ]

    /// What happens to a feed's delivery on a night. The first night is whole.
    static func of(_ contract: FeedContract, night: Int, seed: UInt64) -> DeliveryFault? {
        if night < 2 { return nil }
        if night == 2 { return secondNight[contract.feed] }
        var chance = Chance(seed: seed, Purpose("fault " + contract.feed.rawValue), night)
        for (fault, rate) in rates {
            if chance.happens(rate), fault.canHappen(to: contract) { return fault }
        }
        return nil
    }

    private func canHappen(to contract: FeedContract) -> Bool {
        let container = contract.container
        let isSnapshot = contract.load == .snapshot
        switch self {
        case .missing, .late: return true
        case .repeated: return isSnapshot
        case .truncated: return container.format == .xml || container.format == .json
        case .shrunk: return isSnapshot && contract.guards.maxFallPercent != nil
        case .otherEncoding:
            return container.format == .csv && [.utf8, .gb18030].contains(container.encoding)
        case .countMismatch:
            return contract.guards.envelope.contains { $0.expectation == .recordCount }
        case .refused:
            return contract.guards.envelope.contains { $0.path == "$.code" }
        }
    }
}
