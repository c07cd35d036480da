package import GuijiModel

/// One record as it is being made. The writer keeps one and clears it for each record.
///
/// Values are set by the path that the contract's `transformSourceObjects` has (`GMSFHM`, `gps.x`, `jhr/xm`, `@xsbh`,
/// `../@njmc`); items of a group by the paths of its fields. Beside them stands the truth: who the record speaks of,
/// and what must come of it.
package final class RecordDraft {
    /// Random numbers of this record alone: the same each night for the same number of a record.
    package var chance: Chance
    /// The record's kind, where the contract has several with paths of their own.
    package var shape = ""
    /// Why the record must be set aside; `nil`: it must be loaded.
    package var setAside: RuleID?
    /// The record's key as one text; `nil`: the key fields as they are written, joined by `|`. To be given where the
    /// same key is spelled in several ways.
    package var key: String?
    /// What orders versions; `nil`: the digits of the contract's order field as a number.
    package var order: Int?
    /// CSV: cells beyond the last column.
    package var extraCells: [String] = []
    /// JSON Lines: only this share of the record's text is written (a transfer broke off).
    package var cut: Double?
    /// JSON Lines: no line end follows; the transfer ended here.
    package var endsFile = false

    let plan: WritePlan
    var fields: FieldValues
    var items: [(group: Int, fields: FieldValues)] = []
    var links: [TruthLink] = []
    var strikes: [String] = []
    private var unknownGroup: String?
    /// Where the record's own random numbers begin.
    private var base: UInt64 = 0

    init(plan: WritePlan) {
        self.plan = plan
        fields = FieldValues(table: plan.table)
        chance = Chance(seed: 0, Purpose(""))
    }

    /// Text at a path; `nil` leaves the place empty.
    package subscript(path: String) -> String? {
        get { fields[path] }
        set { fields[path] = newValue }
    }

    /// Any value at a path.
    package func set(_ path: String, _ value: RawValue) { fields.set(path, value) }

    /// A number, in JSON without quotes.
    package func set(_ path: String, number: Int) { fields.set(path, number: number) }

    /// A number with so many digits after the point, in JSON without quotes.
    package func set(_ path: String, number: Double, places: Int) {
        fields.set(path, number: number, places: places)
    }

    /// Adds an item to a group, named by its source in the contract (`jhr`, `xc[]`). An item without values is an
    /// empty element or object.
    /// - Returns: the item's number within its group, from 0, for `links`.
    @discardableResult
    package func item(_ group: String, _ fill: (inout FieldValues) -> Void) -> Int {
        guard let index = plan.groups.firstIndex(where: { $0.source == group }) else {
            unknownGroup = unknownGroup ?? group
            return 0
        }
        var fields = FieldValues(table: plan.groups[index].table)
        fill(&fields)
        items.append((index, fields))
        return items.count { $0.group == index } - 1
    }

    /// Whether a kind of dirt strikes this record, or one of its items; counted in `truth/dirt.csv`. Each kind and item
    /// has a draw of its own, so that a new kind shifts no other.
    package func strikes(_ dirt: Dirt, item: Int = 0) -> Bool {
        var own = Chance(seed: base, dirt.purpose, item)
        guard own.happens(dirt.rate) else { return false }
        strikes.append(dirt.name)
        return true
    }

    /// The record speaks of this person of the simulation. Negative numbers (nobody) are passed over.
    /// - Parameters:
    ///   - traps: what makes this mention hard, beside what lies on the person for good.
    ///   - isUndecidable: nobody could tell from what is written whom it means.
    package func person(
        _ number: Int, as role: String, item: Int? = nil, _ traps: [Trap] = [],
        isUndecidable: Bool = false
    ) {
        link(.person, number, role, item, traps, isUndecidable)
    }

    /// The record speaks of this organization.
    package func organization(
        _ number: Int, as role: String, item: Int? = nil, _ traps: [Trap] = [],
        isUndecidable: Bool = false
    ) {
        link(.organization, number, role, item, traps, isUndecidable)
    }

    /// The record speaks of this address.
    package func address(
        _ number: Int, as role: String, item: Int? = nil, _ traps: [Trap] = [],
        isUndecidable: Bool = false
    ) {
        link(.address, number, role, item, traps, isUndecidable)
    }

    /// The number of somebody or something outside the city that this record alone names.
    package func stranger(_ item: Int = 0) -> Int {
        var own = Chance(seed: base, Purpose("stranger"), item)
        return TruthLink.strangers * 10 + own.below(TruthLink.strangers * 10)
    }

    private func link(
        _ kind: TruthLink.Kind, _ number: Int, _ role: String, _ item: Int?, _ traps: [Trap],
        _ isUndecidable: Bool
    ) {
        guard number >= 0 else { return }
        links.append(
            TruthLink(
                kind: kind, number: number, role: role, item: item, traps: traps,
                isUndecidable: isUndecidable))
    }

    /// A path that the producer set and the contract does not have.
    var unknownPath: String? {
        fields.unknown ?? unknownGroup ?? items.lazy.compactMap(\.fields.unknown).first
    }

    func clear(_ chance: Chance) {
        self.chance = chance
        var first = chance
        base = first.generator.next()
        shape = ""
        setAside = nil
        key = nil
        order = nil
        cut = nil
        endsFile = false
        extraCells.removeAll(keepingCapacity: true)
        items.removeAll(keepingCapacity: true)
        links.removeAll(keepingCapacity: true)
        strikes.removeAll(keepingCapacity: true)
        fields.clear()
    }
}
