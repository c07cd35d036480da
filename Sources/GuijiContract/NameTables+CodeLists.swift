package import GuijiModel

extension NameTables {
    /// The tables from the lists `character_variants`, `pinyin`, `surname_readings`, `compound_surnames` and `surnames`;
    /// what of them is absent is taken as empty.
    package init(codeLists: [CodeListName: CodeList]) {
        func codes(_ name: String) -> [String: String] {
            codeLists[CodeListName(name)]?.codes ?? [:]
        }
        self.init(
            variants: codes("character_variants"), readings: codes("pinyin"),
            surnameReadings: codes("surname_readings"), compounds: codes("compound_surnames").keys,
            surnames: codes("surnames").keys)
    }
}

extension OrganizationNameParser {
    /// The parser with the lists `organization_forms` and `organization_sectors`, and the names of all provinces, cities
    /// and counties of every age.
    package init(_ schemas: SchemaSet) {
        let regions = schemas.divisions.lazy
            .filter { [.province, .city, .county].contains($0.level) }
            .map(\.name).filter { $0.count > 1 && !["市辖区", "自治区直辖县级行政区划"].contains($0) }
        self.init(codeLists: schemas.codeLists, regions: regions)
    }

    /// The same with divisions of one's own.
    /// - Parameter regions: names of divisions, in full.
    package init(codeLists: [CodeListName: CodeList], regions: some Sequence<String>) {
        self.init(
            regions: regions, forms: codeLists["organization_forms"]?.codes ?? [:],
            sectors: codeLists["organization_sectors"]?.codes.keys.map { $0 } ?? [])
    }
}

extension [CodeListName: CodeList] {
    fileprivate subscript(_ name: String) -> CodeList? { self[CodeListName(name)] }
}
