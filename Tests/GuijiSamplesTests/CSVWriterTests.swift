import Foundation
import GuijiContract
import Testing

@testable import GuijiSamples

@Suite("CSV as departments write it")
struct CSVWriterTests {
    private func container(_ change: (inout Container) -> Void = { _ in }) -> Container {
        var container = Container(format: .csv)
        change(&container)
        return container
    }

    @Test("only cells that need quotes have them")
    func minimalQuotes() throws {
        let text = try TestContracts.text(
            TestContracts.contract(container(), fields: ["甲", "乙"])
        ) { out in
            try out.record(1) {
                $0["甲"] = "a,b"
                $0["乙"] = "say \"样\"\nnow"
            }
            try out.record(2) { $0["甲"] = "plain" }
        }
        #expect(text == "甲,乙\n\"a,b\",\"say \"\"样\"\"\nnow\"\nplain,\n")
    }

    @Test("a layout may quote everything; GB18030 files end lines with CRLF")
    func quotesAll() throws {
        var layout = FeedLayout()
        layout.quotesAll = true
        let bytes = try TestContracts.bytes(
            TestContracts.contract(
                container { $0.encoding = .gb18030 }, fields: ["甲", "乙"]), layout: layout
        ) { out in
            try out.record(1) {
                $0["甲"] = "㛃"
                $0["乙"] = "样" + Broken.character
            }
        }
        let expected: [UInt8] =
            [0x22, 0xBC, 0xD7, 0x22, 0x2C, 0x22, 0xD2, 0xD2, 0x22, 0x0D, 0x0A]
            + [0x22, 0x82, 0x30, 0xB7, 0x31, 0x22, 0x2C, 0x22, 0xD1, 0xF9, 0x82, 0x30, 0xB7, 0x22]
            + [0x0D, 0x0A]
        #expect(Array(bytes) == expected)
    }

    @Test(
        "title rows, a header of two lines and rows of totals stand where the contract passes over them"
    )
    func titlesAndFooters() throws {
        var layout = FeedLayout()
        layout.headerLines = ["负责人姓名": ["负责人", "姓名"]]
        let contract = TestContracts.contract(
            container {
                $0.skipRows = 2
                $0.headerRows = 2
                $0.skipFooterRows = 1
            }, fields: ["编号", "负责人姓名"])
        let text = try TestContracts.text(contract, layout: layout) { out in
            try out.record(1) {
                $0["编号"] = "1"
                $0["负责人姓名"] = "张样"
            }
        }
        #expect(text == "样例表\n填报单位：样例局\n编号,负责人\n,姓名\n1,张样\n合计,1\n")
    }

    @Test(
        "a file without quotes keeps cells on one line; a second column of the same header keeps its name"
    )
    func tabs() throws {
        let contract = TestContracts.contract(
            container {
                $0.delimiter = 9
                $0.quote = nil
            }, fields: ["名称", "名称#2"])
        let text = try TestContracts.text(contract) { out in
            try out.record(1) { record in
                record["名称"] = "a\nb"
                record["名称#2"] = "c"
                record.extraCells = ["d"]
            }
        }
        #expect(text == "名称\t名称\na b\tc\td\n")
    }

    @Test("without a header, columns stand by their numbers")
    func noHeader() throws {
        let contract = TestContracts.contract(
            container { $0.hasHeader = false }, fields: ["#3", "#1"])
        let text = try TestContracts.text(contract) { out in
            try out.record(1) {
                $0["#1"] = "a"
                $0["#3"] = "c"
            }
        }
        #expect(text == "a,,c\n")
    }

    @Test("a path that the contract lacks ends the command")
    func unknownPath() {
        #expect(throws: SamplesError.unknownSource(feed: "T01-feed", path: "丙", known: ["甲"])) {
            try TestContracts.text(TestContracts.contract(container(), fields: ["甲"])) { out in
                try out.record(1) { $0["丙"] = "x" }
            }
        }
        #expect(throws: SamplesError.self) {
            try TestContracts.text(TestContracts.contract(container(), fields: ["甲"])) { out in
                try out.record(1) { $0.item("jhr") { _ in } }
            }
        }
    }
}
