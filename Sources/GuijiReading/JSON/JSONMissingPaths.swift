import CSimdjson
import GuijiModel

/// What a document has in place of the records that its contract names.
enum JSONMissingPaths {
    /// Findings for record paths that the document lacks.
    /// - Throws: `FILE_MALFORMED` where the document as a whole is of another type than every path needs.
    static func findings(_ program: JSONProgram) throws(DeliveryError) -> [Finding] {
        let missing = program.recordPaths.enumerated()
            .filter { !guiji_json_has_records(program.reader, UInt32($0.offset)) }
            .map { ($0.element, guiji_json_explain(program.reader, $0.element.node)) }
        let hasNone = missing.count == program.recordPaths.count
        if hasNone, missing.allSatisfy({ $1.steps == 0 && isOtherType($1, of: $0.path) }),
            let (path, found) = missing.first
        {
            throw DeliveryError(
                rule: .fileMalformed,
                position: RecordPosition(ordinal: 0, line: 1, byteOffset: 0, byteLength: 0),
                found: description(found), expected: "records at \(path.text)")
        }
        return missing.map { path, found in
            // `"rows": null` is how some systems write an empty list.
            let isNull = found.first_byte == UInt8(ascii: "n") && isAtEnd(found, of: path.path)
            return Finding(
                rule: .columnMissing, severity: hasNone && !isNull ? .error : .warning,
                found: description(found), expected: "records at \(path.text)")
        }
    }

    private static func isAtEnd(_ found: guiji_json_explanation, of path: JSONPath) -> Bool {
        var steps = path.steps.count
        if let last = path.steps.last, last == .everyElement || last == .everyMember { steps -= 1 }
        return Int(found.steps) == steps
    }

    /// Whether the document is not even of the type that the path's first step needs.
    private static func isOtherType(_ found: guiji_json_explanation, of path: JSONPath) -> Bool {
        switch path.steps.first {
        case .key, .everyMember: found.first_byte != UInt8(ascii: "{")
        case .index, .everyElement: found.first_byte != UInt8(ascii: "[")
        case nil: false
        }
    }

    private static func description(_ found: guiji_json_explanation) -> String {
        let keys = String(json: found.keys)
        return switch found.first_byte {
        case UInt8(ascii: "{"): keys.isEmpty ? "an empty object" : "an object with \(keys)"
        case UInt8(ascii: "["): "an array"
        case UInt8(ascii: "\""): "a string"
        case UInt8(ascii: "n"): "null"
        case UInt8(ascii: "t"), UInt8(ascii: "f"): "true or false"
        default: "a number"
        }
    }
}
