/// Reads a code list: `code,name,aliases`, one code a line, aliases separated by `|`, comments after `#` in front.
///
/// The values have neither commas nor quotes, so that the file needs no CSV reader.
enum CodeListReader {
    static func read(_ text: String, name: String, file: String) -> (CodeList?, [ContractProblem]) {
        var reader = Reader(file: file)
        return reader.read(text, name: name)
    }

    private struct Reader {
        let file: String
        var problems: [ContractProblem] = []
        var comments: [String: String] = [:]
        var codes: [String: String] = [:]
        var names: [(code: String, name: String)] = []

        init(file: String) { self.file = file }

        mutating func read(_ text: String, name: String) -> (CodeList?, [ContractProblem]) {
            var hasHeader = false
            var number = 0
            for raw in text.split(separator: "\n", omittingEmptySubsequences: false) {
                number += 1
                let line = raw.last == "\r" ? raw.dropLast() : raw
                if line.hasPrefix("#") {
                    comment(line.dropFirst())
                } else if !hasHeader, !line.isEmpty {
                    hasHeader = true
                    if line != "code,name,aliases" {
                        error(
                            number, 1, "The header is '\(line)'; expected 'code,name,aliases'.",
                            "Write the header after the comments.")
                    }
                } else if !line.isEmpty {
                    row(String(line), number)
                }
            }
            for key in ["source", "licence"] where comments[key]?.isEmpty ?? true {
                error(0, 0, "The code list has no \(key).", "Begin with '# \(key): …'.")
            }
            if names.isEmpty { error(0, 0, "The code list has no code.", nil) }
            guard problems.isEmpty else { return (nil, problems) }
            let list = CodeList(
                name: CodeListName(name), codes: codes, names: names,
                source: comments["source"] ?? "", licence: comments["licence"] ?? "")
            return (list, [])
        }

        private mutating func error(
            _ line: Int, _ column: Int, _ message: String, _ suggestion: String?
        ) {
            problems.append(
                ContractProblem(
                    file: file, line: line, column: column, rule: ContractRule.codeList.rawValue,
                    message: message, suggestion: suggestion))
        }

        private mutating func comment(_ text: Substring) {
            guard let colon = text.firstIndex(of: ":") else { return }
            let key = String(text[..<colon]).trimmed.lowercased()
            comments[key] = String(text[text.index(after: colon)...]).trimmed
        }

        private mutating func row(_ line: String, _ number: Int) {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(
                String.init)
            guard cells.count == 3, !line.contains("\"") else {
                error(
                    number, 1, "The row has \(cells.count) cells; expected 3, without quotes.",
                    "Separate aliases by '|'.")
                return
            }
            guard !cells[0].isEmpty, !cells[1].isEmpty else {
                error(number, 1, "The row has no code or no name.", nil)
                return
            }
            if names.contains(where: { $0.code == cells[0] }) {
                error(number, 1, "The code '\(cells[0])' stands here a second time.", nil)
            }
            names.append((cells[0], cells[1]))
            let aliases = cells[2].isEmpty ? [] : cells[2].split(separator: "|").map(String.init)
            for spelling in [cells[0], cells[1]] + aliases {
                let word = spelling.trimmed
                // Only asked for where something is wrong: rows may have hundreds of aliases.
                var at: Int? {
                    line.range(of: spelling).map {
                        line.unicodeScalars.distance(from: line.startIndex, to: $0.lowerBound) + 1
                    }
                }
                if word.isEmpty || word != spelling {
                    error(number, at ?? 1, "The spelling '\(spelling)' has blanks around it.", nil)
                } else if let other = codes[word], other != cells[0] {
                    error(
                        number, at ?? 1,
                        "'\(word)' means \(cells[0]) here, but \(other) above.",
                        "Keep one of them.")
                }
                codes[word] = codes[word] ?? cells[0]
            }
        }
    }
}
