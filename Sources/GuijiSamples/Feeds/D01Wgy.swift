import GuijiModel

/// 网格员: one inspector and one of the grids served. JSON Lines, a snapshot.
struct D01Wgy: FeedProducer {
    let feed = FeedID("D01-wgy")

    private static let oldPhone = Dirt("telephone of the predecessor", 0.03)
    private static let shortStreet = Dirt("street by its short name", 0.3)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for (number, grid) in city.grids.enumerated()
        where city.people.isAlive(grid.inspector, on: night.day) {
            try out.record(number) { record in
                record["wgbm"] = grid.code
                record["xm"] = city.people.name[grid.inspector]
                record["sfzh"] = city.people.idNumber[grid.inspector]
                record["sjh"] =
                    record.strikes(Self.oldPhone)
                    ? CheckedNumber.phone(9_000_000 + number) : city.people.phone[grid.inspector]
                record["zs"] = grid.isFullTime ? "专职" : "兼职"
                let street = city.communities[grid.community].street
                let name = Vocabulary.streets[street].name
                record["ssjz"] =
                    record.strikes(Self.shortStreet)
                    ? name.replacing("街道", with: "").replacing("镇", with: "") : name
                record.person(grid.inspector, as: "inspector")
            }
        }
    }
}
