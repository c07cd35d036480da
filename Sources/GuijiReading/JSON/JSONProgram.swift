import CSimdjson
import GuijiContract
import GuijiModel

/// A plan's paths as the trie that the C++ reader walks with, and what its numbers stand for.
///
/// Owns the C++ reader. Confined to one thread.
final class JSONProgram {
    /// A source of the plan, whose occurrence is noted.
    struct Source {
        var text: String
        /// 0: a column of the record; else group + 1.
        var scope: Int
        /// The column, or `nil` for the group itself.
        var column: Int?
    }

    /// Where records of some shapes stand.
    struct RecordPath {
        var text: String
        var path: JSONPath
        /// The node of their container.
        var node: UInt32
    }

    let plan: ReadPlan
    let reader: OpaquePointer
    private(set) var sources: [Source] = []
    private(set) var recordPaths: [RecordPath] = []
    /// Paths that lead to watched nodes, for messages: `properties.` or empty.
    private(set) var watchedPaths: [UInt32: String] = [:]
    /// Whether a source takes an element of the record itself, so that records may be arrays.
    private(set) var takesArrays = false

    private var absolutes: [String] = []
    private var hiddenCount = 0
    private var nodes = NodeBook()

    /// - Throws: `FILE_UNREADABLE` for a plan with a source or path that is none, or without memory.
    init(plan: ReadPlan) throws(DeliveryError) {
        self.plan = plan
        let columnar = plan.container.columnsPath != nil
        absolutes = JSONProgram.absoluteTexts(of: plan)
        let hidden = plan.shapes.compactMap(\.when).count
        let sourceCount =
            plan.columns.reduce(0) { $0 + $1.sources.count } + hidden
            + plan.groups.reduce(0) { $0 + 1 + $1.columns.reduce(0) { $0 + $1.sources.count } }
        guard
            let made = guiji_json_create(
                UInt32(plan.columns.count), UInt32(hidden), UInt32(sourceCount),
                UInt32(absolutes.count), UInt32(plan.groups.count),
                plan.groups.map { UInt32($0.columns.count) })
        else { throw JSONProblems.noMemory }
        reader = made
        try addAbsolutes()
        for (number, column) in plan.columns.enumerated() {
            for (priority, source) in column.sources.enumerated() {
                let id = note(source, scope: 0, column: number)
                // Names of columnar documents are known only when the document has been read.
                if columnar, !source.hasPrefix("$"), !source.hasPrefix("@") { continue }
                try addSource(source, id: id, column: number, priority: priority)
            }
        }
        for (number, group) in plan.groups.enumerated() { try addGroup(group, number: number) }
        try addShapes()
        if !columnar { watch() }
    }

    deinit { guiji_json_destroy(reader) }

    private func note(_ text: String, scope: Int, column: Int?) -> Int {
        sources.append(Source(text: text, scope: scope, column: column))
        return sources.count - 1
    }
}

// MARK: - Columns and groups

extension JSONProgram {
    private func addSource(_ text: String, id: Int, column: Int, priority: Int)
        throws(DeliveryError)
    {
        let rank = UInt8(min(priority, 254))
        var origin: guiji_json_origin?
        var slot = 0
        if text == "@key" { origin = GUIJI_JSON_FROM_KEY }
        if text == "@index" { origin = GUIJI_JSON_FROM_INDEX }
        if let absolute = absolutes.firstIndex(of: text), text.hasPrefix("$") {
            origin = GUIJI_JSON_FROM_ABSOLUTE
            slot = absolute
        }
        if let origin {
            guard
                guiji_json_derive(reader, origin, UInt32(slot), UInt32(column), rank, UInt32(id))
            else { throw JSONProblems.noMemory }
            return
        }
        let path = try relativePath(text)
        if case .index? = path.steps.first { takesArrays = true }
        let node = try addNodes(path.steps, from: UInt32(GUIJI_JSON_RECORD))
        nodes.stores.insert(node)
        try act(
            node, GUIJI_JSON_STORE, scope: 0, column: column, priority: rank, source: id)
    }

    private func addGroup(_ group: ReadPlan.Group, number: Int) throws(DeliveryError) {
        guard let path = JSONPath(group.source), !path.isAbsolute else {
            throw JSONProblems.notAPath(group.source)
        }
        var steps = path.steps
        if steps.last == .everyElement { steps.removeLast() }
        let scope = number + 1
        let array = try addNodes(steps, from: UInt32(GUIJI_JSON_RECORD))
        let id = note(group.source, scope: scope, column: nil)
        try act(array, GUIJI_JSON_MARK, scope: scope, column: 0, priority: 0, source: id)
        let item = try addNodes([.everyElement], from: array)
        try act(item, GUIJI_JSON_ITEM, scope: scope, column: 0, priority: 0, source: id)
        for (columnNumber, column) in group.columns.enumerated() {
            for (priority, source) in column.sources.enumerated() {
                let path = try relativePath(source)
                let node = try addNodes(path.steps, from: item)
                nodes.stores.insert(node)
                try act(
                    node, GUIJI_JSON_STORE, scope: scope, column: columnNumber,
                    priority: UInt8(min(priority, 254)),
                    source: note(source, scope: scope, column: columnNumber))
            }
        }
    }

    private func relativePath(_ text: String) throws(DeliveryError) -> JSONPath {
        guard !text.hasPrefix("@"), let path = JSONPath(text), !path.isAbsolute,
            !path.steps.contains(.everyElement), !path.steps.contains(.everyMember)
        else { throw JSONProblems.notAPath(text) }
        return path
    }

    /// Gives the columns of a columnar document their places, by name. The first of equal names counts.
    /// - Returns: names in the document that no source mentions.
    func bindColumns(_ names: [String]) throws(DeliveryError) -> [String] {
        guiji_json_expect_elements(reader, UInt32(names.count))
        var mentioned: Set<String> = []
        for (id, source) in sources.enumerated() {
            guard source.scope == 0, let column = source.column,
                !source.text.hasPrefix("$"), !source.text.hasPrefix("@")
            else { continue }
            mentioned.insert(source.text)
            let priority = firstIndex(of: source.text, column: column)
            if let place = names.firstIndex(of: source.text) {
                let node = try addNodes([.index(place)], from: UInt32(GUIJI_JSON_RECORD))
                try act(
                    node, GUIJI_JSON_STORE, scope: 0, column: column,
                    priority: UInt8(min(priority, 254)), source: id)
            } else if source.text.hasPrefix("[") {
                try addSource(source.text, id: id, column: column, priority: priority)
            }
        }
        return names.filter { !mentioned.contains($0) }
    }

    private func firstIndex(of text: String, column: Int) -> Int {
        guard column < plan.columns.count else { return 0 }
        return plan.columns[column].sources.firstIndex(of: text) ?? 0
    }
}

// MARK: - Paths of the document

extension JSONProgram {
    private static func absoluteTexts(of plan: ReadPlan) -> [String] {
        var texts = plan.envelopePaths
        for column in plan.columns {
            for source in column.sources where source.hasPrefix("$") && !texts.contains(source) {
                texts.append(source)
            }
        }
        return texts
    }

    private func addAbsolutes() throws(DeliveryError) {
        for (slot, text) in absolutes.enumerated() {
            guard let path = JSONPath(text), path.isAbsolute else {
                throw JSONProblems.notAPath(text)
            }
            let node = try addNodes(path.steps, from: UInt32(GUIJI_JSON_DOCUMENT))
            try act(node, GUIJI_JSON_ABSOLUTE, scope: 0, column: slot, priority: 0, source: 0)
        }
        guard let text = plan.container.columnsPath else { return }
        guard let path = JSONPath(text), path.isAbsolute else { throw JSONProblems.notAPath(text) }
        let names = try addNodes(path.steps, from: UInt32(GUIJI_JSON_DOCUMENT))
        let element = try addNodes([.everyElement], from: names)
        for node in [names, element] {
            try act(node, GUIJI_JSON_NAME, scope: 0, column: 0, priority: 0, source: 0)
        }
    }

    private func addShapes() throws(DeliveryError) {
        for (number, shape) in plan.shapes.enumerated() {
            let path = plan.container.format == .json ? try recordPath(shape.path) : 0
            var hidden = UInt32.max
            if let when = shape.when {
                hidden = UInt32(hiddenCount)
                hiddenCount += 1
                let column = plan.columns.count + Int(hidden)
                let id = note(when.source, scope: 0, column: column)
                let isName =
                    plan.container.columnsPath != nil && !when.source.hasPrefix("$")
                    && !when.source.hasPrefix("@")
                if !isName {
                    try addSource(when.source, id: id, column: column, priority: 0)
                }
            }
            let equals = Array((shape.when?.equals ?? "").utf8)
            guard
                guiji_json_shape(
                    reader, UInt32(path), UInt8(truncatingIfNeeded: number), hidden, equals,
                    equals.count)
            else { throw JSONProblems.noMemory }
        }
    }

    private func recordPath(_ text: String) throws(DeliveryError) -> Int {
        let text = text.isEmpty ? "$[]" : text
        guard let path = JSONPath(text), path.isAbsolute else { throw JSONProblems.notAPath(text) }
        if let known = recordPaths.firstIndex(where: { $0.path == path }) { return known }
        var steps = path.steps
        var action = GUIJI_JSON_RECORD_VALUE
        if steps.last == .everyElement { action = GUIJI_JSON_RECORD_ELEMENTS }
        if steps.last == .everyMember { action = GUIJI_JSON_RECORD_MEMBERS }
        if action != GUIJI_JSON_RECORD_VALUE { steps.removeLast() }
        let node = try addNodes(steps, from: UInt32(GUIJI_JSON_DOCUMENT))
        let number = recordPaths.count
        try act(node, action, scope: 0, column: number, priority: 0, source: 0)
        recordPaths.append(RecordPath(text: text, path: path, node: node))
        return number
    }

    /// The absolute values that the document has, for the plan's envelope paths.
    var envelope: [String: String] {
        var values: [String: String] = [:]
        for (slot, text) in absolutes.enumerated() where plan.envelopePaths.contains(text) {
            let value = guiji_json_absolute(reader, UInt32(slot))
            if value.bytes != nil { values[text] = String(json: value) }
        }
        return values
    }
}

// MARK: - Nodes

extension JSONProgram {
    /// What Swift remembers of the trie.
    private struct NodeBook {
        var parents: [UInt32: UInt32] = [:]
        var names: [UInt32: String] = [:]
        var withKeys: Set<UInt32> = []
        var stores: Set<UInt32> = []
        var indexed: Set<UInt32> = []
    }

    private func addNodes(_ steps: [JSONPath.Step], from start: UInt32) throws(DeliveryError)
        -> UInt32
    {
        var node = start
        for step in steps {
            var key: [UInt8] = []
            var index = 0
            var name = ""
            let kind: guiji_json_step
            switch step {
            case .key(let text):
                kind = GUIJI_JSON_KEY
                key = Array(text.utf8)
                name = text
                nodes.withKeys.insert(node)
            case .index(let number):
                kind = GUIJI_JSON_INDEX
                index = number
                name = "[\(number)]"
            case .everyElement:
                kind = GUIJI_JSON_EVERY_ELEMENT
                name = "[]"
            case .everyMember:
                kind = GUIJI_JSON_EVERY_MEMBER
                name = "*"
            }
            let child = guiji_json_node(reader, node, kind, key, key.count, UInt32(index))
            guard child != 0 else { throw JSONProblems.noMemory }
            nodes.parents[child] = node
            nodes.names[child] = name
            if kind == GUIJI_JSON_INDEX { nodes.indexed.insert(child) }
            node = child
        }
        return node
    }

    private func act(
        _ node: UInt32, _ action: guiji_json_action, scope: Int, column: Int, priority: UInt8,
        source: Int
    ) throws(DeliveryError) {
        guard
            guiji_json_act(
                reader, node, action, UInt32(scope), UInt32(column), priority, UInt32(source))
        else { throw JSONProblems.noMemory }
    }

    /// Has keys reported that no source mentions: in the record, and in the objects that sources look into.
    private func watch() {
        for node in nodes.withKeys {
            var path = ""
            var at = node
            var isCovered = nodes.stores.contains(node) || nodes.indexed.contains(node)
            while let parent = nodes.parents[at] {
                let name = nodes.names[at] ?? ""
                path = path.isEmpty || path.hasPrefix("[") ? name + path : name + "." + path
                at = parent
                // A source that wants one element of a list says nothing about the others.
                if nodes.stores.contains(at) || nodes.indexed.contains(at) { isCovered = true }
            }
            guard at == GUIJI_JSON_RECORD, !isCovered else { continue }
            guiji_json_watch(reader, node)
            watchedPaths[node] = path
        }
    }
}

extension String {
    /// UTF-8 text that the C++ reader lends.
    init(json text: guiji_json_text) {
        self.init(
            decoding: UnsafeBufferPointer(start: text.bytes, count: text.length), as: UTF8.self)
    }
}
