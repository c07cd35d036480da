import CLibXML2
import GuijiModel

/// A start tag as libxml2 hands it over: five pointers an attribute (name, prefix, URI, value's begin and end).
struct XMLStartTag {
    var local: UnsafePointer<UInt8>
    var prefix: UnsafePointer<UInt8>?
    var uri: UnsafePointer<UInt8>?
    var namespaceCount: Int
    var attributeCount: Int
    /// Of the attributes, those at the end that the document type added.
    var defaultedCount: Int
    var attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
}

extension XMLMachine {
    mutating func start(_ tag: XMLStartTag) {
        guard !hasFailed else { return }
        depth += 1
        hasRoot = true
        guard isWithinLimits(tag), known == depth - 1 else { return }
        let parent = path[known]
        let name = names.number(tag.local, prefix: tag.prefix, uri: tag.uri)
        let step = steps.child(of: parent, named: name)
        guard step >= 0 else {
            if step == XMLSteps.none || known == 0 { meetUnknown(name, in: parent, tag) }
            return
        }
        let node = Int(step)
        let duties = steps.duties[node]
        var isNil = false
        if tag.attributeCount > 0, duties.contains(.attributes) {
            isNil = says(nil: tag)
            if isNil, duties.contains(.items), !duties.contains(.record) { return }
        }
        known += 1
        path[known] = node
        if duties.contains(.slots) {
            for slot in steps.nodes[node].slots { slots[slot].isSet = false }
        }
        if duties.contains(.record) { startRecord(node) }
        if duties.contains(.items) { startItems(node) }
        if tag.attributeCount > 0, duties.contains(.attributes) { takeAttributes(tag, of: node) }
        if duties.contains(.text), !isNil { startText(duties) }
    }

    mutating func end() {
        guard !hasFailed else { return }
        if known == depth {
            let node = path[known]
            let duties = steps.duties[node]
            if duties.contains(.text) { endText(node, duties) }
            if duties.contains(.record) { endRecord(node) }
            known -= 1
        }
        depth -= 1
    }

    private mutating func isWithinLimits(_ tag: XMLStartTag) -> Bool {
        if depth > limits.depth {
            fail(
                .fileMalformed, found: "elements nested \(depth) deep",
                expected: "at most \(limits.depth) levels")
        } else if max(tag.attributeCount, tag.namespaceCount) > limits.attributes {
            fail(
                .fileMalformed,
                found: "an element with \(max(tag.attributeCount, tag.namespaceCount)) attributes",
                expected: "at most \(limits.attributes)")
        } else if tag.namespaceCount > 0, let parser,
            Int(parser.pointee.nsNr) > 2 * limits.namespacesInScope
        {
            fail(
                .fileMalformed, found: "\(parser.pointee.nsNr / 2) namespaces in scope",
                expected: "at most \(limits.namespacesInScope)")
        } else {
            return true
        }
        return false
    }

    /// An element that no path names.
    private mutating func meetUnknown(_ name: Int, in parent: Int, _ tag: XMLStartTag) {
        let local = String(cString: tag.local)
        let shown = tag.prefix.map { String(cString: $0) + ":" + local } ?? local
        guard parent != 0 else {
            let roots = Set(plan.shapes.compactMap { XMLMachine.firstStep(of: $0.path) })
            let space = tag.uri.map { " in the namespace \(String(cString: $0))" } ?? ""
            fail(
                .fileMalformed, found: "a document that begins <\(shown)>\(space)",
                expected: "the root element \(roots.sorted().joined(separator: " or "))"
                    + "; is this another feed's file, or has the sender changed the format?")
            return
        }
        steps.noteChild(of: parent, named: name)
        let duties = steps.duties[parent]
        if !duties.contains(.inRecord) {
            if divergence == nil { divergence = steps.path(of: parent) + "/" + shown }
        } else if !duties.contains(.leaf) || duties.contains(.record) {
            undeclared.append(pathInRecord(parent) + shown)
        }
    }

    /// Whether `xsi:nil` is `true`.
    private mutating func says(nil tag: XMLStartTag) -> Bool {
        guard let attributes = tag.attributes else { return false }
        for index in 0..<tag.attributeCount {
            let entry = attributes + 5 * index
            guard let local = entry[0], let uri = entry[2], let begin = entry[3],
                let end = entry[4]
            else { continue }
            guard names.number(local, prefix: entry[1], uri: uri) == nilName else { continue }
            let value = UnsafeRawBufferPointer(start: begin, count: end - begin)
            return value.elementsEqual("true".utf8) || value.elementsEqual("1".utf8)
        }
        return false
    }

    private mutating func takeAttributes(_ tag: XMLStartTag, of node: Int) {
        guard let attributes = tag.attributes else { return }
        for index in 0..<tag.attributeCount {
            let entry = attributes + 5 * index
            guard let local = entry[0], let begin = entry[3], let end = entry[4] else { continue }
            let name = names.number(local, prefix: entry[1], uri: entry[2])
            let number = steps.attribute(of: node, named: name)
            if number >= 0 {
                if index >= tag.attributeCount - tag.defaultedCount {
                    defaultedBytes += end - begin
                    if defaultedBytes > limits.defaultedBytes { return failDefaulted() }
                }
                take(
                    UnsafeRawBufferPointer(start: begin, count: end - begin),
                    for: steps.attributeTargets[Int(number)])
            } else if number == XMLSteps.none, steps.duties[node].contains(.record) {
                steps.noteAttribute(of: node, named: name)
                let uri = entry[2].map { String(cString: $0) }
                if uri != XMLName.isNil.uri {
                    undeclared.append(pathInRecord(node) + "@" + String(cString: local))
                }
            }
        }
    }

    private mutating func failDefaulted() {
        fail(
            .fileMalformed,
            found: "a document type whose attribute defaults add \(defaultedBytes) bytes",
            expected: "at most \(limits.defaultedBytes)")
    }

    /// The way from the record to a node, with a slash at its end.
    private func pathInRecord(_ node: Int) -> String {
        var text = ""
        var current = node
        while current != 0, steps.nodes[current].shape == nil {
            text = steps.nodes[current].name.local + "/" + text
            current = steps.nodes[current].parent
        }
        return text
    }

    private static func firstStep(of path: String) -> String? {
        path.split(separator: "/").first.map(String.init)
    }
}
