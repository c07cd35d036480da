extension MatchingFile {
    private static let keys: Set<String> = [
        "name", "kind", "from", "of", "take", "either", "join", "replace", "missing",
        "heldBy", "atMost", "follow", "else",
    ]

    /// The columns in order; each may use those before it.
    func columns(_ map: YamlMapping) -> [MatchingColumn] {
        var columns: [MatchingColumn] = []
        if map["columns"] == nil {
            checker.error(
                map.at, .missingKey, "The model has no 'columns'.",
                "List them: columns: [{name: surname, kind: personName}]. 'guiji link init' drafts a model."
            )
        }
        for item in checker.mappings(map, "columns") {
            checker.checkKeys(item, known: MatchingFile.keys, of: "a column")
            guard let name = checker.requiredText(item, "name", of: "The column") else { continue }
            if columns.contains(where: { $0.name == name }) {
                checker.error(
                    item.at, .duplicateColumn, "There are two columns '\(name)'.",
                    "Give one another name; 'from' names the file's header.")
            }
            columns.append(column(item, name, columns))
        }
        return columns
    }

    private func column(_ item: YamlMapping, _ name: String, _ before: [MatchingColumn])
        -> MatchingColumn
    {
        let names = MatchingNames(checker: checker, columns: before)
        let ways = ["from", "of", "either", "join"].filter { item[$0] != nil }
        if ways.count > 1 {
            checker.error(
                item.at, .source, "Column '\(name)' has \(ways.joined(separator: " and ")).",
                "A column is read from the file (from), taken of another (of), the first of several (either), or several joined (join)."
            )
        }
        let kind = checker.choice(item, "kind", MatchingColumn.Kind.self)
        var column = MatchingColumn(name: name, kind: kind ?? .text, origin: .headers([name]))
        if item["heldBy"] != nil || item["follow"] != nil {
            if let origin = contextual(item, names, name) {
                column.origin = origin.0
                column.kind = kind ?? before[origin.1].kind
            }
        } else if let of = item["of"] {
            if let source = names.number(of), let transform = transform(item, name) {
                column.origin = .taken(of: source, transform)
                column.kind = kind ?? .code
                if transform == .birthDate { column.kind = .date }
            }
        } else if item["take"] != nil {
            checker.error(
                item["take"], .source, "'take' needs 'of'.",
                "Name the column of which something is taken: of: name.")
        }
        for key in ["either", "join"] where item[key] != nil {
            let numbers = checker.list(item, key).compactMap { names.number($0) }
            column.origin = key == "join" ? .joined(numbers) : .either(numbers)
            if let first = numbers.first { column.kind = kind ?? before[first].kind }
        }
        if let from = item["from"] {
            let headers = from.scalarText.map { [$0] } ?? checker.scalars(item, "from").map(\.text)
            column.origin = .headers(headers)
        }
        if let replace = checker.mapping(item, "replace") {
            column.replacements = replace.entries.map {
                .init(from: $0.name, to: $0.value.scalarText ?? "")
            }
        }
        column.missing = checker.scalars(item, "missing").map(\.text)
        return column
    }

    /// What a value is depends on other rows: `{of: phone, heldBy: name, atMost: 2}`,
    /// `{of: number, follow: {from: former_number, to: number}}`.
    private func contextual(_ item: YamlMapping, _ names: MatchingNames, _ name: String)
        -> (MatchingColumn.Origin, Int)?
    {
        guard let of = item["of"] else {
            checker.error(
                item.at, .missingKey, "Column '\(name)' needs 'of'.",
                "Name the column whose values are looked at: of: phone.")
            return nil
        }
        guard let source = names.number(of) else { return nil }
        if let by = item["heldBy"] {
            guard let other = names.number(by) else { return nil }
            return (
                .held(source, by: other, atMost: checker.int(item, "atMost", atLeast: 1) ?? 1),
                source
            )
        }
        guard let follow = checker.mapping(item, "follow") else { return nil }
        checker.checkKeys(follow, known: ["from", "to"], of: "'follow'")
        guard let first = follow["from"], let second = follow["to"] else {
            checker.error(
                follow.at, .missingKey, "'follow' needs 'from' and 'to'.",
                "follow: {from: former_number, to: number}.")
            return nil
        }
        guard let from = names.number(first), let to = names.number(second) else { return nil }
        let other = checker.text(item, "else") ?? "keep"
        if !["keep", "none"].contains(other) {
            checker.unknown(
                item["else"] ?? of, other, known: ["keep", "none"], "way to treat the others",
                rule: .unknownValue)
        }
        return (.followed(source, from: from, to: to, keeps: other == "keep"), source)
    }

    private static let plain: [String: MatchingColumn.Transform] = [
        "year": .year, "monthDay": .monthDay, "yearMonth": .yearMonth, "pinyin": .pinyin,
        "surname": .surname, "givenName": .givenName, "soundex": .soundex,
        "sortedWords": .sortedWords, "firstWord": .firstWord, "lastWord": .lastWord,
        "numbers": .numbers, "words": .words, "validID": .validID, "birthDate": .birthDate,
        "idSex": .idSex, "validCode": .validCode, "masked": .masked,
    ]

    private func transform(_ item: YamlMapping, _ name: String) -> MatchingColumn.Transform? {
        guard let take = item["take"] else {
            checker.error(
                item.at, .missingKey, "Column '\(name)' has 'of' but no 'take'.",
                "Say what is taken: take: year, or take: {first: 4}.")
            return nil
        }
        if let word = take.scalarText {
            if let transform = MatchingFile.plain[word] { return transform }
            checker.unknown(
                take, word, known: MatchingFile.plain.keys.sorted() + ["first", "last", "slice"],
                "way to take something", rule: .unknownValue)
            return nil
        }
        guard let map = take.mapping else {
            checker.wrongType(take, "take", "a word such as year, or {first: 4}")
            return nil
        }
        checker.checkKeys(map, known: ["first", "last", "slice", "notEnding"], of: "'take'")
        if let count = checker.int(map, "first", atLeast: 1) { return .first(count) }
        if let count = checker.int(map, "last", atLeast: 1) { return .last(count) }
        if map["notEnding"] != nil {
            return .notEnding(checker.scalars(map, "notEnding").map(\.text))
        }
        let bounds = checker.list(map, "slice").compactMap(\.int)
        guard bounds.count == 2, bounds[0] >= 0, bounds[0] < bounds[1] else {
            checker.wrongType(take, "slice", "two numbers, from and to: [6, 14]")
            return nil
        }
        return .slice(bounds[0], bounds[1])
    }
}
