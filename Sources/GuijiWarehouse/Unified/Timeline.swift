import GuijiContract
import GuijiModel

/// The intervals that the events of a table open, close and void.
///
/// Events are taken by date, on one day first what closes, then what opens. An opening event ends every interval that
/// is open since an earlier day for the same value of a scope: the former owners of a unit, an earlier marriage of
/// either spouse. A closing event ends the open interval of its key; one without stands for an interval of which only
/// the end is known. A voiding event leaves an interval of no length. Statements without an event belong to the last
/// interval of their key. The result does not depend on the order of the statements.
struct Timeline {
    struct Interval {
        /// The statements that began and ended it; -1 for none.
        var start: Int32
        var end: Int32 = -1
        var isVoid = false
    }

    private(set) var intervals: [Interval] = []
    /// The interval of each statement; -1 for none.
    private(set) var intervalOf: [Int32]
    /// What tells the intervals of a key apart, one a statement.
    private(set) var marks: [UInt64]
    /// The columns of the event's date and of the two ends.
    let dateColumn: Int
    let fromColumn: Int
    let toColumn: Int

    static let noInterval: UInt64 = 0

    /// The mark of an interval by its stored ends: its beginning, or the end where only that is known.
    static func mark(from: UnsafeRawBufferPointer?, to: UnsafeRawBufferPointer?) -> UInt64 {
        var hash = StableHash()
        if let from, !from.isEmpty {
            hash.add(from)
        } else {
            hash.addAbsent()
            if let to { hash.add(to) }
        }
        return hash.value
    }

    private enum Action: Int, Comparable {
        case close, void, open, ignore
        static func < (left: Action, right: Action) -> Bool { left.rawValue < right.rawValue }
    }

    private struct Event {
        var mention: Int32
        var date: Int64
        var action: Action
        /// Number of the key.
        var key: Int32
    }

    /// O(*n* log *n*). Sets the recency of statements with an event to the event's date, so that the latest event's
    /// word survives.
    init?(_ plan: UnifiedPlan, _ mentions: inout MentionTable) {
        guard let spec = plan.table.timeline,
            let event = plan.table.index(of: spec.event),
            let date = plan.table.index(of: spec.date),
            let from = plan.table.index(of: "valid_from"),
            let to = plan.table.index(of: "valid_to")
        else { return nil }
        (dateColumn, fromColumn, toColumn) = (date, from, to)
        let set = mentions.set
        intervalOf = Array(repeating: -1, count: set.count)
        marks = Array(repeating: Timeline.noInterval, count: set.count)
        let keys = StatementKeys(mentions, plan.key, interval: [])
        var keyNumbers = KeyTable(expecting: set.count)
        let keyOf = (0..<set.count).map {
            Int32(keyNumbers.number(keys.keys[Int(keys.primary[$0])][$0]))
        }
        var events = Timeline.events(spec, event, date, set, keyOf)
        for item in events { mentions.recency[Int(item.mention)] = item.date }
        events.sort { left, right in
            if left.date != right.date { return left.date < right.date }
            if left.action != right.action { return left.action < right.action }
            return set.precedes(Int(left.mention), Int(right.mention))
        }
        var state = State(
            scopes: Scopes(plan, spec, set), keyCount: keyNumbers.count)
        var first = 0
        while first < events.count {
            var last = first
            while last < events.count, events[last].date == events[first].date { last += 1 }
            take(events[first..<last], &state)
            first = last
        }
        for row in 0..<set.count where intervalOf[row] < 0 {
            intervalOf[row] = state.lastOf[Int(keyOf[row])]
        }
        set.bytes.withUnsafeBytes { bytes in
            func text(_ mention: Int32) -> UnsafeRawBufferPointer? {
                guard mention >= 0 else { return nil }
                let slice = set.columns[date].slices[Int(mention)]
                return UnsafeRawBufferPointer(rebasing: bytes[slice.range])
            }
            for row in 0..<set.count where intervalOf[row] >= 0 {
                let interval = intervals[Int(intervalOf[row])]
                marks[row] = Timeline.mark(from: text(interval.start), to: text(interval.end))
            }
        }
    }

    private static func events(
        _ spec: TimelineSpec, _ event: Int, _ date: Int, _ set: MentionSet, _ keyOf: [Int32]
    ) -> [Event] {
        let stated: [(Action, [String])] = [
            (.open, spec.opens), (.close, spec.closes), (.void, spec.voids),
            (.ignore, spec.ignores),
        ]
        let words = stated.map { action, texts in (action, texts.map { Array($0.utf8) }) }
        return set.bytes.withUnsafeBytes { bytes in
            (0..<set.count).compactMap { row in
                let word = set.columns[event].slices[row]
                let day = set.columns[date].slices[row]
                guard !word.isAbsent, !day.isAbsent,
                    let action = words.first(where: {
                        $0.1.contains { bytes[word.range].elementsEqual($0) }
                    })?.0
                else { return nil }
                let number = Recency.number(UnsafeRawBufferPointer(rebasing: bytes[day.range]))
                return Event(
                    mention: Int32(row), date: number, action: action, key: keyOf[row])
            }
        }
    }

    /// What is open while the events pass.
    private struct State {
        let scopes: Scopes
        /// By key: the open interval and the last one; -1 for none.
        var openOf: [Int32]
        var lastOf: [Int32]
        /// By scope value: the intervals opened for it, open or not.
        var openIn: [[Int32]]
        /// The date of each interval's beginning, and its key.
        var begin: [Int64] = []
        var keyOf: [Int32] = []

        init(scopes: Scopes, keyCount: Int) {
            self.scopes = scopes
            openOf = Array(repeating: -1, count: keyCount)
            lastOf = openOf
            openIn = Array(repeating: [], count: scopes.count)
        }
    }

    /// Takes the events of one day.
    private mutating func take(_ day: ArraySlice<Event>, _ state: inout State) {
        var late: [Event] = []
        for event in day {
            switch event.action {
            case .close, .void:
                if !close(event, &state) { late.append(event) }
            case .open: open(event, &state)
            case .ignore: late.append(event)
            }
        }
        for event in late {
            if event.action == .ignore {
                intervalOf[Int(event.mention)] = state.lastOf[Int(event.key)]
            } else if !close(event, &state) {
                let number = begin(event, -1, &state)
                intervals[Int(number)].end = event.mention
                state.openOf[Int(event.key)] = -1
            }
        }
    }

    private mutating func close(_ event: Event, _ state: inout State) -> Bool {
        let number = state.openOf[Int(event.key)]
        guard number >= 0 else { return false }
        intervals[Int(number)].end = event.mention
        intervals[Int(number)].isVoid = event.action == .void
        intervalOf[Int(event.mention)] = number
        state.openOf[Int(event.key)] = -1
        return true
    }

    private mutating func open(_ event: Event, _ state: inout State) {
        let known = state.openOf[Int(event.key)]
        if known >= 0, state.begin[Int(known)] == event.date {
            intervalOf[Int(event.mention)] = known
            return
        }
        let scopes = state.scopes.values(of: Int(event.mention))
        for scope in scopes {
            for number in state.openIn[scope]
            where intervals[Int(number)].end < 0 && state.begin[Int(number)] < event.date {
                intervals[Int(number)].end = event.mention
                let key = Int(state.keyOf[Int(number)])
                if state.openOf[key] == number { state.openOf[key] = -1 }
            }
            state.openIn[scope].removeAll { intervals[Int($0)].end >= 0 }
        }
        if known >= 0, state.openOf[Int(event.key)] == known {
            // Without a scope in common an earlier interval of the same key still ends here.
            intervals[Int(known)].end = event.mention
        }
        let number = begin(event, event.mention, &state)
        state.openOf[Int(event.key)] = number
        for scope in scopes { state.openIn[scope].append(number) }
    }

    private mutating func begin(_ event: Event, _ start: Int32, _ state: inout State) -> Int32 {
        let number = Int32(intervals.count)
        intervals.append(Interval(start: start))
        intervalOf[Int(event.mention)] = number
        state.begin.append(event.date)
        state.keyOf.append(event.key)
        state.lastOf[Int(event.key)] = number
        return number
    }

    /// The scope values of each statement, numbered.
    private struct Scopes {
        private var starts: [Int32] = [0]
        private var numbers: [Int32] = []
        private(set) var count = 0

        init(_ plan: UnifiedPlan, _ spec: TimelineSpec, _ set: MentionSet) {
            let columns = spec.scopes.map { $0.compactMap(plan.table.index) }
            var table = KeyTable(expecting: set.count)
            set.bytes.withUnsafeBytes { bytes in
                for row in 0..<set.count {
                    for (scope, places) in columns.enumerated() {
                        for place in places {
                            let slice = set.columns[place].slices[row]
                            guard !slice.isAbsent else { continue }
                            let value = UnsafeRawBufferPointer(rebasing: bytes[slice.range])
                            numbers.append(Int32(table.number(Key128(value, column: scope))))
                        }
                    }
                    starts.append(Int32(numbers.count))
                }
            }
            count = table.count
        }

        func values(of row: Int) -> [Int] {
            numbers[Int(starts[row])..<Int(starts[row + 1])].map(Int.init)
        }
    }
}
