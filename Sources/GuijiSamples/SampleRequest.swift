package import GuijiContract
package import GuijiModel

/// What to make.
package struct SampleRequest: Sendable {
    /// A folder that is empty or not there.
    package var directory: String
    package var contracts: [FeedContract]
    package var people: Int
    package var nights: Int
    package var seed: UInt64
    /// The business date of the first night.
    package var firstDay: Day
    /// Feeds to make; empty: all that have a contract and a producer.
    package var feeds: [FeedID]

    package init(
        directory: String, contracts: [FeedContract], people: Int, nights: Int, seed: UInt64,
        firstDay: Day, feeds: [FeedID] = []
    ) {
        self.directory = directory
        self.contracts = contracts
        self.people = people
        self.nights = nights
        self.seed = seed
        self.firstDay = firstDay
        self.feeds = feeds
    }
}

/// What was made.
package struct SampleSummary: Sendable, Codable {
    package struct Night: Sendable, Codable {
        package var date: String
        /// Below the directory: to be copied into the inbox.
        package var inbox: String
        /// What `guiji run` must end with: 2 where a delivery is held, failed (now or, still in the inbox, before) or
        /// missing, else 0.
        package var exitCode: Int
        package var deliveries: [ExpectedDelivery]
    }
    package var seed: UInt64
    package var people: Int
    package var households: Int
    package var organizations: Int
    package var addresses: Int
    package var nights: [Night]
    /// Feeds with a contract that nothing produces.
    package var unproduced: [String]

    /// Files that were written to inboxes.
    package var files: Int { nights.flatMap(\.deliveries).count { $0.state != "missing" } }
    package var records: Int { nights.flatMap(\.deliveries).compactMap(\.records).reduce(0, +) }
}

/// How far the work is.
package struct SampleProgress: Sendable {
    package var night: Int
    package var nights: Int
    package var feedsDone: Int
    package var feeds: Int
    package var feed: String
}
