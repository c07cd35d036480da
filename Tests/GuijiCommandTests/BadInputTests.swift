import Foundation
import Testing

/// Bad input and bad luck: each has a clear message, the documented exit code, and a warehouse that is right.
@Suite("What can go wrong with a night")
struct BadInputTests {
    /// A city that loaded 100 rows yesterday.
    private func cityWithYesterday() throws -> TinyCity {
        let city = try TinyCity()
        try city.drop("t_20201119.csv", Data(TinyCity.csv(100).utf8))
        let first = try city.run(date: "2020-11-19")
        try #require(first.exitCode == 0, "\(first.stdout)\(first.stderr)")
        try #require(try city.sql("SELECT count(*) FROM feed_d90_tiny") == "100")
        return city
    }

    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var bytes: [UInt8]
        var exitCode: Int32
        /// Words that the output must hold.
        var says: [String]
        /// Rows that hold afterwards.
        var rows: Int
        var testDescription: String { name }
    }

    static let good = Array(TinyCity.csv(100).utf8)

    static let cases: [Case] = [
        Case(name: "an empty file", bytes: [], exitCode: 2, says: ["FILE_EMPTY"], rows: 100),
        Case(
            name: "a header without rows is a snapshot that shrank to nothing",
            bytes: Array("编号,名称,日期,金额\n".utf8), exitCode: 2, says: ["held"], rows: 100),
        Case(
            name: "a file cut in the middle of a row loses only that row",
            bytes: Array(good.dropLast(12)), exitCode: 0, says: ["1 set aside"], rows: 100),
        Case(
            name: "GB18030 where UTF-8 was promised is read, and flagged",
            bytes: gb18030(TinyCity.csv(100)), exitCode: 0, says: ["1 loaded"], rows: 100),
        Case(
            name: "another delimiter",
            bytes: Array(TinyCity.csv(100).replacing(",", with: ";").utf8),
            exitCode: 2, says: ["delimiter"], rows: 100),
        Case(
            name: "binary junk",
            bytes: (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) },
            exitCode: 2, says: ["failed"], rows: 100),
        Case(
            name: "a snapshot that lost more than a fifth of its rows",
            bytes: Array(TinyCity.csv(60).utf8), exitCode: 2, says: ["held"], rows: 100),
        Case(
            name: "a file most of whose rows are wrong",
            bytes: Array(TinyCity.csv(100).replacing("T0000", with: "X0000").utf8), exitCode: 2,
            says: ["held"], rows: 100),
    ]

    @Test("A bad delivery leaves yesterday's state, or loads what is good in it", arguments: cases)
    func badDelivery(_ it: Case) throws {
        let city = try cityWithYesterday()
        try city.drop("t_20201120.csv", Data(it.bytes))
        let result = try city.run()
        #expect(result.exitCode == it.exitCode, "\(result.stdout)\(result.stderr)")
        for words in it.says {
            #expect((result.stdout + result.stderr).contains(words), "\(result.stdout)")
        }
        #expect(
            try city.sql("SELECT count(*) FROM feed_d90_tiny WHERE valid_to_run IS NULL")
                == "\(it.rows)")
        let isLoaded = it.exitCode == 0
        #expect(
            FileManager.default.fileExists(
                atPath: city.inbox.appending(path: "t_20201120.csv").path) != isLoaded)
        #expect(try city.sql("PRAGMA integrity_check") == "ok")
    }

    @Test("A workspace that is not there is exit code 66, with what to do")
    func missingWorkspace() throws {
        let result = try CommandRunner.run(["run", "--workspace", "/nonexistent/city"])
        #expect(result.exitCode == 66)
        #expect(result.stderr.contains("/nonexistent/city"))
    }

    @Test("A workspace whose inbox is gone is exit code 66")
    func missingInbox() throws {
        let city = try TinyCity()
        try FileManager.default.removeItem(at: city.workspace.appending(path: "inbox"))
        let result = try city.run()
        #expect(result.exitCode == 66)
        #expect(result.stderr.contains("inbox"))
    }

    @Test("A folder named like a delivery fails that delivery only")
    func folderNamedLikeADelivery() throws {
        let city = try cityWithYesterday()
        try FileManager.default.createDirectory(
            at: city.inbox.appending(path: "t_20201120.csv"), withIntermediateDirectories: true)
        let result = try city.run()
        #expect(result.exitCode == 2)
        #expect(result.stdout.contains("folder"))
    }

    @Test(
        "A file that may not be read fails that delivery only",
        .enabled(if: getuid() != 0, "root reads everything"))
    func unreadable() throws {
        let city = try cityWithYesterday()
        let url = try city.drop("t_20201120.csv", Data(TinyCity.csv(100).utf8))
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: url.path)
        let result = try city.run()
        #expect(result.exitCode == 2)
        #expect(result.stdout.contains("Permission denied"))
    }

    @Test(
        "A file under way is left alone, by its name or because it grows", arguments: [true, false])
    func stillWriting(byName: Bool) throws {
        let city = try cityWithYesterday()
        let name = byName ? "t_20201120.csv.part" : "t_20201120.csv"
        let url = city.inbox.appending(path: name)
        try Data(TinyCity.csv(50).utf8).write(to: url)
        let writer = byName ? nil : try GrowingFile(url)
        defer { writer?.stop() }
        let result = try city.run()
        #expect(result.exitCode == 0, "\(result.stdout)\(result.stderr)")
        #expect(result.stdout.contains("1 still being written"))
        #expect(FileManager.default.fileExists(atPath: url.path))
    }

    @Test("Of two runs at once, one is told to wait by exit code 75")
    func twoRunsAtOnce() throws {
        let city = try cityWithYesterday()
        let lock = open(city.workspace.appending(path: ".guiji.lock").path, O_RDWR)
        try #require(lock >= 0 && flock(lock, LOCK_EX) == 0)
        let blocked = try city.run()
        close(lock)
        #expect(blocked.exitCode == 75)
        #expect(blocked.stderr.contains("another run"))
        #expect(try city.run().exitCode == 0)
    }

    @Test(
        "A disk that fills up leaves the warehouse as it was, and the next run carries on",
        arguments: [64, 200, 400])
    func diskFull(blocks: Int) throws {
        let city = try cityWithYesterday()
        try city.drop("t_20201120.csv", Data(TinyCity.csv(20_000).utf8))
        // A limit on the size of any file stands for the full disk: writes beyond it are refused.
        let shell =
            "trap '' XFSZ; ulimit -f \(blocks); exec \"$0\" run --workspace \"$1\" --date 2020-11-20"
        let result = try CommandRunner.run(
            ["-c", shell, CommandRunner.tool, city.workspace.path], program: "/bin/bash")
        #expect(result.exitCode == 74 || result.exitCode == 1, "\(result.stdout)\(result.stderr)")
        #expect(
            try city.sql("SELECT count(*) FROM feed_d90_tiny WHERE valid_to_run IS NULL") == "100")
        #expect(try city.sql("PRAGMA integrity_check") == "ok")
        let again = try city.run()
        #expect(again.exitCode == 0, "\(again.stdout)\(again.stderr)")
        #expect(
            try city.sql("SELECT count(*) FROM feed_d90_tiny WHERE valid_to_run IS NULL") == "20000"
        )
    }

    @Test("The same file twice changes nothing")
    func sameFileTwice() throws {
        let city = try cityWithYesterday()
        let before = try city.contents()
        try city.drop("again_20201119.csv", Data(TinyCity.csv(100).utf8))
        let result = try city.run()
        #expect(result.exitCode == 0)
        #expect(result.stdout.contains("1 known already"))
        #expect(try city.contents() == before)
    }
}

/// GB18030 bytes of a text, through iconv.
func gb18030(_ text: String) -> [UInt8] {
    guard let converter = iconv_open("GB18030", "UTF-8") else { return [] }
    defer { iconv_close(converter) }
    var input = Array(text.utf8).map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 2 + 16)
    let size = output.count
    var left = size
    input.withUnsafeMutableBufferPointer { from in
        output.withUnsafeMutableBufferPointer { to in
            var source = from.baseAddress
            var target = to.baseAddress
            var remaining = from.count
            _ = iconv(converter, &source, &remaining, &target, &left)
        }
    }
    return output[..<(size - left)].map { UInt8(bitPattern: $0) }
}

/// Appends to a file from a thread until stopped.
final class GrowingFile: @unchecked Sendable {
    // @unchecked: `isStopped` is only touched with `lock` held.
    private let lock = NSLock()
    private var isStopped = false

    init(_ url: URL) throws {
        let handle = try FileHandle(forWritingTo: url)
        handle.seekToEndOfFile()
        Thread.detachNewThread { [self] in
            while !stopped {
                handle.write(Data("T000099,样,2020-11-11,1.00\n".utf8))
                Thread.sleep(forTimeInterval: 0.05)
            }
        }
        Thread.sleep(forTimeInterval: 0.1)
    }

    private var stopped: Bool {
        lock.lock()
        defer { lock.unlock() }
        return isStopped
    }

    func stop() {
        lock.lock()
        isStopped = true
        lock.unlock()
    }
}
