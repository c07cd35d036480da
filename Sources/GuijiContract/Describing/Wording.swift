import GuijiModel

/// The words in which `guiji contract show` explains a contract.
enum Wording {
    static func sensitivity(_ sensitivity: Sensitivity) -> String {
        switch sensitivity {
        case .public1: "L1 public"
        case .internal2: "L2 internal"
        case .personal3: "L3 personal information"
        case .sensitive4: "L4 sensitive personal information"
        }
    }

    static func freshness(_ freshness: Freshness) -> String {
        switch freshness {
        case .none: "on no particular day"
        case .nightly: "nightly, by 02:00 of the next day"
        case .monthly: "monthly, by the 5th of the next month"
        case .hourly: "hourly; the nightly run takes the day's files"
        }
    }

    static func container(_ container: Container) -> String {
        var parts = [container.format.rawValue, container.encoding.rawValue]
        if container.format == .csv {
            parts.append("fields separated by \(byte(container.delimiter))")
            parts.append(container.quote.map { "quoted by \(byte($0))" } ?? "never quoted")
            if !container.hasHeader { parts.append("no header") }
            if container.headerRows > 1 { parts.append("a header of \(container.headerRows) rows") }
            if container.skipRows > 0 {
                parts.append("\(container.skipRows) rows before the header")
            }
            if container.skipFooterRows > 0 {
                parts.append("without the last \(container.skipFooterRows) rows")
            }
            if !container.skipRowsStarting.isEmpty {
                parts.append(
                    "without rows beginning \(container.skipRowsStarting.joined(separator: ", "))")
            }
        }
        if let columns = container.columnsPath { parts.append("column names at \(columns)") }
        return parts.joined(separator: ", ")
    }

    private static func byte(_ byte: UInt8) -> String {
        byte == 0x09 ? "TAB" : String(decoding: [byte], as: UTF8.self)
    }

    static func type(_ field: FieldSpec, _ set: SchemaSet) -> String {
        let unit = field.unit.map { " in \($0)" } ?? ""
        switch field.kind {
        case .text: return "text"
        case .freeText: return "free text"
        case .integer: return "integer" + unit
        case .decimal(let scale, let factor):
            return "decimal" + (scale.map { " with \($0) digits" } ?? "") + unit
                + (factor == .one ? "" : ", written times \(times(factor.approximate))")
        case .real(let factor):
            return "real" + unit + (factor == 1 ? "" : ", written times \(times(factor))")
        case .boolean: return "true or false"
        case .date(let options): return dates("date", options)
        case .timestamp(let options): return dates("time", options)
        case .code(let list):
            let codes = set.codeLists[list]?.names.prefix(3).map { "\($0.code) \($0.name)" } ?? []
            return "code of \(list.rawValue)"
                + (codes.isEmpty ? "" : " (\(codes.joined(separator: ", ")), …)")
        case .residentID: return "identity number"
        case .creditCode: return "credit code"
        case .phone: return "telephone number"
        case .address: return "address"
        case .personName: return "person's name"
        case .organizationName: return "organization's name"
        case .document: return "identity document's number"
        case .organizationNumber: return "credit code or older organization number"
        case .plate(let province):
            return "number plate" + (province.map { ", \($0) where the province lacks" } ?? "")
        case .vin: return "vehicle identification number"
        case .longitude: return "longitude in degrees"
        case .latitude: return "latitude in degrees"
        case .certificateNumber: return "certificate number"
        case .share: return "share as a fraction"
        case .count: return "count, perhaps an estimate" + unit
        }
    }

    private static func times(_ factor: Double) -> String {
        factor == factor.rounded() && abs(factor) < 1e15 ? String(Int64(factor)) : String(factor)
    }

    private static func dates(_ word: String, _ options: DateOptions) -> String {
        var text = word
        if !options.formats.isEmpty { text += " as " + options.formats.joined(separator: " or ") }
        if options.openEnd { text += ", 9999-12-31 means open" }
        if options.unknownStart { text += ", 1900-01-01 means unknown" }
        return text
    }

    /// What a value must satisfy beside its type.
    static func rules(_ field: FieldSpec) -> [String] {
        var rules: [String] = []
        if field.required { rules.append("required") }
        if field.unique { rules.append("unique") }
        switch (field.minLength, field.maxLength) {
        case (let low?, let high?):
            rules.append(low == high ? "\(low) characters" : "\(low) to \(high) characters")
        case (let low?, nil): rules.append("at least \(low) characters")
        case (nil, let high?): rules.append("at most \(high) characters")
        case (nil, nil): break
        }
        if let pattern = field.pattern { rules.append("matches \(pattern)") }
        let low = field.minimum.map(times) ?? field.earliest
        let high = field.maximum.map(times) ?? field.latest
        switch (low, high) {
        case (let low?, let high?): rules.append("\(low) to \(high)")
        case (let low?, nil): rules.append("from \(low)")
        case (nil, let high?): rules.append("to \(high)")
        case (nil, nil): break
        }
        if !field.extraNullWords.isEmpty {
            rules.append("no value: \(field.extraNullWords.joined(separator: " "))")
        }
        if !field.shapes.isEmpty { rules.append("only \(field.shapes.joined(separator: ", "))") }
        if field.onInvalid == .setAside { rules.append("an invalid value sets the record aside") }
        return rules
    }

    static func load(_ contract: FeedContract) -> String {
        switch contract.load {
        case .snapshot: return "snapshot: a key that is missing is closed"
        case .event(let order):
            return "event: nothing is removed"
                + (order.map {
                    "; the version with the greatest \(contract.fields[$0].name) counts"
                }
                    ?? "; the latest to arrive counts")
        case .delta(let operation, let operations, let order):
            let words = operations.sorted { $0.key < $1.key }
                .map { "\($0.key) \($0.value == .upsert ? "upserts" : "deletes")" }
            return "delta: \(contract.fields[operation].name) says what to do "
                + "(\(words.joined(separator: ", "))), in the order of \(contract.fields[order].name)"
        }
    }

    static func coordinates(_ pair: CoordinateSpec, _ contract: FeedContract) -> String {
        let names =
            "\(contract.fields[pair.longitude].name), \(contract.fields[pair.latitude].name)"
        let system =
            switch pair.system {
            case .fixed(let system): "from \(system.title)"
            case .field(let index): "from the system that \(contract.fields[index].name) names"
            }
        let box = [pair.box.west, pair.box.south, pair.box.east, pair.box.north].map(times)
        return "\(names) \(system) to CGCS2000, within \(box.joined(separator: " "))"
    }

    static func guards(_ contract: FeedContract) -> [String] {
        let guards = contract.guards
        var words: [String] = []
        if contract.load == .snapshot, let fall = guards.maxFallPercent {
            words.append("more than \(times(fall)) % fewer rows than before")
        }
        words.append("more than \(times(guards.maxRejectedPercent)) % set aside")
        if guards.minRecords > 0 { words.append("fewer than \(guards.minRecords) records") }
        for check in guards.envelope {
            switch check.expectation {
            case .recordCount: words.append("\(check.path) is not the number of records")
            case .oneOf(let texts):
                words.append("\(check.path) is not \(texts.joined(separator: " or "))")
            }
        }
        return words
    }
}
