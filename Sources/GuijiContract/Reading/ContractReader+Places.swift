// `guijiPlaces`: which fields name places that other departments' addresses are compared with.
extension ContractReader {
    func readPlaces(_ node: YamlNode?) -> [PlaceSpec] {
        guard let node else { return [] }
        guard let items = node.items else {
            check.wrongType(node, "guijiPlaces", "a list")
            return []
        }
        return items.compactMap { item in
            guard let map = item.mapping else {
                check.wrongType(item, "guijiPlaces", "a list of mappings")
                return nil
            }
            return readPlace(map)
        }
    }

    private func readPlace(_ map: YamlMapping) -> PlaceSpec? {
        check.checkKeys(map, known: GuijiKeys.place, of: "'guijiPlaces'")
        var spec = PlaceSpec(fields: [:])
        for part in PlaceSpec.Part.allCases {
            guard let index = readFieldName(map, part.rawValue) else { continue }
            spec.fields[part] = fields[index].name
        }
        let named: [PlaceSpec.Part] = [.road, .estate, .village]
        if !named.contains(where: { map[$0.rawValue] != nil }) {
            check.error(
                map.at, .missingKey, "The places have no name.",
                "Write 'road: road', 'estate: estate' or 'village: name'.")
        }
        if map["door"] != nil, map["road"] == nil {
            check.error(
                map["door"], .missingKey, "A door needs its road.", "Write 'road: road' as well.")
        }
        let (group, known) = readFrame(map, role: nil, rule: .unknownGroup)
        if let alias = check.text(map, "alias"), let node = map["alias"] {
            checkField(alias, node, known: known)
            spec.alias = alias
        }
        spec.group = group
        return spec
    }
}
