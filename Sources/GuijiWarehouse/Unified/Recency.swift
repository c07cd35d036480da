import GRDB
import GuijiContract
import GuijiModel

/// When a statement was made, as far as the warehouse knows: yyyymmddhhmmss as a number, 0 for unknown.
///
/// The change time that the record itself states counts; else the day of a delivery: for a snapshot the feed's latest,
/// which confirms every current row whether it rewrote it or not, for other feeds the record's own. So the answer is
/// the same whether the nights came one by one or all at once.
struct Recency {
    private let latest: Int64
    private let isSnapshot: Bool
    private var byDelivery: [Int64: Int64] = [:]
    private var last: (delivery: Int64, value: Int64) = (-1, 0)

    init(_ db: Database, _ contract: FeedContract) throws {
        isSnapshot = contract.load == .snapshot
        var latest: Int64 = 0
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT delivery_id, business_date FROM delivery
                WHERE feed = ? AND state = 'loaded' ORDER BY delivery_id
                """, arguments: [contract.feed.rawValue])
        while let row = try rows.next() {
            var date: String = row[1]
            latest = date.withUTF8 { Recency.number(UnsafeRawBufferPointer($0)) }
            if !isSnapshot { byDelivery[row[0]] = latest }
        }
        self.latest = latest
    }

    /// The recency of a record of this feed without a change time of its own.
    mutating func ofDelivery(_ delivery: Int64) -> Int64 {
        if isSnapshot { return latest }
        if last.delivery != delivery { last = (delivery, byDelivery[delivery] ?? 0) }
        return last.value
    }

    /// An ISO date or timestamp of any precision as yyyymmddhhmmss; missing parts are 0.
    static func number(_ text: UnsafeRawBufferPointer) -> Int64 {
        var value: Int64 = 0
        var digits = 0
        for byte in text where digits < 14 {
            if byte &- 0x30 < 10 {
                value = value * 10 + Int64(byte &- 0x30)
                digits += 1
            } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+") {
                break
            }
        }
        while digits < 14 {
            value *= 10
            digits += 1
        }
        return value
    }

    /// The day in a recency, ISO text; `nil` where unknown.
    static func day(_ value: Int64) -> String? {
        guard value > 0 else { return nil }
        func padded(_ number: Int64, _ width: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        let date = value / 1_000_000
        return
            "\(padded(date / 10000, 4))-\(padded(date / 100 % 100, 2))-\(padded(date % 100, 2))"
    }
}
