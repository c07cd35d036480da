/// One business date and what happened on it. The first night carries the city's history as well: departments send
/// all they have.
package struct Night: Sendable {
    /// From 1.
    package let number: Int
    package let day: Day
    package var events = NightEvents()

    package var isFirst: Bool { number == 1 }
    /// `2020-11-20`
    package var date: String { DateText.iso(day) }
    /// `20201120`
    package var compactDate: String { DateText.compact(day) }
    /// A time of this day.
    package func at(_ hour: Int, _ minute: Int = 0, _ second: Int = 0) -> Moment {
        day * 86_400 + hour * 3600 + minute * 60 + second
    }
}

/// What happened on a day, as numbers of people, firms and so on. In order and without repetition.
package struct NightEvents: Sendable {
    package var born: [Int] = []
    package var died: [Int] = []
    /// Moved to another dwelling.
    package var moved: [Int] = []
    /// New entries of `City.marriages`.
    package var marriages: Range<Int> = 0..<0
    /// Everyone whose record with the police changed: born, died, moved, married, divorced.
    package var changedPeople: [Int] = []
    package var founded: [Int] = []
    /// Renamed, or with a new legal representative.
    package var changedFirms: [Int] = []
    package var closed: [Int] = []
    /// New entries of `City.jobs`, and entries that ended.
    package var startedJobs: [Int] = []
    package var endedJobs: [Int] = []
    /// Properties that went to a new owner.
    package var transferred: [Int] = []
    package var incidents: [Incident] = []
    /// Reports of the day's incidents, in the order they came in.
    package var reports: [Report] = []
    /// Entries of `City.surveys` that are new or have a new version.
    package var surveyed: [Int] = []
}
