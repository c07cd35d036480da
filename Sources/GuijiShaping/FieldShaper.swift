import GuijiContract
import GuijiModel

/// A field with its kind's rule, made once a contract and applied to one column after another.
struct FieldShaper: Sendable {
    let plan: FieldPlan
    private let rule: Rule

    private enum Rule: Sendable {
        case text
        case freeText
        case integer(point: UInt8, separator: UInt8?)
        case decimal(DecimalRule)
        case real(point: UInt8, separator: UInt8?, factor: Double)
        case boolean(WordTable)
        case date(DateRule)
        case timestamp(TimestampRule)
        case code(CodeTable)
        case residentID(latest: CalendarDay)
        case creditCode
        case phone
        case personName
        case organizationName
        case document(latest: CalendarDay)
        case organizationNumber
        case plate(PlateRule)
        case vin
        case coordinate(point: UInt8, separator: UInt8?, bound: Double?, part: Int?)
        case certificateNumber
        case share
        case count(point: UInt8, separator: UInt8?)
    }

    /// What all fields of a contract share.
    struct Setting {
        var feed: FeedID
        var shapes: [RecordShape]
        var codeLists: [CodeListName: CodeList]
        var businessDate: CalendarDay
        /// Words of the operation column, which are no null words there.
        var operationWords: [String] = []
        /// Fields that a `CoordinatePass` judges later.
        var pairedFields: Set<Int> = []
    }

    init(
        _ spec: FieldSpec, group: GroupSpec? = nil, order: Int, isKey: Bool, _ setting: Setting
    ) throws(ShaperError) {
        func problem(_ problem: String, _ advice: String) -> ShaperError {
            ShaperError(feed: setting.feed, field: spec.name, problem: problem, advice: advice)
        }
        var known: Set<String> = Set(setting.operationWords)
        let point = spec.decimalSeparator
        let separator = spec.groupSeparator
        switch spec.kind {
        case .text, .address: rule = .text
        case .freeText: rule = .freeText
        case .integer: rule = .integer(point: point, separator: separator)
        case .decimal(let scale, let factor):
            rule = .decimal(DecimalRule(spec, scale: scale, factor: factor))
        case .real(let factor):
            rule = .real(point: point, separator: separator, factor: factor)
        case .boolean(let trueWords, let falseWords):
            rule = .boolean(BooleanRule.table(trueWords: trueWords, falseWords: falseWords))
            known.formUnion(trueWords + falseWords)
        case .date(let options), .timestamp(let options):
            let reader: DateReader
            do {
                reader = try DateReader(options, businessDate: setting.businessDate)
            } catch {
                throw problem(
                    "a date format \(error.message)",
                    error.suggestion.map { "write \($0)" } ?? "see the formats in Contracts")
            }
            let isTime = if case .timestamp = spec.kind { true } else { false }
            let earliest = FieldShaper.bound(spec.earliest, options, isTime, setting.businessDate)
            let latest = FieldShaper.bound(spec.latest, options, isTime, setting.businessDate)
            guard let earliest, let latest else {
                throw problem(
                    "a bound is no date", "write minimum and maximum like 2020-03-05")
            }
            let bounds = TimeBounds(earliest: earliest, latest: latest)
            rule =
                isTime
                ? .timestamp(TimestampRule(reader, bounds)) : .date(DateRule(reader, bounds))
        case .code(let name):
            guard let list = setting.codeLists[name] else {
                throw problem(
                    "the code list \(name.rawValue) is unknown",
                    "add Schemas/codelists/\(name.rawValue).csv or correct codeList")
            }
            rule = .code(CodeTable(list))
            known.formUnion(list.codes.keys)
        case .residentID: rule = .residentID(latest: setting.businessDate)
        case .creditCode: rule = .creditCode
        case .phone: rule = .phone
        case .personName: rule = .personName
        case .organizationName: rule = .organizationName
        case .document: rule = .document(latest: setting.businessDate)
        case .organizationNumber: rule = .organizationNumber
        case .plate(let province): rule = .plate(PlateRule(province: province))
        case .vin: rule = .vin
        case .longitude, .latitude:
            let isPaired = group == nil && setting.pairedFields.contains(order)
            let bound: Double? = isPaired ? nil : spec.kind == .longitude ? 180 : 90
            rule = .coordinate(
                point: point, separator: separator, bound: bound, part: spec.part)
        case .certificateNumber: rule = .certificateNumber
        case .share: rule = .share
        case .count: rule = .count(point: point, separator: separator)
        }
        plan = try FieldPlan(
            spec, group: group, order: order, isKey: isKey, shapes: setting.shapes,
            knownWords: { known.contains($0) }, feed: setting.feed)
    }

    /// A bound in canonical form, as far as it states something: a day bounds times, too. `nil` if it is no date.
    private static func bound(
        _ text: String?, _ options: DateOptions, _ isTime: Bool, _ businessDate: CalendarDay
    ) -> [UInt8]? {
        guard var text else { return [] }
        var plain = DateOptions()
        plain.zoneMinutes = options.zoneMinutes
        guard let reader = try? DateReader(plain, businessDate: businessDate),
            case .moment(let moment, _) = text.withUTF8({ reader.read($0) })
        else { return nil }
        var buffer = ByteArena(capacity: 32)
        if isTime, moment.hasTime {
            CanonicalTime.write(
                time: moment, zone: CanonicalTime.zone(options.zoneMinutes), &buffer)
        } else {
            CanonicalTime.write(date: moment, &buffer)
        }
        return Array(buffer.bytes)
    }

    /// Shapes one column.
    func run(
        _ input: ColumnInput, _ space: inout Workspace, _ sink: inout FindingSink
    ) -> ShapedColumn {
        switch rule {
        case .text: texts(PlainTextRule(), input, &space, &sink)
        case .freeText: texts(FreeTextRule(), input, &space, &sink)
        case .decimal(let rule): texts(rule, input, &space, &sink)
        case .date(let rule): texts(rule, input, &space, &sink)
        case .timestamp(let rule): texts(rule, input, &space, &sink)
        case .code(let table): texts(CodeRule(table), input, &space, &sink)
        case .residentID(let latest): texts(ResidentIDRule(latest: latest), input, &space, &sink)
        case .creditCode: texts(CreditCodeRule(), input, &space, &sink)
        case .phone: texts(PhoneRule(), input, &space, &sink)
        case .personName: texts(PersonNameRule(), input, &space, &sink)
        case .organizationName: texts(OrganizationNameRule(), input, &space, &sink)
        case .document(let latest): texts(DocumentRule(latest: latest), input, &space, &sink)
        case .organizationNumber: texts(OrganizationNumberRule(), input, &space, &sink)
        case .plate(let rule): texts(rule, input, &space, &sink)
        case .vin: texts(VehicleNumberRule(), input, &space, &sink)
        case .share: texts(ShareRule(), input, &space, &sink)
        case .count(let point, let separator):
            integers(input, &space, &sink) {
                CountRule(point: point, separator: separator, $0, $1)
            }
        case .certificateNumber: texts(CertificateNumberRule(), input, &space, &sink)
        case .coordinate(let point, let separator, let bound, let part):
            reals(input, &space, &sink) {
                CoordinateRule(
                    point: point, separator: separator, bound: bound, part: part, $0, $1)
            }
        case .integer(let point, let separator):
            integers(input, &space, &sink) {
                IntegerRule(point: point, separator: separator, $0, $1)
            }
        case .boolean(let words):
            integers(input, &space, &sink) { BooleanRule(words, $0, $1) }
        case .real(let point, let separator, let factor):
            reals(input, &space, &sink) {
                RealRule(point: point, separator: separator, factor: factor, $0, $1)
            }
        }
    }

    private func texts<R: TextRule>(
        _ rule: R, _ input: ColumnInput, _ space: inout Workspace, _ sink: inout FindingSink
    ) -> ShapedColumn {
        .text(
            Array(unsafeUninitializedCapacity: input.count) { buffer, initialized in
                buffer.initialize(repeating: .absent)
                initialized = input.count
                guard let output = buffer.baseAddress else { return }
                var column = TextColumn(rule, output)
                runColumn(&column, plan, input, &space, &sink)
            })
    }

    private func integers<R: ColumnRule>(
        _ input: ColumnInput, _ space: inout Workspace, _ sink: inout FindingSink,
        _ make: (UnsafeMutablePointer<Int64>, UnsafeMutablePointer<UInt8>) -> R
    ) -> ShapedColumn {
        var isNull = [UInt8](repeating: 1, count: input.count)
        var values = [Int64](repeating: 0, count: input.count)
        values.withUnsafeMutableBufferPointer { values in
            isNull.withUnsafeMutableBufferPointer { isNull in
                guard let values = values.baseAddress, let isNull = isNull.baseAddress else {
                    return
                }
                var column = make(values, isNull)
                runColumn(&column, plan, input, &space, &sink)
            }
        }
        return .integer(values, isNull: isNull)
    }

    private func reals<R: ColumnRule>(
        _ input: ColumnInput, _ space: inout Workspace, _ sink: inout FindingSink,
        _ make: (UnsafeMutablePointer<Double>, UnsafeMutablePointer<UInt8>) -> R
    ) -> ShapedColumn {
        var isNull = [UInt8](repeating: 1, count: input.count)
        var values = [Double](repeating: 0, count: input.count)
        values.withUnsafeMutableBufferPointer { values in
            isNull.withUnsafeMutableBufferPointer { isNull in
                guard let values = values.baseAddress, let isNull = isNull.baseAddress else {
                    return
                }
                var column = make(values, isNull)
                runColumn(&column, plan, input, &space, &sink)
            }
        }
        return .real(values, isNull: isNull)
    }
}
