import GuijiModel
import Testing

@Suite("Tables for people")
struct TextTableTests {
    @Test("Chinese characters take two columns, so that what follows stays aligned")
    func alignment() {
        let table = TextTable(
            headers: ["feed", "名称", "rows"], rows: [["D02", "实有人口", "12"], ["D1", "gas", "7"]])
        #expect(
            table.lines == [
                "feed  名称      rows",
                "D02   实有人口    12",
                "D1    gas          7",
            ])
    }

    @Test("A cell that is too wide is cut, and one with a line end stays one line")
    func cutting() {
        let table = TextTable(headers: ["a"], rows: [["示范新村3幢"], ["x\ny"]], maxCellWidth: 7)
        #expect(table.lines == ["a", "示范新…", "x y"])
    }

    @Test("A table without rows is nothing")
    func empty() { #expect(TextTable(headers: ["a"], rows: []).lines.isEmpty) }
}
