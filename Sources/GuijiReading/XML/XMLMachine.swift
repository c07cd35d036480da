import CLibXML2
import GuijiContract
import GuijiModel

/// Makes records of the parser's events.
///
///     depth   1        2      3       4      5
///             /root    /list  /rec    /jhr   /xm       path[depth]: the node of the path tree
///             known 1  2      3       4      5         an element is known if its parent is and a path names it
///
/// Invariant: `known` elements from the root down are in paths; whatever lies below an unknown element is passed over
/// by counting depth alone. Lives behind a pointer that the C callbacks get, so that an event costs no retain and no
/// exclusivity check.
struct XMLMachine {
    let limits: XMLLimits
    let plan: ReadPlan
    let shapeCount: Int
    let columnCount: Int
    var names: XMLNameTable
    var steps: XMLSteps
    let contexts: [[(column: Int, rank: UInt8, slot: Int)]]
    let envelopeSlots: [Int]
    let nests: Bool
    /// The number of the name `xsi:nil`.
    let nilName: Int

    /// Set once the parser is made; the parser outlives every event.
    var parser: xmlParserCtxtPtr?
    var places: XMLPlaces

    // Where in the document.
    var depth = 0
    var known = 0
    var path: [Int]
    var hasRoot = false
    /// All text has been handed to the parser.
    var isEnding = false
    /// Setting it does not stop the parser; `fail` does both.
    var failure: DeliveryError? { didSet { hasFailed = failure != nil } }
    /// The same as a flag, because an optional of several strings costs to look at.
    private(set) var hasFailed = false
    var entityReferences: UInt = 0
    var defaultedBytes = 0
    /// The length of text waiting for a tag's end at which to look at it.
    var nextTagCheck = 64 << 10

    // Text being collected.
    /// The depth of the leaf whose text goes straight into the batch; -1 for none.
    var leafDepth = -1
    var leafStart = 0
    var leafIsOwnText = false
    /// Elements with elements of paths inside them, whose text is collected aside.
    var outer: [Collected] = []
    var slots: [Slot]
    /// The last piece of a CDATA section ended in a carriage return, whose line feed may come with the next.
    var sectionEndsInReturn = false

    // Records.
    var batch: RawBatch
    var batchNumber = 0
    var ready: [RawBatch] = []
    var openRecords = 0
    /// Of the outermost open record.
    var outerRow = 0
    var outerBytes = 0
    var outerItems: [Int]
    /// For each shape, the row of its open record.
    var rows: [Int]
    /// For each shape and column, the alternative that gave its value; `UInt8.max` for none.
    var ranks: [UInt8]
    /// For each group, the items in the batch.
    var itemCounts: [Int]
    /// For each group, the row of each item since the outermost record began.
    var itemRows: [[Int]]
    /// For each group and shape, the newest item.
    var items: [Int]
    /// For each group and shape, as `ranks`.
    var itemRanks: [[UInt8]]
    var nextOrdinal: Int64 = 0

    // What is said about the file.
    var seenColumns: [Bool]
    var seenShapes: [Bool]
    var undeclared: [String] = []
    /// The first element beside the records' path.
    var divergence: String?

    struct Collected {
        var depth: Int
        var isOwnText: Bool
        var text: [UInt8] = []
    }

    /// A value outside the records, kept for those that follow.
    struct Slot {
        var isSet = false
        var bytes: [UInt8] = []
        /// The batch that holds a copy, and where.
        var batchNumber = -1
        var slice = FieldSlice.absent
    }

    /// - Throws: `FILE_UNREADABLE` where a path of the contract makes no sense.
    init(plan: ReadPlan, limits: XMLLimits, decoder: TextDecoder) throws(DeliveryError) {
        let tree = try XMLPathTree(plan)
        var names = XMLNameTable()
        guard let steps = XMLSteps(tree, names: &names), let nilName = names.number(of: .isNil)
        else {
            throw DeliveryError(
                rule: .fileUnreadable,
                found: "\(tree.nodes.count) elements in the contract's paths",
                expected: "fewer than \(XMLNameTable.capacity) different names")
        }
        self.plan = plan
        self.limits = limits
        self.names = names
        self.steps = steps
        self.nilName = nilName
        contexts = tree.contexts
        envelopeSlots = tree.envelopeSlots
        nests = tree.nests
        shapeCount = plan.shapes.count
        columnCount = plan.columns.count
        places = XMLPlaces(decoder)
        path = Array(repeating: 0, count: XMLLimits.greatestDepth + 2)
        slots = Array(repeating: Slot(), count: tree.slotCount)
        batch = XMLMachine.emptyBatch(plan)
        outerItems = plan.groups.map { _ in 0 }
        rows = plan.shapes.map { _ in 0 }
        ranks = Array(repeating: .max, count: shapeCount * columnCount)
        itemCounts = outerItems
        itemRows = plan.groups.map { _ in [] }
        items = Array(repeating: 0, count: plan.groups.count * shapeCount)
        itemRanks = plan.groups.flatMap { group in
            plan.shapes.map { _ in Array(repeating: .max, count: group.columns.count) }
        }
        seenColumns = plan.columns.map { _ in false }
        seenShapes = plan.shapes.map { _ in false }
    }

    /// Gives the document up. The first failure counts.
    mutating func fail(_ rule: RuleID, found: String, expected: String) {
        guard !hasFailed else { return }
        failure = DeliveryError(
            rule: rule, position: places.position(parser, ordinal: nextOrdinal),
            found: found, expected: expected)
        if let parser { xmlStopParser(parser) }
    }
}
