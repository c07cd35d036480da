package import GuijiResolution

/// Compares the clusters of a file with the truth in another.
package struct LinkScoring {
    /// A mistake: rows put together wrongly, or rows of one thing left apart.
    package struct Mistake: Sendable, Encodable {
        package enum Kind: String, Sendable, Encodable { case merged, split }
        package var kind: Kind
        /// The cluster, or the true group.
        package var name: String
        /// Wrong pairs, or missing ones.
        package var pairs: Int
        /// Ids in their groups.
        package var groups: [[String]]
        /// The strongest wrong pair with its answers, where an edge file was given.
        package var evidence: [String]
    }

    package let scores: ClusterScores
    package let mistakes: [Mistake]
    /// Rows of the clusters without a truth, left out of the scores.
    package let withoutTruth: Int

    /// - Parameters:
    ///   - found: CSV with a column `cluster`; the first column is the id.
    ///   - truth: CSV with the same id and a column for the true group, by default the first of the usual names, else the
    ///     last column.
    ///   - edges: what `guiji link --edges` wrote, for evidence.
    package init(
        found: String, truth: String, truthColumn: String? = nil, truthID: String? = nil,
        edges: String? = nil, errors: Int = 0
    ) throws {
        let clusters = try TableFile(path: found)
        guard let clusterColumn = clusters.header(among: ["cluster", "cluster_id"]),
            let idColumn = clusters.headers.first
        else {
            throw GuijiError.table(
                path: found, what: "there is no column 'cluster'; expected what 'guiji link' wrote")
        }
        let answers = try TableFile(path: truth)
        let usual = ["true_id", "truth", "cluster", "entity", "entity_id", "person_id", "group"]
        guard
            let column = answers.header(among: truthColumn.map { [$0] } ?? usual)
                ?? (truthColumn == nil ? answers.headers.last : nil)
        else {
            throw GuijiError.table(
                path: truth,
                what:
                    "there is no column '\(truthColumn ?? "")'; it has \(answers.headers.joined(separator: ", "))"
            )
        }
        let key = answers.header(among: [truthID ?? idColumn])
        if key == nil, idColumn != "row" {
            throw GuijiError.table(
                path: truth,
                what:
                    "there is no id column '\(truthID ?? idColumn)'; name it with --truth-id. The file has "
                    + answers.headers.joined(separator: ", "))
        }
        var groups: [String: Int] = [:]
        var truthOf: [String: Int] = [:]
        var line = 0
        try answers.forEachBatch([[key ?? column], [column]]) { batch in
            for row in 0..<batch.count {
                line += 1
                let id = key == nil ? String(line) : batch.text(column: 0, row: row) ?? ""
                guard let group = batch.text(column: 1, row: row), !group.isEmpty else { continue }
                let number = groups[group] ?? groups.count
                groups[group] = number
                truthOf[LinkScoring.trimmed(id)] = number
            }
        }
        var names: [String: Int] = [:]
        var rows: [(id: String, found: Int, truth: Int)] = []
        var lacking = 0
        try clusters.forEachBatch([[idColumn], [clusterColumn]]) { batch in
            for row in 0..<batch.count {
                let id = batch.text(column: 0, row: row) ?? ""
                let cluster = batch.text(column: 1, row: row) ?? ""
                guard let group = truthOf[LinkScoring.trimmed(id)] else {
                    lacking += 1
                    continue
                }
                let number = names[cluster] ?? names.count
                names[cluster] = number
                rows.append((id, number, group))
            }
        }
        guard !rows.isEmpty else {
            throw GuijiError.table(
                path: truth,
                what:
                    "none of its ids is in \(found); is '\(key ?? "row")' the column that names rows?"
            )
        }
        withoutTruth = lacking
        scores = ClusterScores(found: rows.map(\.found), truth: rows.map(\.truth))
        guard errors > 0 else {
            mistakes = []
            return
        }
        var worst = LinkScoring.worst(rows, errors)
        if let edges { try LinkScoring.addEvidence(edges, &worst, truthOf) }
        mistakes = worst
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    typealias Row = (id: String, found: Int, truth: Int)

    /// The mistakes that cost most pairs, of either kind.
    static func worst(_ rows: [Row], _ limit: Int) -> [Mistake] {
        var worst =
            mistakes(rows, .merged, { $0.found }, { $0.truth }, limit)
            + mistakes(rows, .split, { $0.truth }, { $0.found }, limit)
        worst.sort { ($0.pairs, $1.name) > ($1.pairs, $0.name) }
        return Array(worst.prefix(limit))
    }

    private static func mistakes(
        _ rows: [Row], _ kind: Mistake.Kind, _ whole: (Row) -> Int, _ part: (Row) -> Int,
        _ limit: Int
    ) -> [Mistake] {
        var members: [Int: [Int]] = [:]
        for (index, row) in rows.enumerated() { members[whole(row), default: []].append(index) }
        var all: [(pairs: Int, key: Int)] = []
        for (key, indexes) in members where indexes.count > 1 {
            var sizes: [Int: Int] = [:]
            for index in indexes { sizes[part(rows[index]), default: 0] += 1 }
            if sizes.count < 2 { continue }
            let within = sizes.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
            all.append((indexes.count * (indexes.count - 1) / 2 - within, key))
        }
        all.sort { ($0.pairs, $1.key) > ($1.pairs, $0.key) }
        return all.prefix(limit).map { pairs, key in
            var groups: [Int: [String]] = [:]
            for index in members[key] ?? [] {
                groups[part(rows[index]), default: []].append(rows[index].id)
            }
            let sorted = groups.values.map { $0.sorted() }.sorted {
                ($1.count, $0[0]) < ($0.count, $1[0])
            }
            return Mistake(
                kind: kind, name: sorted.flatMap { $0 }.min() ?? "", pairs: pairs, groups: sorted,
                evidence: [])
        }
    }

    /// The strongest pair across the groups of each mistake.
    private static func addEvidence(
        _ path: String, _ mistakes: inout [Mistake], _ truth: [String: Int]
    ) throws {
        let table = try TableFile(path: path)
        guard let left = table.headers.first(where: { $0.hasSuffix("_l") && $0 != "source_l" }),
            let right = table.headers.first(where: { $0.hasSuffix("_r") && $0 != "source_r" }),
            let weight = table.headers.firstIndex(of: "weight")
        else {
            throw GuijiError.table(
                path: path, what: "this is no edge file; expected what 'guiji link --edges' wrote")
        }
        var place: [String: (mistake: Int, group: Int)] = [:]
        for (number, mistake) in mistakes.enumerated() {
            for (group, ids) in mistake.groups.enumerated() {
                for id in ids { place[id] = (number, group) }
            }
        }
        let shown = table.headers[weight...].filter { $0 != "linked" }.map { [$0] }
        try table.forEachBatch([[left], [right]] + shown) { batch in
            for row in 0..<batch.count {
                let ids = [0, 1].map { batch.text(column: $0, row: row) ?? "" }
                guard let a = place[ids[0]], let b = place[ids[1]], a.mistake == b.mistake,
                    a.group != b.group, mistakes[a.mistake].evidence.isEmpty
                else { continue }
                // Edges come by falling weight, so the first is the strongest.
                mistakes[a.mistake].evidence =
                    ["\(ids[0]) – \(ids[1])"]
                    + shown.indices.compactMap { index in
                        batch.text(column: index + 2, row: row).flatMap {
                            $0.isEmpty ? nil : "\(shown[index][0]): \($0)"
                        }
                    }
            }
        }
    }
}
