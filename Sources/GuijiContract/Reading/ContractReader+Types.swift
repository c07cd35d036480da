import GuijiModel

// What each type of column reads from `logicalTypeOptions` and `guijiField`.
extension ContractReader {
    // MARK: Text

    private enum StringKind: String, CaseIterable {
        case text, freeText, code, residentID, creditCode, phone, address
        case personName, organizationName, document, organizationNumber, plate, vin
        case certificateNumber, share
    }

    private enum IntegerKind: String, CaseIterable { case integer, count }
    private enum NumberKind: String, CaseIterable { case longitude, latitude }

    func readString(_ options: YamlMapping?, _ limits: YamlMapping?, _ field: inout FieldSpec) {
        let kind = options.flatMap { check.choice($0, "kind", StringKind.self) } ?? .text
        let list = options.flatMap { check.text($0, "codeList") }
        if let node = options?["codeList"], kind != .code {
            check.error(
                node, .columnType, "'codeList' is for 'kind: code'.", "Add 'kind: code'.")
        }
        switch kind {
        case .text: field.kind = .text
        case .freeText: field.kind = .freeText
        case .residentID: field.kind = .residentID
        case .creditCode: field.kind = .creditCode
        case .phone: field.kind = .phone
        case .address: field.kind = .address
        case .personName: field.kind = .personName
        case .organizationName: field.kind = .organizationName
        case .document: field.kind = .document
        case .organizationNumber: field.kind = .organizationNumber
        case .plate: field.kind = .plate(province: options.flatMap(readProvince))
        case .vin: field.kind = .vin
        case .certificateNumber: field.kind = .certificateNumber
        case .share: field.kind = .share
        case .code:
            if let list, let node = options?["codeList"] {
                field.kind = .code(list: CodeListName(list))
                checkCodeList(list, node)
            } else if options?["codeList"] == nil {
                check.error(
                    options?["kind"], .missingKey,
                    "A code needs the list of its codes ('codeList').",
                    context.codeLists.map { lists in
                        "Known: \(lists.keys.map(\.rawValue).sorted().joined(separator: ", "))."
                    })
            }
        }
        if let node = options?["province"], kind != .plate {
            check.error(
                node, .columnType, "'province' is for 'kind: plate'.", "Add 'kind: plate'.")
        }
        guard let limits else { return }
        field.minLength = check.int(limits, "minLength")
        field.maxLength = check.int(limits, "maxLength")
        if let low = field.minLength, let high = field.maxLength, low > high {
            check.error(
                limits["minLength"], .emptyRange,
                "'minLength' \(low) is greater than 'maxLength' \(high).")
        }
        if let pattern = check.text(limits, "pattern") {
            if let reason = PatternCheck.objection(to: pattern) {
                check.error(
                    limits["pattern"], .pattern,
                    "The pattern '\(pattern)' does not compile: \(reason).",
                    "In YAML, single quotes keep backslashes: '[0-9]{4}\\d'.")
            } else {
                field.pattern = pattern
            }
        }
        noteUnchecked(limits, ["format"])
    }

    /// The province's one character that plates of this feed may lack.
    private func readProvince(_ options: YamlMapping) -> String? {
        guard let province = check.text(options, "province") else { return nil }
        guard LicensePlate.isProvince(province) else {
            check.error(
                options["province"], .unknownValue,
                "'\(province)' is not a province's sign on a number plate.",
                "Write 'province: 苏'.")
            return nil
        }
        return province
    }

    private func checkCodeList(_ list: String, _ node: YamlNode) {
        guard let lists = context.codeLists, lists[CodeListName(list)] == nil else { return }
        check.unknown(
            node, list, known: lists.keys.map(\.rawValue), "code list in Schemas/codelists",
            rule: .unknownCodeList)
    }

    // MARK: Numbers

    func readNumber(
        _ property: YamlMapping, _ type: String, _ options: YamlMapping?, _ limits: YamlMapping?,
        _ field: inout FieldSpec
    ) {
        let unit = options.flatMap { check.text($0, "unit") }
        let stored = options.flatMap { check.text($0, "storedUnit") }
        var factor = Decimal10.one
        if let unit, let stored {
            if let known = Units.factor(from: unit, to: stored) {
                factor = known
            } else {
                let isKnown = Units.known.contains(unit)
                check.error(
                    isKnown ? options?["storedUnit"] : options?["unit"], .unit,
                    "There is no factor from '\(unit)' to '\(stored)'.",
                    "Known: \(Units.known.joined(separator: " ")).")
            }
        } else if stored != nil {
            check.error(
                options?["storedUnit"], .unit, "'storedUnit' needs 'unit': what the feed writes.")
        }
        field.unit = stored ?? unit
        if let node = options?["part"], options?["kind"] == nil {
            check.error(
                node, .columnType, "'part' is for 'kind: longitude' and 'kind: latitude'.",
                "Name the kind, or remove 'part'.")
        }
        if type == "integer" {
            let kind = options.flatMap { check.choice($0, "kind", IntegerKind.self) }
            field.kind = kind == .count ? .count : .integer
        } else if let options, options["kind"] != nil {
            readAxis(property, options, &field)
            field.part = check.int(options, "part", atLeast: 1)
        } else if check.text(property, "physicalType") == "REAL" {
            field.kind = .real(factor: factor.approximate)
            if let node = options?["scale"] {
                check.error(
                    node, .columnType, "'scale' is for decimal numbers; this is stored as REAL.",
                    "Remove it, or write 'physicalType: TEXT'.")
            }
        } else {
            var scale = options.flatMap { check.int($0, "scale") }
            if let given = scale, given > 10 {
                check.error(
                    options?["scale"], .unknownValue,
                    "'scale' is \(given); expected at most 10 digits after the point.")
            }
            if scale == nil, let unit = field.unit, Units.isMoney(unit) { scale = 2 }
            field.kind = .decimal(scale: scale, factor: factor)
        }
        guard let limits else { return }
        field.minimum = check.number(limits, "minimum")
        field.maximum = check.number(limits, "maximum")
        if let low = field.minimum, let high = field.maximum, low > high {
            check.error(
                limits["minimum"], .emptyRange, "'minimum' is greater than 'maximum'.")
        }
        noteUnchecked(limits, ["exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format"])
    }

    /// A longitude or latitude: always degrees, always REAL.
    private func readAxis(
        _ property: YamlMapping, _ options: YamlMapping, _ field: inout FieldSpec
    ) {
        switch check.choice(options, "kind", NumberKind.self) {
        case .longitude?: field.kind = .longitude
        case .latitude?: field.kind = .latitude
        case nil: return
        }
        if check.text(property, "physicalType") == "TEXT" {
            check.error(
                property["physicalType"], .columnType, "A coordinate is stored as REAL.",
                "Write 'physicalType: REAL'.")
        }
        for key in ["scale", "unit", "storedUnit"] where options[key] != nil {
            check.error(
                options[key], .columnType, "'\(key)' has no meaning for a coordinate.",
                "Remove it: coordinates are degrees with six digits after the point.")
        }
        field.unit = "°"
    }

    // MARK: Truth values

    func readBoolean(_ options: YamlMapping?, _ field: inout FieldSpec) {
        let trueWords = ["1", "true", "是", "Y"] + words(options, "trueWords")
        let falseWords = ["0", "false", "否", "N"] + words(options, "falseWords")
        for word in Set(trueWords).intersection(falseWords).sorted() {
            check.error(
                options?["falseWords"] ?? options?["trueWords"], .words,
                "'\(word)' would mean both true and false.", "Remove it from one of the lists.")
        }
        field.kind = .boolean(trueWords: trueWords, falseWords: falseWords)
    }

    private func words(_ options: YamlMapping?, _ key: String) -> [String] {
        options.map { check.scalars($0, key).map(\.text) } ?? []
    }

    // MARK: Dates

    /// Formats that are not patterns of the JDK.
    static let namedFormats: Set<String> = [
        "epochSeconds", "epochMillis", "excel1900", "excel1904", "minguo", "age",
    ]

    func readDate(
        _ type: String, _ options: YamlMapping?, _ limits: YamlMapping?, _ field: inout FieldSpec
    ) {
        var dates = DateOptions()
        if let format = limits.flatMap({ check.text($0, "format") }), let node = limits?["format"] {
            checkFormat(format, node, type, named: false)
            dates.formats.append(format)
        }
        for listed in options.map({ check.scalars($0, "formats") }) ?? [] {
            let (format, node) = (listed.text, listed.at)
            checkFormat(format, node, type, named: true)
            if dates.formats.contains(format) {
                check.warning(
                    node, .dateFormat, "The format '\(format)' stands here a second time.",
                    "Remove it.")
            } else {
                dates.formats.append(format)
            }
        }
        if let options {
            if let zone = check.text(options, "zone"), let node = options["zone"] {
                dates.zoneMinutes = zoneMinutes(zone, node) ?? dates.zoneMinutes
            }
            dates.allowsPartial = check.bool(options, "partial") ?? true
            dates.openEnd = check.bool(options, "openEnd") ?? false
            dates.unknownStart = check.bool(options, "unknownStart") ?? false
        }
        field.kind = type == "date" ? .date(dates) : .timestamp(dates)
        guard let limits else { return }
        field.earliest = isoText(limits, "minimum", type)
        field.latest = isoText(limits, "maximum", type)
        if let low = field.earliest, let high = field.latest, low > high {
            check.error(limits["minimum"], .emptyRange, "'minimum' is later than 'maximum'.")
        }
        noteUnchecked(limits, ["exclusiveMinimum", "exclusiveMaximum"])
        for key in ["timezone", "defaultTimezone"] where limits[key] != nil {
            check.warning(
                limits.entry(key)?.key, .notChecked, "Guiji does not read '\(key)'.",
                "Texts without a zone are taken as +08:00, or as 'zone' in 'guijiField' says.")
        }
    }

    private func checkFormat(_ format: String, _ node: YamlNode, _ type: String, named: Bool) {
        if ContractReader.namedFormats.contains(format) {
            if !named {
                check.error(
                    node, .dateFormat, "'\(format)' is not a pattern of the JDK.",
                    "Write it in 'guijiField': 'formats: [\(format)]'.")
            } else if type == "timestamp", format == "age" || format == "minguo" {
                check.error(
                    node, .dateFormat, "'\(format)' gives a date, not a time.",
                    "Write 'logicalType: date'.")
            }
            return
        }
        do throws(DatePatternError) {
            let pattern = try DatePattern(format)
            if type == "timestamp", !pattern.hasTime {
                check.warning(
                    node, .dateFormat, "The format '\(format)' of a timestamp reads no hour.",
                    "Add 'HH:mm', or write 'logicalType: date'.")
            }
        } catch {
            let nearest = NearestWord.of(format, in: ContractReader.namedFormats.sorted())
            check.error(
                node, .dateFormat, "The date format '\(format)' \(error.message).",
                nearest.map { "Did you mean '\($0)'?" } ?? error.suggestion.map { "Use \($0)." })
        }
    }

    /// `+08:00` to 480.
    private func zoneMinutes(_ zone: String, _ node: YamlNode) -> Int? {
        let pattern = try? DatePattern("yyyyXXX")
        if case .parsed(let parts)? = pattern?.parse(Array("2000\(zone)".utf8)),
            let minutes = parts.offsetMinutes, abs(minutes) <= 14 * 60
        {
            return minutes
        }
        check.error(
            node, .dateFormat, "The zone '\(zone)' is not an offset.", "Write 'zone: \"+08:00\"'.")
        return nil
    }

    /// A bound of a date or time: ISO text.
    private func isoText(_ limits: YamlMapping, _ key: String, _ type: String) -> String? {
        guard let text = check.text(limits, key) else { return nil }
        let form = type == "date" ? "yyyy-MM-dd" : "yyyy-MM-dd['T'HH:mm:ss[XXX]]"
        if let pattern = try? DatePattern(form),
            case .parsed(let parts) = pattern.parse(Array(text.utf8)),
            parts.precision == .day
        {
            return text
        }
        check.error(
            limits[key], .unknownValue, "'\(key)' is '\(text)'; expected an ISO date.",
            type == "date"
                ? "Write \"2020-03-05\"." : "Write \"2020-03-05\" or \"2020-03-05T08:30:00+08:00\"."
        )
        return nil
    }

    /// Notes promises of the standard that Guiji does not check.
    func noteUnchecked(_ limits: YamlMapping, _ keys: [String]) {
        for key in keys {
            guard let entry = limits.entry(key) else { continue }
            check.warning(
                entry.key, .notChecked, "Guiji does not check '\(key)'.",
                key.hasPrefix("exclusive")
                    ? "Use '\(key == "exclusiveMinimum" ? "minimum" : "maximum")'." : nil)
        }
    }
}
