import GuijiContract

/// An element as a contract's sources describe it: which slots its attributes, text and children take their values
/// from. Built once for each kind of record.
final class XMLTemplate {
    let name: String
    var attributes: [(name: String, slot: Int)] = []
    /// The slot of the element's own text.
    var text: Int?
    var children: [XMLTemplate] = []
    /// The group whose items this element repeats for; slots below are those of an item.
    var group: Int?

    init(name: String) { self.name = name }

    /// Adds a source: `xm`, `jhr/xm`, `@xsbh`, `bjdw/@id`, `.`.
    func insert(_ steps: ArraySlice<Substring>, slot: Int) {
        guard let step = steps.first else {
            text = slot
            return
        }
        if step == "." {
            text = slot
        } else if step.hasPrefix("@") {
            attributes.append((String(step.dropFirst()), slot))
        } else {
            child(String(step)).insert(steps.dropFirst(), slot: slot)
        }
    }

    /// Adds a repeated group with the sources of its items.
    func insertGroup(_ path: String, index: Int, table: SourceTable) {
        var place = self
        let steps = path.split(separator: "/")
        for step in steps.dropLast() { place = place.child(String(step)) }
        guard let last = steps.last else { return }
        let item = XMLTemplate(name: String(last))
        item.group = index
        for (slot, source) in table.paths.enumerated() {
            item.insert(source.split(separator: "/")[...], slot: slot)
        }
        place.children.append(item)
    }

    private func child(_ name: String) -> XMLTemplate {
        if let found = children.first(where: { $0.name == name && $0.group == nil }) {
            return found
        }
        let made = XMLTemplate(name: name)
        children.append(made)
        return made
    }
}

/// One kind of record: the elements above it, from the root, and the record's own.
struct XMLShape {
    var ancestors: [XMLTemplate]
    var record: XMLTemplate

    init(_ plan: WritePlan, path: String, name: String) {
        let steps = path.split(separator: "/").map(String.init)
        let ancestors = steps.dropLast().map(XMLTemplate.init)
        let record = XMLTemplate(name: steps.last ?? "record")
        let fields = plan.contract.fields.filter { $0.shapes.isEmpty || $0.shapes.contains(name) }
        let own = Set(fields.compactMap(\.sources.first)).union(plan.layout.extraSources)
        for (slot, source) in plan.table.paths.enumerated() where own.contains(source) {
            let parts = source.split(separator: "/")
            let ups = parts.prefix { $0 == ".." }.count
            if ups == 0 {
                record.insert(parts[...], slot: slot)
            } else if ups <= ancestors.count {
                ancestors[ancestors.count - ups].insert(parts.dropFirst(ups), slot: slot)
            }
        }
        for (index, group) in plan.groups.enumerated() {
            let shapes = plan.contract.groups[index].shapes
            guard shapes.isEmpty || shapes.contains(name) else { continue }
            record.insertGroup(group.source, index: index, table: group.table)
        }
        self.ancestors = ancestors
        self.record = record
    }
}
