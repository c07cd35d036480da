import Foundation

/// Loads one contract.
package enum ContractLoader {
    /// Reads and checks one file. A contract with errors yields none; all problems come sorted by place. What the
    /// contract refers to outside its file is checked as far as `context` knows it.
    package static func load(
        file: String, context: ContractContext = ContractContext()
    ) -> (FeedContract?, [ContractProblem]) {
        let read = self.read(file: file, context: context)
        return (read.contract, read.problems)
    }

    /// The same for a contract in memory; `file` is the name that problems show.
    package static func load(
        yaml: String, file: String, context: ContractContext = ContractContext()
    ) -> (FeedContract?, [ContractProblem]) {
        let read = ContractReader.read(yaml: yaml, file: file, context: context)
        return (read.contract, read.problems)
    }

    static func read(file: String, context: ContractContext) -> ReadContract {
        switch TextFile.read(file) {
        case .failure(let problem):
            return ReadContract(file: file, contract: nil, problems: [problem])
        case .success(let text):
            var read = ContractReader.read(yaml: text, file: file, context: context)
            read.contract?.contentHash = ContentHash.sha256(Array(text.utf8))
            return read
        }
    }
}

/// Reads the small text files under `Schemas/`.
enum TextFile {
    /// No contract is longer; a longer file is a mistake (a delivery in the wrong folder).
    static let maximumBytes = 4 << 20

    static func read(_ file: String) -> Result<String, ContractProblem> {
        func problem(_ message: String, _ suggestion: String?) -> ContractProblem {
            ContractProblem(
                file: file, line: 0, column: 0, rule: ContractRule.fileUnreadable.rawValue,
                message: message, suggestion: suggestion)
        }
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: file))
        } catch {
            let exists = FileManager.default.fileExists(atPath: file)
            return .failure(
                problem(
                    exists ? "The file cannot be read." : "There is no such file.",
                    exists ? "Check its permissions." : "Check the path."))
        }
        guard data.count <= maximumBytes else {
            return .failure(
                problem("The file has \(data.count) bytes; expected at most \(maximumBytes).", nil))
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            return .failure(problem("The file is not UTF-8.", "Save it as UTF-8."))
        }
        return .success(text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text)
    }
}
