import GuijiContract
import GuijiModel

/// All paths of a plan in one tree of elements, so that each element of a document costs one step in it.
///
/// Every source is made absolute: `jhr/xm` of records at `/a/b` is the node `/a/b/jhr/xm`. What lies outside the
/// record (`../@njmc`) goes through a slot, which keeps the value until the record begins.
struct XMLPathTree {
    /// Where a value goes.
    struct Target {
        enum Kind { case column, item, slot }
        var kind: Kind
        var shape = 0
        /// Of an item's value.
        var group = 0
        /// Column of the record or of the group, or the slot.
        var index: Int
        /// The alternative that the source is; the lowest that is there wins.
        var rank: UInt8 = 0
    }

    struct Node {
        var name: XMLName
        var parent: Int
        var children: [XMLName: Int] = [:]
        /// The record shape whose records these elements are.
        var shape: Int?
        /// Groups, by number and shape, whose items these elements are.
        var groups: [(group: Int, shape: Int)] = []
        var text: [Target] = []
        var ownText: [Target] = []
        var attributes: [XMLName: [Target]] = [:]
        /// Slots whose values end with this element.
        var slots: [Int] = []
        /// The node is a record or lies within one.
        var isInRecord = false
    }

    /// Node 0 is the document itself.
    private(set) var nodes = [Node(name: XMLName(uri: nil, local: ""), parent: 0)]
    private(set) var slotCount = 0
    /// For each shape, the slots that its records' columns take a value from.
    private(set) var contexts: [[(column: Int, rank: UInt8, slot: Int)]]
    /// For each envelope path of the plan, its slot.
    private(set) var envelopeSlots: [Int] = []
    /// Whether records may lie within records of another shape.
    private(set) var nests = false

    /// - Throws: `FILE_UNREADABLE` where a path of the contract makes no sense.
    init(_ plan: ReadPlan) throws(DeliveryError) {
        contexts = Array(repeating: [], count: plan.shapes.count)
        let namespaces = plan.container.namespaces
        for (number, shape) in plan.shapes.enumerated() {
            let path = try XMLPath(shape.path, namespaces: namespaces)
            guard path.isAbsolute, path.end == .element, !path.steps.isEmpty else {
                throw XMLPathTree.invalid(shape.path, "an element's path from the root")
            }
            let record = node(path.steps, from: 0)
            guard nodes[record].shape == nil else {
                throw XMLPathTree.invalid(shape.path, "a path of its own for each record shape")
            }
            nodes[record].shape = number
            for (column, spec) in plan.columns.enumerated() {
                try add(spec, column, shape: number, record: record, plan)
            }
            for (group, spec) in plan.groups.enumerated() {
                try add(spec, group, shape: number, record: record, namespaces)
            }
        }
        for text in plan.envelopePaths {
            let path = try XMLPath(text, namespaces: namespaces)
            guard path.isAbsolute else {
                throw XMLPathTree.invalid(text, "a path from the root")
            }
            envelopeSlots.append(addSlot(path, from: 0))
        }
        markRecords()
    }

    private mutating func add(
        _ spec: ReadPlan.Column, _ column: Int, shape: Int, record: Int, _ plan: ReadPlan
    ) throws(DeliveryError) {
        for (rank, source) in spec.sources.enumerated() {
            let path = try XMLPath(source, namespaces: plan.container.namespaces)
            let rank = UInt8(min(rank, 254))
            if path.isAbsolute || path.ups > 0 {
                guard let start = path.isAbsolute ? 0 : ancestor(of: record, path.ups) else {
                    // Another shape's records may lie deeper.
                    if plan.shapes.count > 1 { continue }
                    throw XMLPathTree.invalid(source, "fewer steps up than the record lies deep")
                }
                contexts[shape].append((column, rank, addSlot(path, from: start)))
            } else {
                let target = Target(kind: .column, shape: shape, index: column, rank: rank)
                attach(target, path, from: record)
            }
        }
    }

    private mutating func add(
        _ spec: ReadPlan.Group, _ group: Int, shape: Int, record: Int,
        _ namespaces: [String: String]
    ) throws(DeliveryError) {
        let path = try XMLPath(spec.source, namespaces: namespaces)
        guard !path.isAbsolute, path.ups == 0, path.end == .element else {
            throw XMLPathTree.invalid(spec.source, "a path to elements within the record")
        }
        let item = node(path.steps, from: record)
        nodes[item].groups.append((group, shape))
        for (column, columnSpec) in spec.columns.enumerated() {
            for (rank, source) in columnSpec.sources.enumerated() {
                let path = try XMLPath(source, namespaces: namespaces)
                guard !path.isAbsolute, path.ups == 0 else {
                    throw XMLPathTree.invalid(source, "a path within the group's item")
                }
                let target = Target(
                    kind: .item, shape: shape, group: group, index: column,
                    rank: UInt8(min(rank, 254)))
                attach(target, path, from: item)
            }
        }
    }

    private mutating func addSlot(_ path: XMLPath, from start: Int) -> Int {
        let slot = slotCount
        slotCount += 1
        nodes[start].slots.append(slot)
        attach(Target(kind: .slot, index: slot), path, from: start)
        return slot
    }

    private mutating func attach(_ target: Target, _ path: XMLPath, from start: Int) {
        let end = node(path.steps, from: start)
        switch path.end {
        case .element: nodes[end].text.append(target)
        case .ownText: nodes[end].ownText.append(target)
        case .attribute(let name): nodes[end].attributes[name, default: []].append(target)
        }
    }

    /// The node that steps lead to, made where there is none.
    private mutating func node(_ steps: [XMLName], from start: Int) -> Int {
        var current = start
        for step in steps {
            if let next = nodes[current].children[step] {
                current = next
                continue
            }
            nodes[current].children[step] = nodes.count
            nodes.append(Node(name: step, parent: current))
            current = nodes.count - 1
        }
        return current
    }

    /// The node so many steps up, which is an element.
    private func ancestor(of node: Int, _ ups: Int) -> Int? {
        var current = node
        for _ in 0..<ups { current = nodes[current].parent }
        return current == 0 ? nil : current
    }

    private mutating func markRecords() {
        // A parent may have been made after its child's shape was set, but never after the child itself.
        for index in nodes.indices.dropFirst() {
            let parentIsIn = nodes[nodes[index].parent].isInRecord
            nodes[index].isInRecord = parentIsIn || nodes[index].shape != nil
            if parentIsIn, nodes[index].shape != nil { nests = true }
        }
    }

    private static func invalid(_ path: String, _ expected: String) -> DeliveryError {
        DeliveryError(
            rule: .fileUnreadable, found: "the contract's path '\(path)'",
            expected: "\(expected); correct the contract")
    }
}
