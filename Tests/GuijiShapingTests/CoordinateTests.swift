import GuijiContract
import GuijiModel
import GuijiTestSupport
import Testing

@testable import GuijiShaping

@Suite("Coordinates")
struct CoordinateTests {
    private static let worked: [(wgs: GeoPoint, gcj: GeoPoint, bd: GeoPoint)] = [
        (
            GeoPoint(longitude: 121.170000, latitude: 31.890000),
            GeoPoint(longitude: 121.174585, latitude: 31.888136),
            GeoPoint(longitude: 121.181043, latitude: 31.894218)
        ),
        (
            GeoPoint(longitude: 121.400000, latitude: 32.050000),
            GeoPoint(longitude: 121.404724, latitude: 32.048191),
            GeoPoint(longitude: 121.411258, latitude: 32.054094)
        ),
        (
            GeoPoint(longitude: 121.050000, latitude: 31.950000),
            GeoPoint(longitude: 121.054611, latitude: 31.948158),
            GeoPoint(longitude: 121.061108, latitude: 31.954250)
        ),
    ]

    @Test("The worked points, there and back", arguments: worked.indices)
    func workedPoints(index: Int) {
        let point = CoordinateTests.worked[index]
        #expect(point.wgs.fromCGCS2000(to: .gcj02).rounded == point.gcj)
        #expect(point.wgs.fromCGCS2000(to: .bd09).rounded == point.bd)
        #expect(point.gcj.toCGCS2000(from: .gcj02).distance(to: point.wgs) < 0.1)
        #expect(point.bd.toCGCS2000(from: .bd09).distance(to: point.wgs) < 0.2)
    }

    @Test("The offsets are as long as they should be")
    func offsets() {
        let (wgs, gcj, bd) = CoordinateTests.worked[0]
        #expect(abs(wgs.distance(to: gcj) - 479.9) < 0.1)
        #expect(abs(gcj.distance(to: bd) - 910.5) < 0.1)
        #expect(abs(wgs.distance(to: bd) - 1143.2) < 0.1)
    }

    @Test("Any point of the county comes back from every system")
    func roundTrip() {
        var random = SplitMix64(seed: testSeed)
        for _ in 0..<500 {
            let point = GeoPoint(
                longitude: Double.random(in: 120.9...121.7, using: &random),
                latitude: Double.random(in: 31.7...32.2, using: &random))
            for system in CoordinateSystem.allCases {
                let back = point.fromCGCS2000(to: system).toCGCS2000(from: system)
                #expect(back.distance(to: point) < 0.3, "\(point) \(system) seed \(testSeed)")
            }
        }
    }

    @Test(
        "Angles are read in every spelling",
        arguments: [
            ("121.17", 121.17), ("121°10′12″", 121.17), ("121°10'12\"", 121.17),
            ("121°10’12”", 121.17), ("121°10''12\"", nil), ("121°10'12''", 121.17),
            ("121º10´12″", 121.17), ("121度10分12秒", 121.17), ("E121°10′12″", 121.17),
            ("121°10′12″E", 121.17), ("东经121度10分12秒", 121.17), ("121°10.2′", 121.17),
            ("121:10:12", 121.17), ("121 10 12", 121.17), ("31°53′24.0″N", 31.89),
            ("W121°10′12″", -121.17), ("-121.17", -121.17), ("121°", 121), ("121°61′", nil),
            ("121°10″12′", nil), ("12′", nil), ("abc", nil), ("", nil), ("121.1.7", nil),
            ("1.5°10′", nil),
        ] as [(String, Double?)])
    func angles(text: String, expected: Double?) throws {
        var text = text
        let read = text.withUTF8 { AngleText.degrees($0) }
        guard let expected else {
            #expect(read == nil)
            return
        }
        #expect(abs(try #require(read) - expected) < 1e-9)
    }

    @Test("A coordinate on its own is within the circle")
    func alone() throws {
        #expect(try outcome(.longitude, "121°10′12″") == Shaped("121.17"))
        #expect(try outcome(.longitude, "181") == Shaped(nil, .typeMismatch))
        #expect(try outcome(.latitude, "121.17") == Shaped(nil, .typeMismatch))
        #expect(try outcome(.latitude, "约31") == Shaped(nil, .typeMismatch))
    }

    @Test(
        "A coordinate is taken from a text that holds several",
        arguments: [
            ("31.89 121.17", 1, "31.89"), ("31.89 121.17", 2, "121.17"),
            ("31.89,121.17", 2, "121.17"), ("31.89, 121.17", 2, "121.17"),
            ("31.89; 121.17 4.5", 2, "121.17"), ("31°53′24″ 121°10′12″", 2, "121.17"),
            ("121.17", 2, nil), ("121.17 ", 1, "121.17"), ("31.89 东", 2, nil),
            ("[121.17,31.89]", 2, "31.89"), ("[[121.17,31.89],[121.2,31.8]]", 1, "121.17"),
            ("[[121.17, 31.89]]", 2, "31.89"), ("[121.17]", 2, nil), ("[]", 1, nil),
        ] as [(String, Int, String?)])
    func parts(text: String, part: Int, expected: String?) throws {
        let found = try outcome(.longitude, text) { $0.part = part }
        #expect(found == (expected.map { Shaped($0) } ?? Shaped(nil, .typeMismatch)))
    }

    private func shaped(
        _ rows: [[String?]], _ system: CoordinateSpec.System,
        _ change: (inout FieldSpec) -> Void = { _ in }
    ) throws -> ShapedBatch {
        var fields = [
            FieldSpec(name: "lon", sources: ["x"], kind: .longitude),
            FieldSpec(name: "lat", sources: ["y"], kind: .latitude),
            FieldSpec(name: "crs", sources: ["crs"], kind: .text),
        ]
        change(&fields[0])
        var contract = contract(fields)
        contract.coordinates = [CoordinateSpec(longitude: 0, latitude: 1, system: system)]
        return try shaper(contract).shape(rawBatch(rows))
    }

    @Test(
        "A pair is brought to CGCS2000, or is no value",
        arguments: [
            ("121.174585", "31.888136", "121.17", "31.89", nil),
            ("121°10′28.506″", "31°53′17.2896″", "121.17", "31.89", nil),
            ("31.888136", "121.174585", "121.17", "31.89", "COORD_SWAPPED"),
            ("0", "0", nil, nil, nil), ("0.0", "0", nil, nil, nil),
            ("116.4", "39.9", nil, nil, "COORD_OUT_OF_BOX"),
            ("121.17", nil, nil, nil, "COORD_OUT_OF_BOX"),
            ("40516123.5", "3530123.1", nil, nil, "COORD_CRS_UNKNOWN"), (nil, nil, nil, nil, nil),
        ] as [(String?, String?, String?, String?, String?)])
    func pairs(
        longitude: String?, latitude: String?, east: String?, north: String?, rule: String?
    ) throws {
        let batch = try shaped([[longitude, latitude, nil]], .fixed(.gcj02))
        #expect(batch.value(0, 0) == east)
        #expect(batch.value(1, 0) == north)
        #expect(batch.findings.map(\.rule.rawValue) == (rule.map { [$0] } ?? []))
        #expect(batch.outcomes == [.load])
    }

    @Test("A required coordinate that is no value sets the record aside")
    func required() throws {
        for pair in [["0", "0", nil], ["116.4", "39.9", nil]] {
            let batch = try shaped([pair], .fixed(.cgcs2000)) { $0.required = true }
            #expect(batch.outcomes == [.setAside])
        }
    }

    @Test("The record may name its system")
    func named() throws {
        let (wgs, gcj, bd) = CoordinateTests.worked[0]
        func row(_ point: GeoPoint, _ crs: String?) -> [String?] {
            ["\(point.longitude)", "\(point.latitude)", crs]
        }
        let batch = try shaped(
            [
                row(wgs, "WGS-84"), row(wgs, "国家2000"), row(gcj, "gcj_02"), row(bd, "百度"),
                row(wgs, nil), row(wgs, "样例坐标"),
            ], .field(2))
        for row in 0..<4 {
            let longitude = try #require(batch.value(0, row).flatMap(Double.init))
            #expect(abs(longitude - wgs.longitude) < 2e-6, "row \(row)")
        }
        #expect(batch.value(0, 4) == nil)
        #expect(batch.value(1, 5) == nil)
        #expect(batch.findings.map(\.rule) == [.coordCRSUnknown, .coordCRSUnknown])
    }

    @Test("Points that the pass made stay as they are")
    func idempotent() throws {
        var random = SplitMix64(seed: testSeed)
        let rows: [[String?]] = (0..<300).map { _ in
            [
                "\(Double.random(in: 120.8...121.8, using: &random))",
                "\(Double.random(in: 31.6...32.3, using: &random))", nil,
            ]
        }
        let once = try shaped(rows, .fixed(.bd09))
        let values = rows.indices.map { [once.value(0, $0), once.value(1, $0), nil] }
        let twice = try shaped(values, .fixed(.cgcs2000))
        #expect(twice.findings.isEmpty)
        for row in rows.indices {
            #expect(twice.value(0, row) == once.value(0, row), "seed \(testSeed)")
            #expect(twice.value(1, row) == once.value(1, row), "seed \(testSeed)")
        }
        #expect(values.contains { $0[0] != nil } && values.contains { $0[0] == nil })
    }
}
