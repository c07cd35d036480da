/// A path tree in the form that the reader walks: names are numbers, each step is one look into a table.
struct XMLSteps {
    static let none: Int16 = -1
    /// Not in any path, and already reported.
    static let noted: Int16 = -2

    /// What there is to do at a node, so that most elements cost no further look.
    struct Duties: OptionSet {
        let rawValue: UInt8
        static let record = Duties(rawValue: 1)
        static let text = Duties(rawValue: 2)
        static let items = Duties(rawValue: 4)
        static let slots = Duties(rawValue: 8)
        static let attributes = Duties(rawValue: 16)
        /// Nothing below it is in any path, so its text goes straight into the batch.
        static let leaf = Duties(rawValue: 32)
        static let inRecord = Duties(rawValue: 64)
        /// Only the element's own text counts, not its children's.
        static let ownText = Duties(rawValue: 128)
    }

    private(set) var duties: [Duties] = []
    /// The tree's own nodes, by the same numbers.
    private(set) var nodes: [XMLPathTree.Node]
    /// Where values go, one after another.
    private(set) var targets: [XMLPathTree.Target] = []
    /// For each node, the targets of its text.
    private(set) var textTargets: [Range<Int>] = []
    /// `node * capacity + name`: the child's node, `none` or `noted`.
    private(set) var children: [Int16]
    /// `node * capacity + name`: the number in `attributeTargets`, `none` or `noted`.
    private(set) var attributes: [Int16]
    /// Ranges of `targets`.
    private(set) var attributeTargets: [Range<Int>] = []

    /// - Returns: `nil` where the tree has more nodes or names than the tables hold.
    init?(_ tree: XMLPathTree, names: inout XMLNameTable) {
        let width = XMLNameTable.capacity
        guard tree.nodes.count < Int(Int16.max) else { return nil }
        nodes = tree.nodes
        children = Array(repeating: XMLSteps.none, count: tree.nodes.count * width)
        attributes = children
        for (index, node) in tree.nodes.enumerated() {
            duties.append(XMLSteps.duties(of: node))
            textTargets.append(add(node.text + node.ownText))
            children[index * width + XMLNameTable.unnumbered] = XMLSteps.noted
            attributes[index * width + XMLNameTable.unnumbered] = XMLSteps.noted
            for (name, child) in node.children {
                guard let number = names.number(of: name) else { return nil }
                children[index * width + number] = Int16(child)
            }
            for (name, targets) in node.attributes {
                guard let number = names.number(of: name) else { return nil }
                attributes[index * width + number] = Int16(attributeTargets.count)
                attributeTargets.append(add(targets))
            }
        }
    }

    private mutating func add(_ more: [XMLPathTree.Target]) -> Range<Int> {
        targets += more
        return targets.count - more.count..<targets.count
    }

    private static func duties(of node: XMLPathTree.Node) -> Duties {
        var duties: Duties = []
        let hasText = !node.text.isEmpty || !node.ownText.isEmpty
        if node.shape != nil { duties.insert(.record) }
        if hasText { duties.insert(.text) }
        if !node.groups.isEmpty { duties.insert(.items) }
        if !node.slots.isEmpty { duties.insert(.slots) }
        if node.children.isEmpty { duties.insert(.leaf) }
        if node.isInRecord { duties.insert(.inRecord) }
        if node.text.isEmpty { duties.insert(.ownText) }
        // A record's attributes are looked at even where no path asks, to report undeclared ones; those of values
        // and items for `xsi:nil`.
        if hasText || !node.attributes.isEmpty || node.shape != nil || !node.groups.isEmpty {
            duties.insert(.attributes)
        }
        return duties
    }

    @inline(__always)
    func child(of node: Int, named name: Int) -> Int16 {
        children[node * XMLNameTable.capacity + name]
    }

    @inline(__always)
    func attribute(of node: Int, named name: Int) -> Int16 {
        attributes[node * XMLNameTable.capacity + name]
    }

    /// Marks a name that is in no path, so that it is reported once.
    mutating func noteChild(of node: Int, named name: Int) {
        children[node * XMLNameTable.capacity + name] = XMLSteps.noted
    }

    /// The same for an attribute.
    mutating func noteAttribute(of node: Int, named name: Int) {
        attributes[node * XMLNameTable.capacity + name] = XMLSteps.noted
    }

    /// A node's path, for messages.
    func path(of node: Int) -> String {
        node == 0 ? "" : path(of: nodes[node].parent) + "/" + nodes[node].name.local
    }
}
