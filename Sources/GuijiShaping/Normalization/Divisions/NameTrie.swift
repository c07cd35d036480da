/// A set of names, found by walking along a text, one UTF-16 unit a step.
///
/// The first unit is looked up in a table, each further one by one probe of a hash table, so that a text which begins
/// no name costs one load. Immutable after it is built. Names beyond the basic plane are not kept.
struct NameTrie {
    /// For each first unit its node; 0 where no name begins so.
    private var roots = [Int32](repeating: 0, count: 65_536)
    private var keys: [UInt64] = []
    private var children: [Int32] = []
    /// For each node its payload, or -1. Node 0 is none.
    private(set) var payloads: [Int32] = [-1]
    private var mask = 0

    /// Later names win over earlier ones that are the same.
    init(_ names: [(name: String, payload: Int32)]) {
        var edges: [UInt64: Int32] = [:]
        for (name, payload) in names {
            var node: Int32 = 0
            for (index, unit) in name.utf16.enumerated() {
                let next: Int32
                if index == 0 {
                    next = roots[Int(unit)]
                } else {
                    next = edges[NameTrie.key(node, unit)] ?? 0
                }
                if next != 0 {
                    node = next
                    continue
                }
                payloads.append(-1)
                let made = Int32(payloads.count - 1)
                if index == 0 {
                    roots[Int(unit)] = made
                } else {
                    edges[NameTrie.key(node, unit)] = made
                }
                node = made
            }
            payloads[Int(node)] = node == 0 ? -1 : payload
        }
        var size = 16
        while size < edges.count * 2 { size *= 2 }
        mask = size - 1
        keys = Array(repeating: 0, count: size)
        children = Array(repeating: 0, count: size)
        for (key, child) in edges {
            var slot = NameTrie.slot(key) & mask
            while keys[slot] != 0 { slot = (slot + 1) & mask }
            keys[slot] = key
            children[slot] = child
        }
    }

    /// The node of names that begin with a unit, or 0.
    @inline(__always)
    func root(_ unit: UInt16) -> Int32 { roots[Int(unit)] }

    /// The node after one more unit, or 0.
    @inline(__always)
    func next(_ node: Int32, _ unit: UInt16) -> Int32 {
        let key = NameTrie.key(node, unit)
        var slot = NameTrie.slot(key) & mask
        while true {
            let found = keys[slot]
            if found == key { return children[slot] }
            if found == 0 { return 0 }
            slot = (slot &+ 1) & mask
        }
    }

    /// A node's payload, or -1 where no name ends.
    @inline(__always)
    func payload(_ node: Int32) -> Int32 { payloads[Int(node)] }

    /// The longest name that begins at `start` and ends before `end`: its payload and its length, or `nil`.
    @inline(__always)
    func longest(
        _ units: UnsafePointer<UInt16>, _ start: Int, _ end: Int
    ) -> (payload: Int32, length: Int)? {
        guard start < end else { return nil }
        var node = root(units[start])
        guard node != 0 else { return nil }
        var best: (payload: Int32, length: Int)?
        var at = start &+ 1
        while true {
            let payload = payloads[Int(node)]
            if payload >= 0 { best = (payload, at &- start) }
            guard at < end else { return best }
            node = next(node, units[at])
            if node == 0 { return best }
            at &+= 1
        }
    }

    @inline(__always)
    private static func key(_ node: Int32, _ unit: UInt16) -> UInt64 {
        UInt64(UInt32(bitPattern: node)) << 16 | UInt64(unit)
    }

    /// Fibonacci hashing: the high bits of a product with 2^64 divided by the golden ratio.
    @inline(__always)
    private static func slot(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40)
    }
}
