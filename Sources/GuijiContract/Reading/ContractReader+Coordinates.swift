import GuijiModel

// `guijiCoordinates`: which fields are points, and in which system they come.
extension ContractReader {
    private enum SystemWord: String, CaseIterable { case gcj02, bd09, cgcs2000, field }

    func readCoordinates(_ node: YamlNode?) -> [CoordinateSpec] {
        guard let node else { return [] }
        guard let items = node.items else {
            check.wrongType(node, "guijiCoordinates", "a list")
            return []
        }
        var pairs: [CoordinateSpec] = []
        var used: Set<Int> = []
        for item in items {
            guard let map = item.mapping else {
                check.wrongType(item, "guijiCoordinates", "a list of mappings")
                continue
            }
            check.checkKeys(map, known: GuijiKeys.coordinates, of: "'guijiCoordinates'")
            let longitude = readAxis(map, "longitude", .longitude)
            let latitude = readAxis(map, "latitude", .latitude)
            guard let longitude, let latitude, let system = readSystem(map) else { continue }
            for (key, index) in [("longitude", longitude), ("latitude", latitude)]
            where !used.insert(index).inserted {
                check.error(
                    map[key], .coordinates, "'\(fields[index].name)' is in another pair already.",
                    "A field belongs to one pair of coordinates.")
            }
            pairs.append(
                CoordinateSpec(
                    longitude: longitude, latitude: latitude, system: system,
                    box: readBox(map) ?? .haimen))
        }
        return pairs
    }

    private func readAxis(_ map: YamlMapping, _ key: String, _ kind: FieldKind) -> Int? {
        guard check.requiredText(map, key, of: "'guijiCoordinates'", "Write '\(key): lon'.") != nil,
            let index = readFieldName(map, key)
        else { return nil }
        guard fields[index].kind == kind else {
            check.error(
                map[key], .coordinates, "'\(fields[index].name)' is not of the kind \(key).",
                "Give the column 'guijiField: { kind: \(key) }' and 'logicalType: number'.")
            return nil
        }
        return index
    }

    private func readSystem(_ map: YamlMapping) -> CoordinateSpec.System? {
        if map["system"] == nil {
            check.error(
                map.at, .missingKey, "The coordinates have no 'system'.",
                "Write 'system: gcj02', 'bd09', 'cgcs2000' or 'field'.")
            return nil
        }
        let word = check.choice(map, "system", SystemWord.self)
        if word != .field, let node = map["systemField"] {
            check.error(
                node, .coordinates, "'systemField' needs 'system: field'.",
                "Write 'system: field', or remove it.")
        }
        switch word {
        case .gcj02?: return .fixed(.gcj02)
        case .bd09?: return .fixed(.bd09)
        case .cgcs2000?: return .fixed(.cgcs2000)
        case .field?:
            guard
                check.requiredText(
                    map, "systemField", of: "'system: field'", "Write 'systemField: crs'.") != nil,
                let index = readFieldName(map, "systemField")
            else { return nil }
            switch fields[index].kind {
            case .text, .code: return .field(index)
            default:
                check.error(
                    map["systemField"], .coordinates,
                    "'\(fields[index].name)' names no system: it is not a text.",
                    "Name a column of type string.")
                return nil
            }
        case nil: return nil
        }
    }

    /// West, south, east, north.
    private func readBox(_ map: YamlMapping) -> CoordinateBox? {
        guard let node = map["box"] else { return nil }
        let numbers = check.scalars(map, "box").compactMap { Double($0.text) }
        guard numbers.count == 4, numbers[0] < numbers[2], numbers[1] < numbers[3] else {
            check.error(
                node, .coordinates, "'box' is not west, south, east and north in degrees.",
                "Write 'box: [120.9, 31.7, 121.7, 32.2]'.")
            return nil
        }
        return CoordinateBox(
            west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3])
    }
}
