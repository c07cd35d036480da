import GuijiContract
import GuijiModel

/// Brings two columns that are one point to CGCS2000, after each has been read as a number.
///
/// A point that lies in the box only with its axes exchanged is exchanged. 0, 0 is no value. Magnitudes over 10,000
/// are metres of a projection that nobody named. What is outside the box, or has one axis only, is no value. Applied
/// to points in CGCS2000 that it made it changes nothing.
struct CoordinatePass: Sendable {
    let longitude: Int
    let latitude: Int
    private let system: CoordinateSpec.System
    private let box: CoordinateBox
    private let names = CoordinateSystemNames()

    init(_ spec: CoordinateSpec) {
        longitude = spec.longitude
        latitude = spec.latitude
        system = spec.system
        box = spec.box
    }

    enum Outcome: Equatable {
        case point(GeoPoint, isSwapped: Bool)
        case nothing(Issue)
    }

    /// What a pair of numbers is.
    func outcome(_ first: Double, _ second: Double, _ system: CoordinateSystem) -> Outcome {
        if first == 0, second == 0 { return .nothing(.none) }
        if first.magnitude > 10_000 || second.magnitude > 10_000 {
            return .nothing(.coordinateSystemUnknown)
        }
        if let point = inBox(first, second, system) { return .point(point, isSwapped: false) }
        if let point = inBox(second, first, system) { return .point(point, isSwapped: true) }
        return .nothing(.coordinateOutOfBox)
    }

    private func inBox(
        _ longitude: Double, _ latitude: Double, _ system: CoordinateSystem
    ) -> GeoPoint? {
        guard longitude.magnitude <= 180, latitude.magnitude <= 90 else { return nil }
        let point = GeoPoint(longitude: longitude, latitude: latitude)
            .toCGCS2000(from: system).rounded
        return box.contains(point) ? point : nil
    }

    /// Replaces both columns and notes what was wrong.
    func run(
        _ columns: inout [ShapedColumn], _ fields: [FieldShaper],
        _ input: (Int) -> ColumnInput, _ space: borrowing Workspace, _ sink: inout FindingSink
    ) {
        guard case .real(var longitudes, var noLongitude) = columns[longitude],
            case .real(var latitudes, var noLatitude) = columns[latitude]
        else { return }
        let raw = (input(longitude), input(latitude))
        for row in 0..<longitudes.count where noLongitude[row] == 0 || noLatitude[row] == 0 {
            var outcome = Outcome.nothing(.coordinateOutOfBox)
            if noLongitude[row] == 0, noLatitude[row] == 0 {
                let system = systemOf(row, columns, space)
                outcome =
                    system.map { self.outcome(longitudes[row], latitudes[row], $0) }
                    ?? .nothing(.coordinateSystemUnknown)
            }
            switch outcome {
            case .point(let point, let isSwapped):
                longitudes[row] = point.longitude
                latitudes[row] = point.latitude
                if isSwapped { report(.coordinateSwapped, row, fields, raw, space, &sink) }
            case .nothing(let issue):
                (longitudes[row], latitudes[row]) = (0, 0)
                (noLongitude[row], noLatitude[row]) = (1, 1)
                if issue != .none {
                    report(issue, row, fields, raw, space, &sink)
                } else if fields[longitude].plan.isRequired || fields[latitude].plan.isRequired {
                    report(.missing, row, fields, raw, space, &sink)
                }
            }
        }
        columns[longitude] = .real(longitudes, isNull: noLongitude)
        columns[latitude] = .real(latitudes, isNull: noLatitude)
    }

    /// `nil` where the record's own word for it is not known.
    private func systemOf(
        _ row: Int, _ columns: [ShapedColumn], _ space: borrowing Workspace
    ) -> CoordinateSystem? {
        switch system {
        case .fixed(let system): return system
        case .field(let index):
            guard case .text(let slices) = columns[index], !slices[row].isAbsent else { return nil }
            return names.system(space.text(slices[row]))
        }
    }

    /// A finding on the longitude, with both numbers as they came.
    private func report(
        _ issue: Issue, _ row: Int, _ fields: [FieldShaper],
        _ raw: (longitude: ColumnInput, latitude: ColumnInput), _ space: borrowing Workspace,
        _ sink: inout FindingSink
    ) {
        var found: [UInt8] = []
        for (number, input) in [raw.longitude, raw.latitude].enumerated() {
            let slice = input.slices[row * input.stride]
            if number > 0 { found.append(UInt8(ascii: ",")) }
            if !slice.isAbsent { found += space.text(slice) }
        }
        let isStrict = fields[longitude].plan.isStrict || !fields[latitude].plan.isStrict
        let field = fields[isStrict ? longitude : latitude].plan
        found.withUnsafeBufferPointer { note(issue, $0, row, field, raw.longitude, &sink) }
    }
}

/// What feeds write for the system of a coordinate.
struct CoordinateSystemNames: Sendable {
    private let words: WordTable

    init() {
        let spellings: [(CoordinateSystem, [String])] = [
            (
                .cgcs2000,
                [
                    "CGCS2000", "CGCS-2000", "2000", "国家2000", "大地2000", "国家大地2000", "WGS84",
                    "WGS-84",
                    "EPSG:4490", "EPSG:4326", "4490", "4326", "GPS", "CGCS",
                ]
            ),
            (.gcj02, ["GCJ02", "GCJ-02", "GCJ", "火星", "火星坐标", "高德", "腾讯", "国测局"]),
            (.bd09, ["BD09", "BD-09", "BD09LL", "BD", "百度", "百度坐标"]),
        ]
        words = WordTable(
            spellings.flatMap { system, words in
                words.map { (word: $0, number: Int(system.rawValue)) }
            })
    }

    func system(_ text: Bytes) -> CoordinateSystem? {
        var upper = ByteArena(capacity: text.count)
        for byte in text where byte != 0x20 && byte != 0x5F {
            upper.append(byte &- 0x61 < 26 ? byte & ~0x20 : byte)
        }
        let number = words.number(upper.bytes)
        return number < 0 ? nil : CoordinateSystem(rawValue: UInt8(number))
    }
}
