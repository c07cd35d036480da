import Foundation
package import GuijiContract
import GuijiModel
package import GuijiResolution

/// Tables in, clusters out: reads the files, prepares the rows, links them.
package struct LinkRun {
    package struct Options: Sendable {
        package var threshold: Double?
        package var idColumn: String?
        package var sourceColumn: String?
        package var threads = 2
        package init() {}
    }

    package let model: MatchingModel
    package let table: RowTable
    package let linker: Linker
    /// Header of the id in the answer; where files call it differently, the first one's.
    package let idHeader: String

    /// The model of a file.
    /// - Throws: `GuijiError.matchingModel` with all problems.
    package static func model(at path: String) throws -> MatchingModel {
        let (model, problems) = MatchingModelReader.load(file: path)
        guard let model else {
            throw GuijiError.matchingModel(path: path, problems: problems.map(\.description))
        }
        return model
    }

    /// Reads and prepares.
    /// - Throws: `GuijiError.table` where columns are missing or ids are not unique.
    package init(
        files: [String], model: MatchingModel, options: Options,
        progress: (_ rows: Int) -> Void = { _ in }
    ) throws {
        let tables = try files.map { try TableFile(path: $0) }
        let idNames =
            options.idColumn.map { [$0] } ?? model.idColumn.map { [$0] + model.otherIDColumns }
        let sourceNames = (options.sourceColumn ?? model.sourceColumn).map { [$0] }
        for table in tables {
            try LinkRun.require(idNames, "id", "--id", in: table)
            try LinkRun.require(sourceNames, "source", "--source", in: table)
        }
        let builder = RowTableBuilder(model: model, usesIDs: idNames != nil)
        try LinkRun.requireColumns(builder.headers, in: tables)
        let wanted =
            builder.headers + (idNames.map { [$0] } ?? []) + (sourceNames.map { [$0] } ?? [])
        let idColumn = idNames.map { _ in builder.headers.count }
        let sourceColumn = sourceNames.map { _ in wanted.count - 1 }
        for table in tables {
            let name = URL(filePath: table.path).deletingPathExtension().lastPathComponent
            let batches = try table.batches(of: wanted)
            var batch = try batches.next()
            while let current = batch {
                // The next batch is read while this one is prepared.
                var next: Result<RawBatch?, any Error> = .success(nil)
                builder.append(
                    current, idColumn: idColumn, sourceColumn: sourceColumn,
                    fallbackSource: tables.count > 1 ? name : ""
                ) { next = Result { try batches.next() } }
                progress(builder.rowCount)
                batch = try next.get()
            }
        }
        self.model = model
        idHeader = idNames?[0] ?? "row"
        do {
            table = try builder.finish()
        } catch let error as RowTableBuilder.DuplicateID {
            throw GuijiError.table(
                path: files.joined(separator: ", "),
                what:
                    "\(error.count) \(error.count == 1 ? "row has" : "rows have") the id of another, such as "
                    + "\(Masking.mask(error.id)). Name a column that differs in every row with --id, or leave it "
                    + "out to number the rows.")
        }
        linker = Linker(model: model, table: table, threads: options.threads)
    }

    private static func require(
        _ names: [String]?, _ what: String, _ option: String, in table: TableFile
    ) throws {
        guard let names, table.header(among: names) == nil else { return }
        throw GuijiError.table(
            path: table.path,
            what:
                "there is no \(what) column '\(names[0])'. Name one of \(table.headers.joined(separator: ", ")) "
                + "with \(option).")
    }

    /// A column that no file has is a mistake in the model or the wrong file.
    private static func requireColumns(_ headers: [[String]], in tables: [TableFile]) throws {
        let missing = headers.filter { names in
            tables.allSatisfy { $0.header(among: names) == nil }
        }
        guard let first = tables.first, !missing.isEmpty else { return }
        let wanted = missing.map { $0.joined(separator: " / ") }.joined(separator: ", ")
        throw GuijiError.table(
            path: first.path,
            what: "the model wants columns that are not there: \(wanted). The file has "
                + "\(first.headers.joined(separator: ", ")). Say in the model where they come from (from: HEADER), or "
                + "draft a model with 'guiji link init'.")
    }

    /// The rows of ids, in the order given; `nil` where there is no such row.
    package func rows(ofIDs ids: [String]) -> [Int?] {
        var found: [String: Int] = [:]
        let wanted = Set(ids)
        for row in 0..<table.count {
            let id = table.id(row)
            if wanted.contains(id) { found[id] = row }
        }
        return ids.map { found[$0] }
    }
}
