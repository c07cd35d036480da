import Testing

@testable import GuijiContract

@Suite("Reference tables")
struct ReferenceTableTests {
    private static let head = """
        # source: test
        # licence: test
        code,name,level,kind,valid_from,valid_to,predecessors,successors,parent,same_as,aliases

        """

    @Test("A row of divisions has its codes, days, successors and aliases")
    func division() throws {
        let (records, problems) = DivisionRecord.read(
            Self.head
                + """
                320000,江苏省,province,province,1981,,,,,,
                320600,南通市,city,city,1981,,,,320000,,
                320684,海门市,county,county-level city,1994,2020-06-05,,320614|320600@2001,320600,,海门|海门县级市
                320614,海门区,county,district,2020-06-05,,320684,,320600,,
                """, file: "divisions.csv")
        #expect(problems.map(\.description) == [])
        let old = try #require(records.first { $0.code == 320684 })
        #expect(old.validTo?.daysSince1970 == 18_418)
        #expect(old.validFrom?.year == 1994)
        #expect(old.successors == [320614])
        #expect(old.partsTo.map(\.code) == [320600])
        #expect(old.aliases == ["海门", "海门县级市"])
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        var row: String
        var words: String
        var testDescription: String { row }
    }

    @Test(
        "What is wrong with a row is said with its line",
        arguments: [
            Bad(row: "320614,海门区,county", words: "3 cells"),
            Bad(row: "320614,海门区,shire,,,,,,,,", words: "level 'shire'"),
            Bad(row: "3206,海门区,county,,,,,,,,", words: "code '3206'"),
            Bad(row: "320614,,county,,,,,,,,", words: "name"),
            Bad(row: "320614,海门区,county,,2020-13-01,,,,,,", words: "valid_from '2020-13-01'"),
            Bad(row: "320614,海门区,county,,,,,320699,,,", words: "320699"),
            Bad(row: "320614,\"海门区\",county,,,,,,,,", words: "without quotes"),
        ])
    func bad(_ item: Bad) {
        let (_, problems) = DivisionRecord.read(Self.head + item.row, file: "divisions.csv")
        #expect(problems.count == 1)
        #expect(problems.first?.line == 4)
        #expect(problems.first?.message.contains(item.words) == true)
    }

    @Test("A table without source or licence, or with another header, is a problem")
    func head() {
        #expect(DivisionRecord.read("code,name\n", file: "f").1.isEmpty == false)
        let (_, problems) = PlaceRecord.read(
            "kind,name,division,same_as,relation,numbers,houses\n", file: "f")
        #expect(
            problems.map(\.message) == ["The table has no source.", "The table has no licence."])
    }

    @Test("Places have a kind, a division, and an alias only with its relation")
    func places() {
        let head = "# source: t\n# licence: t\nkind,name,division,same_as,relation,numbers,houses\n"
        let (records, problems) = PlaceRecord.read(
            head + "road,人民中路,320614001,,,88|90,\nestate,旧名,320614001,新名,estate_alias,,units\n",
            file: "f")
        #expect(problems.isEmpty)
        #expect(records[0].numbers == ["88", "90"])
        #expect(records[1].relation == .estateAlias)
        #expect(records[1].houses == .units)
        for row in ["tower,甲,1,,,,", "road,甲,,,,,", "road,甲,1,乙,,,", "road,甲,1,乙,twin,,"] {
            #expect(PlaceRecord.read(head + row, file: "f").1.count == 1, "\(row)")
        }
    }

    @Test("Towns are codes of nine digits and names")
    func towns() {
        let head = "# source: t\n# licence: t\ncounty,towns\n"
        let (records, problems) = TownRecord.read(head + "330110,005五常街道|109径山镇\n", file: "f")
        #expect(problems.isEmpty)
        #expect(records[0].towns.map(\.code) == [330_110_005, 330_110_109])
        #expect(records[0].towns.map(\.name) == ["五常街道", "径山镇"])
        #expect(TownRecord.read(head + "3301,005五常街道\n", file: "f").1.count == 1)
    }
}
