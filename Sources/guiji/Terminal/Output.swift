import Foundation

/// Standard output, for people and programs.
enum Output {
    static func line(_ text: String = "") {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    /// One JSON document: keys sorted, so that the same answer is the same text.
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        FileHandle.standardOutput.write(try encoder.encode(value) + Data("\n".utf8))
    }

    static var isTerminal: Bool { isatty(1) == 1 }

    /// Bold on a terminal, plain elsewhere.
    static func heading(_ text: String) -> String {
        isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
            ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }
}
