import GuijiContract

/// The changes of divisions as a graph: from a code to those that followed it, and back.
struct DivisionGraph {
    var divisions: [Division]
    var byCode: [UInt64: [Int32]]
    /// For each row of a code (in the order of `byCode`) what followed it.
    var successors: [UInt64: [[UInt64]]]
    var predecessors: [UInt64: [UInt64]]

    /// What a code is on a day: itself if a row of it holds, else what follows (or precedes) the row nearest in time.
    func codes(of code: UInt64, at day: Int) -> [UInt64] {
        guard let rows = byCode[code] else { return [] }
        if rows.contains(where: { divisions[Int($0)].holds(at: day) }) { return [code] }
        let ended = rows.filter { divisions[Int($0)].to <= day }
        let nearest = ended.max { divisions[Int($0)].to < divisions[Int($1)].to }
        let name = nearest ?? rows.min { divisions[Int($0)].from < divisions[Int($1)].from }
        guard let name else { return [] }
        return self.code(ofRow: Int(name), at: day)
    }

    /// What one row is on a day.
    func code(ofRow index: Int, at day: Int) -> [UInt64] {
        let start = divisions[index]
        if start.holds(at: day) { return [start.code] }
        // Only the name changed: the code goes on.
        if start.to <= day, continues(start, day) { return [start.code] }
        var visited: Set<UInt64> = []
        let ends =
            start.to <= day
            ? after(index, day, &visited) : before(start.code, day, &visited)
        let found = Array(Set(ends)).sorted()
        guard found.count > 1 else { return found }
        // Divided: the part that kept the name, if exactly one did.
        let stem = DivisionNames.short(start.name, start.level) ?? start.name
        let alike = found.filter { code in
            (byCode[code] ?? []).contains { row in
                let division = divisions[Int(row)]
                return division.holds(at: day)
                    && (DivisionNames.short(division.name, division.level) ?? division.name) == stem
            }
        }
        return alike.count == 1 ? alike : found
    }

    /// Whether rows of the same code follow one another without a gap up to a day.
    private func continues(_ start: Division, _ day: Int) -> Bool {
        var end = start.to
        while let next = (byCode[start.code] ?? []).first(where: {
            divisions[Int($0)].from == end && divisions[Int($0)].to > end
        }) {
            let row = divisions[Int(next)]
            if row.holds(at: day) { return true }
            end = row.to
        }
        return false
    }

    private func after(_ index: Int, _ day: Int, _ visited: inout Set<UInt64>) -> [UInt64] {
        let code = divisions[index].code
        guard visited.insert(code &* 1000 &+ UInt64(index)).inserted, let rows = byCode[code],
            let lists = successors[code], let place = rows.firstIndex(of: Int32(index))
        else { return [] }
        var found: [UInt64] = []
        for next in lists[place] {
            guard let rows = byCode[next] else { continue }
            if rows.contains(where: { divisions[Int($0)].holds(at: day) }) {
                found.append(next)
            } else if let row = follower(rows, of: index, day) {
                found += after(row, day, &visited)
            }
        }
        return found
    }

    /// Of a code's rows, the one that began when the other ended, else the one that ended last before the day.
    private func follower(_ rows: [Int32], of index: Int, _ day: Int) -> Int? {
        let end = divisions[index].to
        let ended = rows.map { Int($0) }.filter { divisions[$0].to <= day && $0 != index }
        return ended.first { divisions[$0].from <= end && end < divisions[$0].to }
            ?? ended.max { divisions[$0].to < divisions[$1].to }
    }

    private func before(_ code: UInt64, _ day: Int, _ visited: inout Set<UInt64>) -> [UInt64] {
        guard visited.insert(code).inserted else { return [] }
        var found: [UInt64] = []
        for earlier in predecessors[code] ?? [] {
            if (byCode[earlier] ?? []).contains(where: { divisions[Int($0)].holds(at: day) }) {
                found.append(earlier)
            } else {
                found += before(earlier, day, &visited)
            }
        }
        return found
    }
}
