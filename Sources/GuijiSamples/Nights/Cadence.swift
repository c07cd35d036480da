import GuijiContract
import GuijiModel

/// When a department sends a feed: each night, or once a month by the fifth.
///
/// On the first night all send what they have. After that a monthly feed comes on a day of its own from the first to the
/// fifth; one in twelve is late by up to six days, one in forty doesn't come that month. Feeds by the hour come as one
/// file a night with the day's 24 hours.
enum Cadence {
    enum Tonight: Equatable {
        case due
        /// It should come tonight, and does not: later, or not at all.
        case lacking
        case notDue
    }

    private static let lateness = 1.0 / 12
    private static let absence = 1.0 / 40

    static func tonight(_ contract: FeedContract, _ night: Night, seed: UInt64) -> Tonight {
        guard contract.freshness == .monthly, !night.isFirst else { return .due }
        let calendar = CalendarDay(daysSince1970: night.day)
        // What came on the first night was this month's.
        let first = CalendarDay(daysSince1970: night.day - night.number + 1)
        if calendar.year == first.year, calendar.month == first.month { return .notDue }
        let feed = contract.feed.rawValue
        var habit = Chance(seed: seed, Purpose("monthly day " + feed))
        let day = 1 + habit.below(5)
        var month = Chance(
            seed: seed, Purpose("month " + feed), calendar.year * 12 + calendar.month)
        if month.happens(absence) { return calendar.day == day ? .lacking : .notDue }
        let delay = month.happens(lateness) ? 1 + month.below(6) : 0
        if calendar.day == day + delay { return .due }
        return calendar.day == day ? .lacking : .notDue
    }
}
