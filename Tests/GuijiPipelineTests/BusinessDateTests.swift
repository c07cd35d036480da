import Foundation
import Testing

@testable import GuijiPipeline

@Suite("The day a delivery speaks of")
struct BusinessDateTests {
    @Test(
        "It is the last real date in the file's name",
        arguments: [
            ("D02-gaj/syrk_20201120.csv", "2020-11-20"), ("2020-03-20-Pois.csv", "2020-03-20"),
            ("a_20190101_20201231.csv", "2020-12-31"), ("x_2020.11.05.xml", "2020-11-05"),
            ("x_20201345.csv", nil), ("x_320684198503129916.csv", nil), ("plain.csv", nil),
        ] as [(String, String?)])
    func inName(_ it: (path: String, date: String?)) {
        #expect(BusinessDate.inName(it.path) == it.date)
    }

    @Test("A run shortly after midnight in China loads the day before")
    func yesterday() {
        // 2020-11-20T18:30:00Z is 02:30 on the 21st in China.
        #expect(
            BusinessDate.yesterday(now: Date(timeIntervalSince1970: 1_605_897_000)) == "2020-11-20")
    }
}

@Suite("The archive")
struct ArchiveTests {
    @Test("What is kept is given back byte for byte, with the line it begins on")
    func roundTrip() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "guiji-archive-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let text = (0..<50_000).map { "line \($0) 张样本\n" }.joined()
        let file = folder.appending(path: "in.txt")
        try Data(text.utf8).write(to: file)
        let archive = Archive(root: folder.appending(path: "archive"))
        let digest = try FileDigest.sha256(path: file.path)
        try archive.store(path: file.path, sha256: digest)
        let whole = try archive.bytes(sha256: digest, offset: 0, length: Int64(text.utf8.count))
        #expect(whole.bytes == Array(text.utf8) && whole.line == 1)
        let wanted = "line 40000 张样本"
        let offset = text.utf8.distance(
            from: text.startIndex, to: try #require(text.range(of: wanted)).lowerBound)
        let part = try archive.bytes(
            sha256: digest, offset: Int64(offset), length: Int64(wanted.utf8.count))
        #expect(String(decoding: part.bytes, as: UTF8.self) == wanted && part.line == 40_001)
    }

    @Test("A digest is the SHA-256 that everybody else computes")
    func digest() throws {
        let file = FileManager.default.temporaryDirectory.appending(
            path: "guiji-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("abc".utf8).write(to: file)
        #expect(
            try FileDigest.sha256(path: file.path)
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
