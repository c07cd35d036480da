import GuijiModel
import Testing

@testable import GuijiContract

@Suite("Contracts with kinds of their own and coordinates")
struct CoordinateLintTests {
    private static let good = """
        version: 1.0.0
        apiVersion: v3.1.0
        kind: DataContract
        id: D90-test
        name: 测试
        status: active
        servers:
          - { server: inbox, type: local, path: "D90-test/test_*.csv", format: csv }
        schema:
          - name: feed_d90_test
            logicalType: object
            properties:
              - name: code
                logicalType: string
                primaryKey: true
                primaryKeyPosition: 1
                required: true
                transformSourceObjects: [BH]
              - name: plate
                logicalType: string
                transformSourceObjects: [HPHM]
                examples: ["苏F·0000X", F0001X]
                customProperties:
                  - { property: guijiField, value: { kind: plate, province: 苏 } }
              - name: vin
                logicalType: string
                transformSourceObjects: [VIN]
                examples: [LXXTEST04L0000001]
                customProperties:
                  - { property: guijiField, value: { kind: vin } }
              - name: holder_no
                logicalType: string
                classification: L3
                transformSourceObjects: [ZJHM]
                examples: ["320684198503129916"]
                customProperties:
                  - { property: guijiField, value: { kind: document } }
              - name: people
                logicalType: integer
                transformSourceObjects: [RS]
                customProperties:
                  - { property: guijiField, value: { kind: count } }
              - name: lon
                logicalType: number
                physicalType: REAL
                transformSourceObjects: [JD]
                customProperties:
                  - { property: guijiField, value: { kind: longitude } }
              - name: lat
                logicalType: number
                transformSourceObjects: [WD]
                customProperties:
                  - { property: guijiField, value: { kind: latitude } }
              - name: crs
                logicalType: string
                transformSourceObjects: [ZBX]
        customProperties:
          - { property: guijiDepartment, value: { code: D90, name: 测试局 } }
          - { property: guijiLoad, value: { mode: event } }
          - property: guijiCoordinates
            value:
              - { longitude: lon, latitude: lat, system: gcj02 }
        """

    private static func load(_ yaml: String) -> (FeedContract?, [ContractProblem]) {
        ContractLoader.load(yaml: yaml, file: "test.odcs.yaml", context: ContractContext())
    }

    @Test("Kinds and coordinates are read")
    func isRead() throws {
        let (contract, problems) = CoordinateLintTests.load(CoordinateLintTests.good)
        #expect(problems.map(\.description) == [])
        let read = try #require(contract)
        #expect(
            read.fields.map(\.kind)[1...5] == [
                .plate(province: "苏"), .vin, .document, .count, .longitude,
            ])
        #expect(
            read.coordinates == [
                CoordinateSpec(longitude: 5, latitude: 6, system: .fixed(.gcj02))
            ])
        let text = ContractDescription.text(read, SchemaSet())
        #expect(text.contains("lon, lat from GCJ-02 to CGCS2000, within 120.9 31.7 121.7 32.2"))
        #expect(text.contains("number plate, 苏 where the province lacks"))
    }

    @Test("A column may name the system, and a box of one's own may be given")
    func systemField() throws {
        let yaml = CoordinateLintTests.good.replacing(
            "system: gcj02", with: "system: field, systemField: crs, box: [1, 2, 3, 4]")
        let (contract, problems) = CoordinateLintTests.load(yaml)
        #expect(problems.map(\.description) == [])
        let pair = try #require(contract?.coordinates.first)
        #expect(pair.system == .field(7))
        #expect(pair.box == CoordinateBox(west: 1, south: 2, east: 3, north: 4))
    }

    @Test(
        "Mistakes are named",
        arguments: [
            ("system: gcj02", "system: gcj2", "unknown-value", "gcj02"),
            (", system: gcj02", "", "missing-key", "system"),
            ("system: gcj02", "system: field", "missing-key", "systemField"),
            ("system: gcj02", "system: gcj02, systemField: crs", "coordinates", "system: field"),
            ("system: gcj02", "system: field, systemField: people", "coordinates", "no system"),
            ("longitude: lon,", "longitude: lat,", "coordinates", "not of the kind longitude"),
            ("longitude: lon,", "longitude: lom,", "unknown-field", "lon"),
            ("system: gcj02", "system: gcj02, box: [3, 2, 1, 4]", "coordinates", "west, south"),
            ("system: gcj02", "system: gcj02, datum: x", "unknown-key", "datum"),
            ("province: 苏", "province: 苏州", "unknown-value", "number plate"),
            ("kind: vin", "kind: vim", "unknown-value", "vin"),
            ("kind: vin", "kind: vin, province: 苏", "column-type", "kind: plate"),
            ("physicalType: REAL", "physicalType: TEXT", "column-type", "REAL"),
            ("kind: latitude", "kind: latitude, unit: m", "column-type", "degrees"),
            ("kind: count", "kind: counts", "unknown-value", "count"),
            ("LXXTEST04L0000001", "LXXTEST04L00", "example", "17"),
            ("[\"320684198503129916\"]", "[样例]", "example", "identity document"),
            ("F0001X", "X1", "example", "number plate"),
        ])
    func mistakes(right: String, wrong: String, rule: String, says: String) {
        let yaml = CoordinateLintTests.good.replacing(right, with: wrong)
        let problems = CoordinateLintTests.load(yaml).1
        #expect(
            problems.contains { $0.rule == rule && $0.description.contains(says) },
            "\(problems.map(\.description))")
    }

    @Test("A field belongs to one pair only")
    func twice() {
        let pair = "- { longitude: lon, latitude: lat, system: gcj02 }"
        let yaml = CoordinateLintTests.good.replacing(pair, with: pair + "\n      " + pair)
        #expect(CoordinateLintTests.load(yaml).1.contains { $0.rule == "coordinates" })
    }
}
