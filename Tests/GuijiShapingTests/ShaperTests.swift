import Foundation
import GuijiContract
import GuijiModel
import Testing

@testable import GuijiShaping

@Suite("Shaper")
struct ShaperTests {
    private func field(
        _ name: String, _ kind: FieldKind = .text, _ change: (inout FieldSpec) -> Void = { _ in }
    ) -> FieldSpec {
        var field = FieldSpec(name: name, sources: [name], kind: kind)
        change(&field)
        return field
    }

    @Test("A missing required or key value sets the record aside")
    func required() throws {
        let fields = [field("no"), field("name") { $0.required = true }, field("note")]
        let batch = try shaper(contract(fields, key: [0])).shape(
            rawBatch([["1", "样", nil], [nil, "例", "x"], ["3", " 无", "x"]]))
        #expect(batch.outcomes == [.load, .setAside, .setAside])
        #expect(batch.findings.map(\.rule) == [.required, .required])
        #expect(batch.findings.map(\.field) == ["no", "name"])
        #expect(batch.findings.map(\.severity) == [.error, .error])
        #expect(batch.findings.map { $0.position?.ordinal } == [1, 2])
        #expect(batch.findings.map(\.found) == ["", " 无"])
        #expect(batch.value(1, 1) == "例")
    }

    @Test("An unusable value is nullified, or sets the record aside where the contract says so")
    func invalidActions() throws {
        let fields = [
            field("a", .integer), field("b", .integer) { $0.onInvalid = .setAside },
            field("c", .integer) { $0.required = true }, field("d", .integer),
        ]
        let batch = try shaper(contract(fields, key: [3])).shape(
            rawBatch([
                ["x", "1", "1", "1"], ["1", "x", "1", "1"], ["1", "1", "x", "1"],
                ["1", "1", "1", "x"], ["1", nil, "1", "1"],
            ]))
        #expect(batch.outcomes == [.load, .setAside, .setAside, .setAside, .load])
        #expect(batch.findings.map(\.severity) == [.warning, .error, .error, .error])
        #expect(batch.findings.allSatisfy { $0.rule == .typeMismatch && $0.found == "x" })
        #expect(batch.findings[0].expected == "a whole number")
    }

    @Test("Findings stand in the order of records, then columns; what was found is cut")
    func order() throws {
        let fields = [field("a", .integer), field("b", .integer)]
        let long = String(repeating: "样", count: 300)
        let batch = try shaper(contract(fields)).shape(rawBatch([["1", "y"], [long, "z"]]))
        #expect(batch.findings.map(\.field) == ["b", "a", "b"])
        #expect(batch.findings.map { $0.position?.ordinal } == [0, 1, 1])
        #expect(batch.findings[1].found == String(repeating: "样", count: 200))
    }

    @Test("What the reader found broken is set aside, and its values raise nothing more")
    func readerProblems() throws {
        var raw = rawBatch([["x"], ["y"], ["3"]])
        raw.problems = [
            RecordProblem(row: 0, rule: .recordRagged, severity: .error, found: "3", expected: "4"),
            RecordProblem(
                row: 1, rule: .recordQuote, severity: .warning, found: "q", expected: "w"),
        ]
        let batch = try shaper(contract([field("a", .integer)])).shape(raw)
        #expect(batch.outcomes == [.setAside, .load, .load])
        #expect(batch.findings.map(\.rule) == [.recordRagged, .recordQuote, .typeMismatch])
        #expect(batch.findings[0].position?.line == 2)
        #expect(batch.findings[0].field == nil)
    }

    @Test("A field that the record's shape does not have is NULL and asked nothing")
    func shapes() throws {
        let shapes = [RecordShape(name: "school"), RecordShape(name: "pupil")]
        let fields = [
            field("school_no") {
                $0.shapes = ["school"]
                $0.required = true
            },
            field("pupil_no") {
                $0.shapes = ["pupil"]
                $0.required = true
            },
            field("name"),
        ]
        let shaper = try shaper(contract(fields, shapes: shapes))
        let rows: [[String?]] = [["S1", "stray", "样"], [nil, "P1", "例"], ["S2", "P2", nil]]
        let batch = shaper.shape(rawBatch(rows, shapes: [0, 1, 1]))
        #expect(batch.findings.isEmpty)
        #expect((0..<3).map { batch.value(0, $0) } == ["S1", nil, nil])
        #expect((0..<3).map { batch.value(1, $0) } == [nil, "P1", "P2"])
        #expect(batch.shapes == [0, 1, 1])
        // The same values under another shape are another row.
        let plain = [field("name")]
        let two = try self.shaperOf(plain, shapes).shape(rawBatch([["样"], ["样"]], shapes: [0, 1]))
        #expect(two.rowHashes[0] != two.rowHashes[1])
    }

    private func shaperOf(_ fields: [FieldSpec], _ shapes: [RecordShape]) throws -> Shaper {
        try shaper(contract(fields, shapes: shapes))
    }

    @Test("A delta's words become operations; an unknown one sets the record aside")
    func operations() throws {
        let load = LoadMode.delta(
            operation: 1, operations: ["1": .upsert, "2": .upsert, "3": .delete, "-": .delete],
            order: 2)
        for kind in [FieldKind.text, .integer] {
            let fields = [field("no"), field("op", kind), field("at", .timestamp(DateOptions()))]
            let batch = try shaper(contract(fields, key: [0], load: load)).shape(
                rawBatch([
                    ["a", "1", "2020-03-05 00:00:00"], ["b", "３", nil],
                    ["c", "9", "1970-01-01T00:00:00.250Z"], ["d", nil, "1969-12-31 00:00:00"],
                    ["e", "-", "20200305"],
                ]))
            #expect(batch.operations == [.upsert, .delete, .upsert, .upsert, .delete])
            #expect(batch.outcomes == [.load, .load, .setAside, .setAside, .load])
            #expect(
                batch.orders == [1_583_337_600_000, .min, 250, -115_200_000, 1_583_337_600_000])
            let unknown = batch.findings.filter { $0.rule == .operationUnknown }
            #expect(unknown.map(\.found) == ["9", ""])
            #expect(unknown.first?.expected == "one of -, 1, 2, 3")
            #expect(unknown.first?.field == "op")
        }
    }

    @Test("An event's versions may be numbered")
    func eventOrder() throws {
        let fields = [field("no"), field("version", .integer)]
        let batch = try shaper(contract(fields, key: [0], load: .event(order: 1))).shape(
            rawBatch([["a", "7"], ["b", nil]]))
        #expect(batch.orders == [7, .min])
        #expect(batch.operations.isEmpty)
        #expect(throws: ShaperError.self) {
            try shaper(contract([field("no"), field("v")], load: .event(order: 1)))
        }
    }

    @Test("A date orders by its start in the column's zone, of whatever precision")
    func dateOrder() throws {
        let fields = [field("day", .date(DateOptions()))]
        let batch = try shaper(contract(fields, load: .event(order: 0))).shape(
            rawBatch([["2020-03-05"], ["202003"], ["2020"]]))
        #expect(batch.orders == [1_583_337_600_000, 1_582_992_000_000, 1_577_808_000_000])
    }

    @Test("The stored hashes never change")
    func hashes() throws {
        let fields = [
            field("no"), field("count", .integer), field("x", .real(factor: 1)),
            field("ok", .boolean(trueWords: [], falseWords: [])),
            field("amount", .decimal(scale: 2, factor: .one)),
        ]
        let rows: [[String?]] = [
            ["A1", "-5", "121.17", "是", "1,200.5"], ["A1", nil, "-0", nil, nil],
            [nil, nil, nil, nil, nil],
        ]
        let keyed = try shaper(contract(fields, key: [1, 0])).shape(rawBatch(rows))
        let unkeyed = try shaper(contract(fields)).shape(rawBatch(rows))
        #expect(unkeyed.keyHashes == unkeyed.rowHashes)
        #expect(keyed.rowHashes == unkeyed.rowHashes)
        // By hand, as documented.
        var row = StableHash()
        func text(_ text: String, _ hash: inout StableHash) {
            var text = text
            text.withUTF8 { hash.add(UnsafeRawBufferPointer($0)) }
        }
        text("A1", &row)
        row.add(UInt64(bitPattern: -5))
        row.add((121.17).bitPattern)
        row.add(1)
        text("1200.50", &row)
        #expect(unkeyed.rowHashes[0] == row.value)
        var key = StableHash()
        key.add(UInt64(bitPattern: -5))
        text("A1", &key)
        #expect(keyed.keyHashes[0] == key.value)
        var zero = StableHash()
        text("A1", &zero)
        zero.addAbsent()
        zero.add(0)
        zero.addAbsent()
        zero.addAbsent()
        #expect(unkeyed.rowHashes[1] == zero.value)
        // Stored in warehouses: a change of these numbers is a migration.
        #expect(
            unkeyed.rowHashes == [
                11_513_948_306_381_005_726, 4_329_331_767_532_311_914, 4_054_977_235_987_224_134,
            ])
        #expect(keyed.keyHashes[0] == 10_021_003_028_130_473_105)
    }

    @Test("A raw value's spelling does not change the hash, its meaning does")
    func hashOfMeaning() throws {
        let fields = [field("day", .date(DateOptions())), field("name")]
        let batch = try shaper(contract(fields)).shape(
            rawBatch([["2020-03-05", "样 例"], ["2020年3月5日", " 样　例"], ["2020-03-06", "样 例"]]))
        #expect(batch.rowHashes[0] == batch.rowHashes[1])
        #expect(batch.rowHashes[0] != batch.rowHashes[2])
    }

    @Test("An empty batch, and a contract without fields of records, are nothing special")
    func empty() throws {
        let batch = try shaper(contract([field("a")])).shape(RawBatch(columnCount: 1, capacity: 4))
        #expect(batch.count == 0 && batch.findings.isEmpty && batch.rowHashes.isEmpty)
        var raw = RawBatch(columnCount: 0, capacity: 1)
        raw.count = 1
        let none = try shaper(contract([])).shape(raw)
        #expect(none.columns.isEmpty && none.rowHashes.count == 1)
    }
}

@Suite("Repeated groups")
struct GroupTests {
    private func spec() -> GroupSpec {
        var name = FieldSpec(name: "name", sources: ["xm"])
        name.required = true
        return GroupSpec(
            name: "guardians", source: "jhr[]",
            fields: [
                name, FieldSpec(name: "phone", sources: ["dh"], kind: .phone),
                FieldSpec(name: "age", sources: ["nl"], kind: .integer),
                FieldSpec(name: "x", sources: ["x"], kind: .real(factor: 1)),
                FieldSpec(name: "share", sources: ["b"], kind: .decimal(scale: 1, factor: .one)),
            ])
    }

    private func shape(_ records: [[[String?]]]) throws -> ShapedBatch {
        var raw = rawBatch(records.map { _ in ["1"] })
        rawGroup(records, columnCount: 5, into: &raw)
        let field = FieldSpec(name: "no", sources: ["no"])
        return try shaper(contract([field], groups: [spec()])).shape(raw)
    }

    @Test("A group becomes one JSON text of canonical values")
    func json() throws {
        let batch = try shape([
            [["张样本", "+86 15400000001", "３５", "1.50", "2"], ["李\"示\\例\"", nil, nil, nil, nil]],
            [],
            [[nil, " ", "", "无", nil]],
            [[nil, nil, nil, nil, nil], ["王\u{1}样", "80000001", "-1", "0", nil]],
        ])
        #expect(
            batch.value(1, 0)
                == #"[{"name":"张样本","phone":"15400000001","age":35,"x":1.5,"share":"2.0"},"#
                + #"{"name":"李\"示\\例\""}]"#)
        #expect(batch.value(1, 1) == nil)
        #expect(batch.value(1, 2) == nil)
        #expect(batch.value(1, 3) == #"[{"name":"王 样","phone":"0513-80000001","age":-1,"x":0.0}]"#)
        #expect(batch.findings.isEmpty)
        #expect(batch.columns.count == 2)
    }

    @Test("Findings name the item; a required value is asked of items that have any")
    func findings() throws {
        let batch = try shape([
            [["张样本", "x", nil, nil, nil], ["李示例", "y", nil, nil, nil]],
            [["王试例", nil, nil, nil, nil], [nil, "15400000001", nil, nil, nil]],
        ])
        #expect(
            batch.findings.map(\.field) == [
                "guardians[0].phone", "guardians[1].phone", "guardians[1].name",
            ])
        #expect(batch.findings.map(\.rule) == [.phoneInvalid, .phoneInvalid, .required])
        #expect(batch.outcomes == [.load, .setAside])
        #expect(batch.value(1, 0) == #"[{"name":"张样本"},{"name":"李示例"}]"#)
    }

    @Test("What is written is JSON, whatever the values")
    func validJSON() throws {
        let text = "\u{7}\u{1F}\n\t\"\\/样\u{2028}"
        var buffer = ByteArena()
        var copy = text
        copy.withUTF8 { JSONText.write($0, &buffer) }
        let data = Data("[".utf8) + Data(buffer.bytes) + Data("]".utf8)
        let read = try JSONDecoder().decode([String].self, from: data)
        #expect(read == [text])
    }

    @Test("A changed item changes the row's hash")
    func hash() throws {
        let batch = try shape([
            [["张样本", nil, nil, nil, nil]], [["张样本", nil, nil, nil, nil]],
            [["李示例", nil, nil, nil, nil]], [],
        ])
        #expect(batch.rowHashes[0] == batch.rowHashes[1])
        #expect(Set(batch.rowHashes).count == 3)
    }
}
