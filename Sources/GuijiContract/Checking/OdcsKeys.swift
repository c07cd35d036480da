/// The keys that the Open Data Contract Standard allows (v3.1.0, and v3.2.0 where the contract says so), by object.
/// Source: the standard's JSON schema, https://github.com/bitol-io/open-data-contract-standard.
enum OdcsKeys {
    static let apiVersions = ["v3.0.0", "v3.0.1", "v3.0.2", "v3.1.0", "v3.2.0"]
    static let statuses = ["proposed", "draft", "active", "deprecated", "retired"]
    static let logicalTypes: [String] = [
        "string", "date", "timestamp", "time", "number", "integer", "object", "array", "boolean",
    ]

    static let root: Set<String> = [
        "version", "kind", "apiVersion", "id", "name", "tenant", "tags", "status", "servers",
        "dataProduct", "description", "domain", "schema", "support", "price", "team", "roles",
        "slaDefaultElement", "slaProperties", "authoritativeDefinitions", "customProperties",
        "contractCreatedTs",
    ]
    static let root32: Set<String> = ["context"]
    static let description: Set<String> = [
        "purpose", "usage", "limitations", "authoritativeDefinitions", "customProperties",
    ]
    static let localServer: Set<String> = [
        "id", "server", "type", "description", "environment", "roles", "customProperties", "path",
        "format",
    ]
    static let localServer32: Set<String> = ["encoding"]
    private static let element: Set<String> = [
        "id", "name", "physicalType", "description", "businessName", "authoritativeDefinitions",
        "tags", "customProperties",
    ]
    private static let element32: Set<String> = ["deprecated", "synonyms"]
    static let object: Set<String> = element.union([
        "logicalType", "physicalName", "dataGranularityDescription", "properties", "relationships",
        "quality",
    ])
    static let object32: Set<String> = element32.union(["context"])
    static let property: Set<String> = element.union([
        "primaryKey", "primaryKeyPosition", "logicalType", "logicalTypeOptions", "physicalName",
        "required", "unique", "partitioned", "partitionKeyPosition", "classification",
        "encryptedName", "transformSourceObjects", "transformLogic", "transformDescription",
        "examples", "criticalDataElement", "relationships", "quality", "properties", "items",
    ])
    static let property32: Set<String> = element32.union(["semanticType", "enum"])
    static let team: Set<String> = [
        "id", "name", "description", "members", "tags", "customProperties",
        "authoritativeDefinitions",
    ]
    static let relationship: Set<String> = ["type", "from", "to", "customProperties"]
    static let customProperty: Set<String> = ["id", "property", "value", "description"]
    static let customProperty32: Set<String> = ["vendor"]

    /// Options of a logical type.
    static func options(of logicalType: String) -> Set<String> {
        let bounds: Set<String> = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]
        switch logicalType {
        case "string": return ["minLength", "maxLength", "pattern", "format"]
        case "date": return bounds.union(["format"])
        case "timestamp", "time":
            return bounds.union(["format", "timezone", "defaultTimezone"])
        case "integer", "number": return bounds.union(["multipleOf", "format"])
        case "object": return ["minProperties", "maxProperties", "required"]
        case "array": return ["minItems", "maxItems", "uniqueItems"]
        default: return []
        }
    }
}

/// Guiji's own keys, by the value they stand in.
enum GuijiKeys {
    static let root: Set<String> = [
        "guijiDepartment", "guijiContainer", "guijiLoad", "guijiGuards", "guijiMentions",
        "guijiFacts", "guijiCoordinates", "guijiFreshness",
    ]
    static let department: Set<String> = ["code", "name"]
    static let container: Set<String> = [
        "encoding", "delimiter", "quote", "header", "headerRows", "skipRows", "skipFooterRows",
        "skipRowsStarting", "records", "namespaces", "columns", "shapes",
    ]
    static let load: Set<String> = ["mode", "operation", "operations", "order"]
    static let guards: Set<String> = [
        "maxFallPercent", "maxRejectedPercent", "minRecords", "envelope",
    ]
    static let envelope: Set<String> = ["path", "equals", "oneOf"]
    static let mention: Set<String> = [
        "kind", "role", "group", "requires", "when", "attributes", "links", "texts", "constants",
        "maps", "picks",
        "asOf",
    ]
    static let fact: Set<String> = [
        "table", "role", "group", "requires", "when", "links", "values", "texts", "constants",
        "maps", "picks",
        "asOf",
    ]
    static let field: Set<String> = [
        "kind", "codeList", "nullWords", "defaultNullWords", "onInvalid", "scale", "unit",
        "storedUnit", "decimalSeparator", "groupSeparator", "formats", "zone", "partial",
        "openEnd", "unknownStart", "trueWords", "falseWords", "shapes", "province", "part",
    ]
    static let coordinates: Set<String> = [
        "longitude", "latitude", "system", "systemField", "box",
    ]

    /// The containers' options that a format has.
    static func container(of format: Container.Format) -> Set<String> {
        switch format {
        case .csv:
            [
                "encoding", "delimiter", "quote", "header", "headerRows", "skipRows",
                "skipFooterRows", "skipRowsStarting", "shapes",
            ]
        case .xml: ["encoding", "records", "namespaces", "shapes"]
        case .json: ["encoding", "records", "columns", "shapes"]
        case .jsonLines: ["encoding", "shapes"]
        }
    }

    /// The fields' keys that a type has.
    static func field(of logicalType: String) -> Set<String> {
        let all: Set<String> = ["nullWords", "defaultNullWords", "onInvalid", "shapes"]
        switch logicalType {
        case "string": return all.union(["kind", "codeList", "province"])
        case "integer": return all.union(["kind", "unit", "decimalSeparator", "groupSeparator"])
        case "number":
            return all.union([
                "kind", "scale", "unit", "storedUnit", "decimalSeparator", "groupSeparator", "part",
            ])
        case "date": return all.union(["formats", "partial", "openEnd", "unknownStart"])
        case "timestamp": return all.union(["formats", "zone", "openEnd", "unknownStart"])
        case "boolean": return all.union(["trueWords", "falseWords"])
        case "array": return ["shapes"]
        default: return all
        }
    }
}
