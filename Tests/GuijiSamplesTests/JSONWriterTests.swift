import GuijiContract
import Testing

@testable import GuijiSamples

@Suite("JSON as departments write it")
struct JSONWriterTests {
    @Test("an envelope has its number of records before them, and the guards' values")
    func envelope() throws {
        var guards = Guards()
        guards.envelope = [
            EnvelopeGuard(path: "$.code", expectation: .oneOf(["0"])),
            EnvelopeGuard(path: "$.data.total", expectation: .recordCount),
        ]
        var layout = FeedLayout()
        layout.envelope = [("$.data.page", "1")]
        let contract = TestContracts.contract(
            Container(format: .json), path: "$.data.rows[]", fields: ["a", "b.c"], guards: guards)
        let text = try TestContracts.text(contract, layout: layout) { out in
            out.beside("$.month", literal: "\"202011\"")
            try out.record(1) {
                $0["a"] = "x\"\n"
                $0.set("b.c", number: 5)
            }
            try out.record(2) { $0["a"] = "y" }
        }
        #expect(
            text == """
                {"month":"202011","code":0,"data":{"total":2         ,"page":1,"rows":[
                {"a":"x\\"\\n","b":{"c":5}},
                {"a":"y"}
                ]}}

                """)
    }

    @Test("the number of records may be a lie")
    func wrongTotal() throws {
        var guards = Guards()
        guards.envelope = [EnvelopeGuard(path: "$.total", expectation: .recordCount)]
        let contract = TestContracts.contract(
            Container(format: .json), path: "$.list[]", fields: ["a"], guards: guards)
        let text = try TestContracts.text(contract, declared: 150) { out in
            try out.record(1) { $0["a"] = "x" }
        }
        #expect(text.hasPrefix("{\"total\":150       ,\"list\":["))
    }

    @Test("GeoJSON: constant members, places of an array, and the whole array as it stands")
    func features() throws {
        var layout = FeedLayout()
        layout.constantMembers = [("type", "\"Feature\"")]
        let contract = TestContracts.contract(
            Container(format: .json), path: "$.features[]",
            fields: [
                "properties.OBJCODE", "geometry.type", "geometry.coordinates",
                "geometry.coordinates[0]", "geometry.coordinates[1]",
            ])
        let text = try TestContracts.text(contract, layout: layout) { out in
            try out.record(1) {
                $0["properties.OBJCODE"] = "1"
                $0.set("geometry.coordinates[0]", .literal("121.1"))
                $0.set("geometry.coordinates[1]", .literal("31.9"))
            }
            try out.record(2) {
                $0["properties.OBJCODE"] = "2"
                $0.set("geometry.coordinates", .literal("[[1,2],[3,4]]"))
            }
        }
        #expect(
            text.contains(
                "{\"type\":\"Feature\",\"properties\":{\"OBJCODE\":\"1\"},\"geometry\":{\"coordinates\":[121.1,31.9]}}"
            ))
        #expect(text.contains("\"geometry\":{\"coordinates\":[[1,2],[3,4]]}"))
    }

    @Test("rows of values stand under column names; a value that was not set is null")
    func columns() throws {
        var container = Container(format: .json)
        container.columnsPath = "$.fields"
        let contract = TestContracts.contract(
            container, path: "$.rows[]", fields: ["Station", "TEM"])
        let text = try TestContracts.text(contract) { out in
            try out.record(1) { $0["Station"] = "M1" }
        }
        #expect(text == "{\"fields\":[\"Station\",\"TEM\"],\"rows\":[\n[\"M1\",null]\n]}\n")
    }

    @Test("JSON Lines: nested groups, scalars as items, a line that breaks off")
    func lines() throws {
        let contract = TestContracts.contract(
            Container(format: .jsonLines), fields: ["a"],
            groups: [
                TestContracts.group("xc[]", ["ks", "wz.x"]), TestContracts.group("tags[]", ["."]),
            ])
        let text = try TestContracts.text(contract) { out in
            try out.record(1) { record in
                record["a"] = "1"
                record.item("xc[]") { $0["wz.x"] = "2" }
                record.item("tags[]") { $0["."] = "t" }
            }
            try out.record(2) { record in
                record["a"] = "12345"
                record.cut = 0.5
            }
        }
        #expect(
            text == """
                {"a":"1","xc":[{"wz":{"x":"2"}}],"tags":["t"]}
                {"a":"12345","x

                """)
    }

    @Test("an object with a member for each record")
    func members() throws {
        let contract = TestContracts.contract(
            Container(format: .json), path: "$.*", fields: ["@key", "v"])
        let text = try TestContracts.text(contract) { out in
            try out.record(1) {
                $0["@key"] = "k1"
                $0["v"] = "1"
            }
        }
        #expect(text == "{\n\"k1\":{\"v\":\"1\"}\n}\n")
    }

    @Test("two kinds of records in two arrays of one object")
    func twoArrays() throws {
        let contract = TestContracts.contract(
            Container(format: .json), fields: ["a"],
            shapes: [
                RecordShape(name: "xk", path: "$.xk[]"), RecordShape(name: "cf", path: "$.cf[]"),
            ])
        let text = try TestContracts.text(contract) { out in
            for shape in ["xk", "xk", "cf"] {
                try out.record(1) { record in
                    record.shape = shape
                    record["a"] = shape
                }
            }
        }
        #expect(
            text == "{\"xk\":[\n{\"a\":\"xk\"},\n{\"a\":\"xk\"}\n],\"cf\":[\n{\"a\":\"cf\"}\n]}\n")
    }
}
