import GuijiContract
import GuijiModel
import GuijiReporting
import GuijiResolution
import GuijiWarehouse

/// The step from loaded records to the unified layer, with the city's engine and derivations.
enum Unification {
    /// One transaction.
    static func perform(
        _ warehouse: Warehouse, schemas: SchemaSet, run: RunID, businessDate: String
    ) throws -> [RunSummary.Entities] {
        try warehouse.unify(
            run: run, schemas: schemas,
            resolver: RuleResolver(
                models: schemas.matching, names: NameTables(codeLists: schemas.codeLists)),
            deriver: SchemaDeriver(
                schemas, businessDate: businessDate,
                places: warehouse.placeStatements(schemas.contracts))
        ).map {
            RunSummary.Entities(
                table: $0.table, current: $0.current, created: $0.created, changed: $0.changed)
        }
    }
}
