import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiResolution

/// Small made-up tables and a model for them.
enum MadePeople {
    static let yaml = """
        model: test
        id: id
        columns:
          - {name: name, kind: personName}
          - {name: birth, kind: date}
          - {name: phone, kind: phone}
          - {name: sound, of: name, take: soundex}
          - {name: year, of: birth, take: year}
        blocking:
          - [name]
          - [birth]
          - [phone]
          - [sound, year]
        comparisons:
          - {name: name, levels: [{equal: name, frequency: true}, {edits: name, atMost: 1}, {jaroWinkler: name, atLeast: 0.8}]}
          - {name: birth, levels: [{equal: birth}, {edits: birth, atMost: 1}]}
          - {name: phone, levels: [{equal: phone}, {edits: phone, atMost: 1}]}
        """

    static func model() throws -> MatchingModel {
        let (model, problems) = MatchingModelReader.read(yaml: yaml, file: "test.yaml")
        return try #require(model, "\(problems)")
    }

    /// Rows of id, name, birth and phone: so many people, a third of them twice, some with a slip.
    static func rows(_ people: Int) -> [[String]] {
        var random = SplitMix64(seed: testSeed)
        let first = [
            "anna", "bert", "carla", "dora", "emil", "frida", "gustav", "hanna", "ida", "jonas",
        ]
        let last = [
            "moss", "fern", "reed", "holm", "birch", "stone", "brook", "field", "heath", "marsh",
        ]
        func pick(_ words: [String]) -> String {
            words[Int.random(in: 0..<words.count, using: &random)]
        }
        var rows: [[String]] = []
        for person in 0..<people {
            let name = pick(first) + " " + pick(last) + pick(["", "son", "er", "ley"])
            let birth =
                "19\(Int.random(in: 10...99, using: &random))-0\(Int.random(in: 1...9, using: &random))-1\(Int.random(in: 0...9, using: &random))"
            let phone = "154\(Int.random(in: 10_000_000...99_999_999, using: &random))"
            rows.append(["p\(person)a", name, birth, phone])
            if person % 3 == 0 {
                let slip = person % 2 == 0 ? String(name.dropLast()) : name
                rows.append(["p\(person)b", slip, birth, person % 5 == 0 ? "" : phone])
            }
        }
        return rows
    }

    static func table(_ rows: [[String]], _ model: MatchingModel) throws -> RowTable {
        let builder = RowTableBuilder(model: model, usesIDs: true)
        #expect(builder.headers == [["name"], ["birth"], ["phone"]])
        for start in stride(from: 0, to: rows.count, by: 64) {
            let part = rows[start..<min(rows.count, start + 64)]
            var batch = RawBatch(columnCount: 4, capacity: 64)
            for row in part {
                for (column, source) in [1, 2, 3, 0].enumerated() {
                    let begin = batch.bytes.count
                    batch.bytes += row[source].utf8
                    batch[column, batch.count] = FieldSlice(begin..<batch.bytes.count)
                }
                batch.count += 1
            }
            builder.append(batch, idColumn: 3, sourceColumn: nil, fallbackSource: "")
        }
        return try builder.finish()
    }

    /// Clusters as sets of ids, and the edges with ids, both in an order of their own.
    static func answer(_ rows: [[String]], threads: Int) throws -> (
        clusters: [[String]], edges: [String]
    ) {
        let model = try model()
        let table = try table(rows, model)
        let result = Linker(model: model, table: table, threads: threads).run()
        var groups: [UInt32: [String]] = [:]
        for row in 0..<table.count {
            groups[result.clusters[row], default: []].append(table.id(row))
        }
        let edges = result.edges.map {
            "\(table.id(Int($0.left)))-\(table.id(Int($0.right)))-\($0.weight)-\($0.pattern)"
        }
        return (groups.values.map { $0.sorted() }.sorted { $0[0] < $1[0] }, edges)
    }
}
