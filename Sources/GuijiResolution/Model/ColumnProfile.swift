package import GuijiContract

/// What a column's values look like, from some thousand of them.
package struct ColumnProfile: Sendable {
    package let header: String
    /// All headers that the column has in different files.
    package let headers: [String]
    let role: ColumnRole?
    /// The files that have the column, by number.
    package let files: Set<Int>
    /// Rows seen, and rows with a value.
    package private(set) var rows = 0
    package private(set) var filled = 0
    private var distinct = Set<String>()
    private var letters = 0
    private var words = 0
    private var digitsOnly = 0
    private var decimals = 0
    private var dates = 0
    private var validIDs = 0
    private var idLengths = 0
    private var mobiles = 0
    private var han = 0
    private var shortHan = 0
    private var years = 0
    private var serials = 0

    package init(headers: [String], files: Set<Int> = [0]) {
        header = headers[0]
        self.files = files
        self.headers = headers
        role = headers.lazy.compactMap { ColumnRole(header: $0) }.first
    }

    /// Looks at one value.
    package mutating func add(_ text: String?) {
        rows += 1
        var folded: [UInt16] = []
        for unit in (text ?? "").lowercased().utf16 {
            if unit == 0x20 || unit == 0x3000, folded.isEmpty || folded.last == 0x20 { continue }
            folded.append(unit == 0x3000 ? 0x20 : unit)
        }
        if folded.last == 0x20 { folded.removeLast() }
        if folded.isEmpty { return }
        filled += 1
        distinct.insert(String(decoding: folded, as: UTF16.self))
        letters += folded.count
        words += folded.count { $0 == 0x20 } + 1
        let digits = folded.count { (0x30...0x39).contains($0) }
        let hanLetters = folded.count { (0x3400...0x9FFF).contains($0) }
        if digits == folded.count { digitsOnly += 1 }
        if digits == folded.count - 1, digits > 0, folded.contains(0x2E) { decimals += 1 }
        if digits >= 4, digits == folded.count || folded.contains(0x2E),
            folded[0] == 0x31 || folded[0] == 0x32,
            let year = Double(String(decoding: folded, as: UTF16.self)),
            (1000...2199).contains(year)
        {
            years += 1
        }
        if digits == 11, folded.count == 11, folded[0] == 0x31, folded[1] != 0x30 { mobiles += 1 }
        if digits >= 2, !folded.contains(0x20), hanLetters == 0 { serials += 1 }
        if hanLetters > 0 { han += 1 }
        if hanLetters == folded.count, (2...4).contains(folded.count) { shortHan += 1 }
        folded.withUnsafeBufferPointer { value in
            if value.count == 18 || value.count == 15, digits >= value.count - 12 { idLengths += 1 }
            if ResidentLetters.isValid(value) { validIDs += 1 }
            guard (6...16).contains(value.count), digits >= 4,
                let date = DateLetters.eightDigits(value)
            else { return }
            date.withUnsafeBufferPointer {
                guard let parts = DateLetters.parts($0) else { return }
                if (1700...2100).contains(parts.year), (1...12).contains(parts.month),
                    (1...31).contains(parts.day)
                {
                    dates += 1
                }
            }
        }
    }

    private func share(_ count: Int) -> Double { Double(count) / Double(max(1, filled)) }

    package var distinctCount: Int { distinct.count }
    /// Distinct values over rows with a value.
    package var distinctShare: Double { share(distinct.count) }
    package var filledShare: Double { Double(filled) / Double(max(1, rows)) }
    package var meanLetters: Double { share(letters) }
    package var meanWords: Double { share(words) }
    /// The share of the smaller's values that the other has too.
    func sharedValues(_ other: ColumnProfile) -> Double {
        let common = distinct.intersection(other.distinct).count
        return Double(common) / Double(max(1, min(distinct.count, other.distinct.count)))
    }

    /// Whether the values are years.
    var isYear: Bool { role == .year && share(years) > 0.9 }

    /// Whether the column names persons in full, given name and surname.
    var isFullName: Bool { kind == .personName && !isHan && meanWords >= 1.6 }

    package var isHan: Bool { share(han) > 0.5 }

    private func headerHas(_ parts: [String]) -> Bool {
        let name = header.lowercased()
        return parts.contains { name.contains($0) }
    }

    /// Whether the header says that the column holds the answer.
    package var isTruth: Bool {
        let names = [
            "true_id", "truth", "cluster", "cluster_id", "true_cluster", "entity_id", "label",
            "gold", "match_id",
        ]
        return names.contains(header.lowercased())
    }

    /// Whether the header says that the column tells lists or departments apart.
    package var isSource: Bool {
        headerHas(["source", "dataset", "dept", "department", "agency", "部门", "来源"])
            && distinct.count <= 500
    }

    /// Whether every row that has a value has one of its own.
    private var isUnique: Bool { filled > 1 && distinct.count == filled }

    /// Whether it may be the column that names the rows of the files that have it.
    package var isID: Bool {
        guard isUnique, share(validIDs) < 0.5, role != .phone, role != .nationalID else {
            return false
        }
        return headerHas(["id", "no", "key", "编号", "序号", "号"]) || share(digitsOnly) > 0.99
            || (role == nil && filled > 20 && share(serials) > 0.99)
    }

    package var isAddress: Bool { role == .address }

    /// The kind the values look like.
    package var kind: MatchingColumn.Kind {
        if share(idLengths) > 0.7, share(validIDs) > 0.5 { return .residentID }
        if isYear { return .number }
        if role == .age, share(digitsOnly) > 0.8 { return .number }
        if role == .phone || share(mobiles) > 0.7 {
            return .phone
        }
        if share(dates) > 0.8 { return .date }
        if share(decimals) > 0.2, share(decimals + digitsOnly) > 0.9 { return .number }
        if share(digitsOnly) > 0.9 {
            return headerHas(["price", "amount", "area", "pages", "金额", "面积"]) ? .number : .digits
        }
        if distinct.count <= 20 || (distinct.count <= 60 && meanLetters <= 4) { return .code }
        if share(shortHan) > 0.7 { return .personName }
        if isAddress { return .text }
        if meanWords >= 8 { return .freeText }
        if !isHan, meanWords < 3.5 {
            switch role {
            case .givenName, .surname, .middleName, .name: return .personName
            default: break
            }
        }
        if share(digitsOnly) < 0.1, meanWords < 1.1, share(han) < 0.5, letters > 0,
            headerHas(["mail", "url", "web", "code", "编码"])
        {
            return .code
        }
        return .text
    }
}
