import GuijiModel

/// 城市部件普查: one component of the streets. A snapshot, GeoJSON.
struct D15Bj: FeedProducer {
    let feed = FeedID("D15-bj")
    var layout: FeedLayout {
        var layout = FeedLayout()
        layout.envelope = [
            ("$.type", "\"FeatureCollection\""),
            ("$.crs", "{\"type\":\"name\",\"properties\":{\"name\":\"本地坐标\"}}"),
        ]
        layout.constantMembers = [("type", "\"Feature\"")]
        return layout
    }

    private static let swapped = Dirt("latitude before longitude", 0.01)
    private static let plane = Dirt("metres of a plane grid", 0.005)
    private static let line = Dirt("a line, not a point", 0.02)
    private static let noCode = Dirt("component without code", 0.002)
    private static let oldOwner = Dirt("owner by an abolished name", 0.05)

    func produce(_ night: Night, in city: City, into out: FeedWriter) throws {
        for place in city.places.range(.component) {
            // One in two hundred is gone by any later night.
            if !night.isFirst, place % 200 < night.number - 1 { continue }
            try out.record(place) { record in
                let name = city.places.name[place]
                record["properties.OBJCODE"] = city.places.code[place]
                if record.strikes(Self.noCode) {
                    record.set("properties.OBJCODE", .null)
                    record.setAside = .required
                }
                record["properties.OBJNAME"] = name
                let street = city.addresses.street[city.places.address[place]]
                record["properties.BGCODE"] =
                    String(Vocabulary.streets[street].code) + "001" + Digits.pad(place % 20 + 1, 3)
                record["properties.DEPTNAME1"] = "市城管局"
                record["properties.DEPTNAME2"] = record.strikes(Self.oldOwner) ? "市建设局" : "市住建局"
                record["properties.DEPTNAME3"] = name.hasPrefix("上水") ? "水务集团" : "市住建局"
                let isBroken = !night.isFirst && (place + night.number) % 300 == 0
                record["properties.OBJSTATE"] = isBroken ? "破损" : "完好"
                record["properties.ORDATE"] = DateText.short(city.places.since[place])
                if place % 3 == 0 {
                    record["properties.CHDATE"] = DateText.slashes(city.places.since[place] + 60)
                }
                geometry(record, city.places.lon[place], city.places.lat[place])
            }
        }
    }

    private func geometry(_ record: RecordDraft, _ lon: Double, _ lat: Double) {
        let (x, y) = (Digits.decimal(lon, 6), Digits.decimal(lat, 6))
        record["geometry.type"] = "Point"
        if record.strikes(Self.line) {
            record["geometry.type"] = "LineString"
            let end = Digits.decimal(lon + 0.001, 6)
            record.set("geometry.coordinates", .literal("[[\(x),\(y)],[\(end),\(y)]]"))
            return
        }
        var pair = [x, y]
        if record.strikes(Self.swapped) { pair = [y, x] }
        if record.strikes(Self.plane) {
            pair = [
                Digits.decimal(3_530_000 + (lat - 31.9) * 110_900, 2),
                Digits.decimal(516_000 + (lon - 121.17) * 94_500, 2),
            ]
        }
        record.set("geometry.coordinates", .literal("[\(pair[0]),\(pair[1])]"))
    }
}
