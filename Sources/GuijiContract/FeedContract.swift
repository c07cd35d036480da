package import GuijiModel

/// What one feed promises: how its files are read, what its fields are and mean, and how it is loaded.
///
/// The checked form of one `*.odcs.yaml` file (Open Data Contract Standard 3.1; Guiji's own keys under
/// `customProperties`, see the Contracts article). Every reference inside is resolved: fields are named by index.
package struct FeedContract: Sendable {
    package var feed: FeedID
    /// The contract's own version (semantic versioning).
    package var version: String
    /// The feed's name for people, such as 实有人口.
    package var title: String
    /// Only `retired` changes anything: such a feed is not expected.
    package var status: ContractStatus = .active
    package var department: DepartmentID
    /// The department's name for people, such as 市公安局.
    package var departmentName: String
    /// The file the contract came from.
    package var file: String
    /// SHA-256 of that file's bytes, in hex; empty for contracts made in tests.
    package var contentHash: String = ""
    /// Paths below the inbox that belong to this feed, as shell patterns (`D02-gaj/syrk_*.csv`).
    package var patterns: [String]
    package var container: Container
    package var shapes: [RecordShape]
    package var fields: [FieldSpec]
    package var groups: [GroupSpec]
    /// Indices into `fields`, in key order. Empty: the whole row is the key.
    package var key: [Int]
    package var load: LoadMode
    package var guards: Guards
    package var mentions: [MentionSpec]
    /// Pairs of fields that are brought to CGCS2000 together.
    package var coordinates: [CoordinateSpec] = []
    package var facts: [FactSpec]
    /// Places that the records name, for reading the addresses of all feeds.
    package var places: [PlaceSpec] = []
    package var freshness: Freshness
    package var owner: String?
    package var purpose: String?

    package init(
        feed: FeedID, version: String = "1.0.0", title: String = "", department: DepartmentID,
        departmentName: String = "", file: String = "", patterns: [String] = [],
        container: Container, shapes: [RecordShape] = [RecordShape(name: "")], fields: [FieldSpec],
        groups: [GroupSpec] = [], key: [Int], load: LoadMode, guards: Guards = Guards(),
        mentions: [MentionSpec] = [], facts: [FactSpec] = [], freshness: Freshness = .none,
        owner: String? = nil,
        purpose: String? = nil
    ) {
        self.feed = feed
        self.version = version
        self.title = title
        self.department = department
        self.departmentName = departmentName
        self.file = file
        self.patterns = patterns
        self.container = container
        self.shapes = shapes
        self.fields = fields
        self.groups = groups
        self.key = key
        self.load = load
        self.guards = guards
        self.mentions = mentions
        self.facts = facts
        self.freshness = freshness
        self.owner = owner
        self.purpose = purpose
    }

    /// The highest sensitivity of any field.
    package var sensitivity: Sensitivity {
        let all = fields.map(\.sensitivity) + groups.flatMap { $0.fields.map(\.sensitivity) }
        return all.max() ?? .internal2
    }
}

/// When a feed is due.
package enum Freshness: String, Sendable, CaseIterable {
    /// Never expected on a particular day.
    case none
    /// Complete by 02:00 of the next day: expected for each business date.
    case nightly
    /// By the 5th of the next month.
    case monthly
    /// Hourly files; the nightly run takes the day's.
    case hourly
}

/// How deliveries of a feed change its table.
package enum LoadMode: Sendable, Equatable {
    /// Each delivery states all that holds; a vanished key is closed.
    case snapshot
    /// Each record inserts, updates or deletes one key. `operation` and `order` are indices into `fields`; the
    /// operation column's values are mapped to what they ask for. Deliveries may come in any order.
    case delta(operation: Int, operations: [String: RecordOperation], order: Int)
    /// Append-only. A repeated key with the same content is ignored, with other content it is a correction: a new
    /// version. With `order`, the version with the greatest value is current; without, the latest to arrive.
    case event(order: Int?)
}

/// Limits that hold a whole delivery back.
package struct Guards: Sendable, Equatable {
    /// A snapshot with fewer rows than the current ones by more than this share is held. Default 20 %.
    package var maxFallPercent: Double? = 20
    /// A delivery with more than this share of its records set aside is held. Default 5 %.
    package var maxRejectedPercent: Double = 5
    /// A delivery with fewer records than this is held.
    package var minRecords: Int = 0
    /// Values outside the records that must equal something.
    package var envelope: [EnvelopeGuard] = []

    package init() {}
}

/// A check on a value that stands beside the records: `total` of a JSON envelope, a status `code`.
package struct EnvelopeGuard: Sendable, Equatable {
    package enum Expectation: Sendable, Equatable {
        /// The value must equal the number of records.
        case recordCount
        /// The value must be one of these texts.
        case oneOf([String])
    }
    /// Absolute path of the value (`$.total`, `/root/@count`).
    package var path: String
    package var expectation: Expectation

    package init(path: String, expectation: Expectation) {
        self.path = path
        self.expectation = expectation
    }
}

/// Where a contract stands in its life (ODCS `status`).
package enum ContractStatus: String, Sendable, CaseIterable {
    case proposed, draft, active, deprecated
    /// The feed is no longer expected.
    case retired
}
