import Foundation

/// Loads everything under `Schemas/`: contracts in `departments/`, code lists in `codelists/`, tables in `unified/`,
/// matching models in `matching/`.
package enum SchemaLoader {
    /// Reads and checks all files, and what they say of one another. The set holds what has no errors; the problems of
    /// all files come sorted by file and place. Reads some hundred small files: below a second.
    package static func load(directory: String) -> (SchemaSet, [ContractProblem]) {
        let root = directory.hasSuffix("/") ? String(directory.dropLast()) : directory
        var problems: [ContractProblem] = []
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root, isDirectory: &isDirectory),
            isDirectory.boolValue
        else {
            return (
                SchemaSet(),
                [
                    ContractProblem(
                        file: root, line: 0, column: 0, rule: ContractRule.fileUnreadable.rawValue,
                        message: "There is no such folder.",
                        suggestion: "Check the path; 'guiji init' makes a workspace.")
                ]
            )
        }
        var codeLists: [CodeListName: CodeList] = [:]
        var reference = SchemaSet()
        for file in files(root, "codelists", ending: ".csv", &problems) {
            if let table = ReferenceTable.Name(rawValue: stem(file, ".csv")) {
                problems += read(table, file, &reference)
                continue
            }
            let (list, found) = codeList(file)
            problems += found
            if let list { codeLists[list.name] = list }
        }
        var unified: [UnifiedTable] = []
        for file in files(root, "unified", ending: ".yaml", &problems) {
            let (table, found) = unifiedTable(file)
            problems += found
            if let table { unified.append(table) }
        }
        problems += UnifiedReader.references(unified, directory: root + "/unified")
        // A list or table with errors is still there to be referred to: its own problems are enough.
        let context = ContractContext(
            codeLists: problems.contains { $0.file.hasPrefix(root + "/codelists/") }
                ? nil : codeLists,
            unified: problems.contains { $0.file.hasPrefix(root + "/unified/") } ? nil : unified)
        let contracts = files(root, "departments", ending: ".odcs.yaml", &problems).map {
            ContractLoader.read(file: $0, context: context)
        }
        problems += contracts.flatMap(\.problems)
        let across = SetChecks.problems(contracts, unified: unified)
        problems += across
        let broken = Set(across.filter { $0.severity == .error }.map(\.file))
        var set = SchemaSet(
            contracts: contracts.filter { !broken.contains($0.file) }.compactMap(\.contract)
                .sorted { $0.feed < $1.feed },
            codeLists: codeLists, unified: unified, divisions: reference.divisions,
            towns: reference.towns, places: reference.places)
        for file in files(root, "matching", ending: ".yaml", &problems) {
            let (model, found) = MatchingModelReader.load(file: file)
            problems += found
            guard let model, let table = model.table else { continue }
            if unified.contains(where: { $0.name == table }) {
                set.matching.append(model)
            } else {
                problems.append(
                    ContractProblem(
                        file: file, line: 1, column: 1, rule: ContractRule.unknownField.rawValue,
                        message:
                            "The model is for the table '\(table)', which no file in unified/ declares.",
                        suggestion: "Name a table of unified/, or leave 'table' out."))
            }
        }
        return (set, problems.sorted())
    }

    private static func read(
        _ table: ReferenceTable.Name, _ file: String, _ set: inout SchemaSet
    ) -> [ContractProblem] {
        var found: [ContractProblem]
        switch (TextFile.read(file), table) {
        case (.failure(let problem), _): found = [problem]
        case (.success(let text), .divisions):
            (set.divisions, found) = DivisionRecord.read(text, file: file)
        case (.success(let text), .towns):
            (set.towns, found) = TownRecord.read(text, file: file)
        case (.success(let text), .places):
            (set.places, found) = PlaceRecord.read(text, file: file)
        }
        return found
    }

    private static func codeList(_ file: String) -> (CodeList?, [ContractProblem]) {
        switch TextFile.read(file) {
        case .failure(let problem): return (nil, [problem])
        case .success(let text):
            return CodeListReader.read(text, name: stem(file, ".csv"), file: file)
        }
    }

    private static func unifiedTable(_ file: String) -> (UnifiedTable?, [ContractProblem]) {
        switch TextFile.read(file) {
        case .failure(let problem): return (nil, [problem])
        case .success(let text):
            return UnifiedReader.read(yaml: text, name: stem(file, ".yaml"), file: file)
        }
    }

    private static func stem(_ file: String, _ ending: String) -> String {
        String((file.split(separator: "/").last ?? "").dropLast(ending.count))
    }

    /// The files of a folder and its folders, sorted. One with another ending is noted: nobody would read it.
    private static func files(
        _ root: String, _ folder: String, ending: String, _ problems: inout [ContractProblem]
    ) -> [String] {
        let path = root + "/" + folder
        guard let names = FileManager.default.enumerator(atPath: path) else { return [] }
        var result: [String] = []
        for case let name as String in names {
            let file = path + "/" + name
            var isDirectory: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: file, isDirectory: &isDirectory)
            if !exists || isDirectory.boolValue
                || name.split(separator: "/").last?.hasPrefix(".") == true
            {
                continue
            }
            if name.hasSuffix(ending) {
                result.append(file)
            } else if !name.hasSuffix(".md") {
                problems.append(
                    ContractProblem(
                        file: file, line: 0, column: 0, severity: .warning,
                        rule: ContractRule.fileName.rawValue,
                        message: "The file's name does not end in '\(ending)', so nobody reads it.",
                        suggestion: "Rename it, or move it elsewhere."))
            }
        }
        return result.sorted()
    }
}
