import Foundation
import GuijiWarehouse

/// The truth that `guiji samples` wrote: for each mention whom it means, by delivery, record, role and item.
struct CityTruth {
    struct Answer {
        /// The thing's number within its kind.
        var number: Int
        /// Traps the mention is in, as bits by `trapNames`.
        var traps: UInt64
        var isUndecidable: Bool
    }

    /// Names of traps in the order in which they were met.
    private(set) var trapNames: [String] = []
    private let folder: String
    /// File below `truth/links/` by the delivery's path.
    private var files: [String: String] = [:]
    private var answers: [Place: Answer] = [:]
    private var fileNumbers: [String: Int] = [:]
    private var roleNumbers: [String: Int] = [:]

    private struct Place: Hashable {
        var file: Int
        var record: Int
        var role: Int
        var item: Int
    }

    private struct Summary: Decodable {
        struct Night: Decodable { var deliveries: [Delivery] }
        struct Delivery: Decodable {
            var date: String
            var feed: String
            var path: String
        }
        var nights: [Night]
    }

    /// - Parameter folder: what `guiji samples` wrote to.
    /// - Throws: `GuijiError.notFound` where there is no `truth/deliveries.json`, `.table`.
    init(folder: String) throws {
        self.folder = folder
        let path = folder + "/truth/deliveries.json"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw GuijiError.notFound(path: path, what: "truth of a made-up city")
        }
        let summary: Summary
        do { summary = try JSONDecoder().decode(Summary.self, from: data) } catch {
            throw GuijiError.table(path: path, what: "this is not what 'guiji samples' writes")
        }
        for delivery in summary.nights.flatMap(\.deliveries) {
            files[delivery.path] =
                delivery.feed + "_" + delivery.date.replacing("-", with: "") + ".csv"
        }
    }

    /// Whom a mention means; `nil` where the truth doesn't say.
    /// - Parameter kind: `person`, `organization`, `address`; a file's answers of one kind are read at a time.
    mutating func answer(_ mention: LinkedMention, kind: String) throws -> Answer? {
        guard let file = files[mention.delivery] else { return nil }
        let number = try fileNumbers[file] ?? read(file, kind: kind)
        guard let role = roleNumbers[mention.role] else { return nil }
        return answers[
            Place(file: number, record: mention.ordinal, role: role, item: mention.item)]
    }

    /// Forgets the answers of the kind before.
    mutating func clear() {
        answers.removeAll()
        fileNumbers.removeAll()
    }

    private mutating func read(_ file: String, kind: String) throws -> Int {
        let number = fileNumbers.count
        fileNumbers[file] = number
        let table = try TableFile(path: folder + "/truth/links/" + file)
        let columns = ["record", "role", "item", "kind", "number", "trap", "undecidable"]
        try table.forEachBatch(columns.map { [$0] }) { batch in
            for row in 0..<batch.count where batch.text(column: 3, row: row) == kind {
                let role = batch.text(column: 1, row: row) ?? ""
                let roleNumber = roleNumbers[role] ?? roleNumbers.count
                roleNumbers[role] = roleNumber
                let place = Place(
                    file: number, record: integer(batch.text(column: 0, row: row)) ?? -1,
                    role: roleNumber, item: integer(batch.text(column: 2, row: row)) ?? 0)
                answers[place] = Answer(
                    number: integer(batch.text(column: 4, row: row)) ?? -1,
                    traps: bits(batch.text(column: 5, row: row) ?? ""),
                    isUndecidable: batch.text(column: 6, row: row) == "1")
            }
        }
        return number
    }

    private func integer(_ text: String?) -> Int? { text.flatMap { Int($0) } }

    private mutating func bits(_ text: String) -> UInt64 {
        guard !text.isEmpty else { return 0 }
        var bits: UInt64 = 0
        for name in text.split(separator: "|") {
            let number = trapNames.firstIndex(of: String(name)) ?? trapNames.count
            if number == trapNames.count { trapNames.append(String(name)) }
            bits |= 1 << UInt64(number & 63)
        }
        return bits
    }
}
