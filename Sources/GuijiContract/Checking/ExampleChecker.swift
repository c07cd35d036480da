import GuijiModel

/// Checks a pattern, and the examples of a column against the column's own rules.
enum PatternCheck {
    /// Why a regular expression does not compile; `nil` where it does.
    static func objection(to pattern: String) -> String? {
        do {
            _ = try Regex(pattern)
            return nil
        } catch {
            return "\(error)".split(separator: "\n").first.map(String.init) ?? "invalid"
        }
    }
}

/// Judges the examples of one column as the feed would write them.
struct ExampleChecker {
    private let field: FieldSpec
    private let codeLists: [CodeListName: CodeList]?

    init(field: FieldSpec, codeLists: [CodeListName: CodeList]?) {
        self.field = field
        self.codeLists = codeLists
    }

    /// What is wrong with an example, in words after "The example …"; `nil` where nothing is.
    func objection(to example: String) -> String? {
        let text = example.trimmed
        if text.isEmpty || field.extraNullWords.contains(text) {
            return field.required ? "means 'no value', but the column is required" : nil
        }
        return typeObjection(text) ?? patternObjection(text) ?? lengthObjection(text)
    }

    private func typeObjection(_ text: String) -> String? {
        switch field.kind {
        case .text, .freeText, .address, .personName, .organizationName, .certificateNumber,
            .share, .count:
            return nil
        case .document, .organizationNumber, .plate, .vin: return numberObjection(text)
        case .longitude, .latitude:
            return text.contains { $0.isNumber } ? nil : "has no digit"
        case .integer:
            guard let value = number(text), value == value.rounded() else {
                return "is not a whole number"
            }
            return rangeObjection(value)
        case .decimal(_, let factor):
            guard let value = number(text) else { return "is not a number" }
            return rangeObjection(value * factor.approximate)
        case .real(let factor):
            guard let value = number(text) else { return "is not a number" }
            return rangeObjection(value * factor)
        case .boolean(let trueWords, let falseWords):
            let known = (trueWords + falseWords).map { $0.lowercased() }
            return known.contains(text.lowercased()) ? nil : "is neither a true nor a false word"
        case .date(let options), .timestamp(let options): return dateObjection(text, options)
        case .code(let list):
            guard let codes = codeLists?[list]?.codes, codes[text] == nil else { return nil }
            return "is not in the code list '\(list.rawValue)'"
        case .residentID:
            return CheckDigits.isResidentID(text)
                ? nil : "is not 15 digits, or 18 characters with a right check character"
        case .creditCode:
            return CheckDigits.isCreditCode(text)
                ? nil : "is not 18 characters with a right check character"
        case .phone:
            let digits = text.utf8.count { $0 &- 0x30 < 10 }
            return digits >= 3 && digits <= 20
                ? nil : "has not as many digits as a telephone number"
        }
    }

    /// Numbers with letters, once the signs are out that people put between them.
    private func numberObjection(_ text: String) -> String? {
        let signs = " -·•.".unicodeScalars
        var bare = String(
            String.UnicodeScalarView(text.unicodeScalars.filter { !signs.contains($0) })
        )
        .uppercased()
        return bare.withUTF8 { bytes in
            switch field.kind {
            case .document:
                IdentityDocument.kind(bytes) == .unknown ? "is no known identity document" : nil
            case .organizationNumber:
                OrganizationNumber.kind(bytes) == .unknown
                    ? "is neither a credit code nor one of the older numbers" : nil
            case .plate(let province):
                LicensePlate.kind(bytes) == .unknown
                    && LicensePlate.kind(of: (province ?? "") + text) == .unknown
                    ? "is no number plate" : nil
            case .vin:
                VehicleNumber.verdict(bytes) == .wrongForm ? "is not 17 characters" : nil
            default: nil
            }
        }
    }

    private func number(_ text: String) -> Double? {
        var bytes: [UInt8] = []
        for byte in text.utf8 where byte != field.groupSeparator {
            bytes.append(byte == field.decimalSeparator ? UInt8(ascii: ".") : byte)
        }
        return Double(String(decoding: bytes, as: UTF8.self))
    }

    private func rangeObjection(_ value: Double) -> String? {
        if let minimum = field.minimum, value < minimum { return "is below the minimum" }
        if let maximum = field.maximum, value > maximum { return "is above the maximum" }
        return nil
    }

    private func dateObjection(_ text: String, _ options: DateOptions) -> String? {
        if options.formats.isEmpty { return nil }
        var isImpossible = false
        for format in options.formats {
            guard let pattern = try? DatePattern(format) else {
                // A named format, or a pattern that is reported by itself.
                if !text.contains(where: \.isNumber) { continue }
                return nil
            }
            switch pattern.parse(Array(text.utf8)) {
            case .parsed(let parts): return boundObjection(parts, options)
            case .impossible: isImpossible = true
            case .mismatch: continue
            }
        }
        if isImpossible { return "is a date that does not exist" }
        let formats = options.formats.map { "'\($0)'" }.joined(separator: " or ")
        return "does not have the form \(formats)"
    }

    private func boundObjection(_ parts: DateParts, _ options: DateOptions) -> String? {
        if parts.precision != .day {
            return options.allowsPartial ? nil : "has no day, but 'partial' is false"
        }
        if parts.isShortYear { return nil }
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let day = "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))"
        if let earliest = field.earliest, day < earliest.prefix(10) {
            return "is before the minimum"
        }
        if let latest = field.latest, day > latest.prefix(10) { return "is after the maximum" }
        return nil
    }

    private func patternObjection(_ text: String) -> String? {
        guard let pattern = field.pattern, let regex = try? Regex(pattern) else { return nil }
        let matches = (try? regex.wholeMatch(in: text)) != nil
        return matches ? nil : "does not match the pattern '\(pattern)'"
    }

    private func lengthObjection(_ text: String) -> String? {
        if let minLength = field.minLength, text.count < minLength {
            return "is shorter than \(minLength) characters"
        }
        if let maxLength = field.maxLength, text.count > maxLength {
            return "is longer than \(maxLength) characters"
        }
        return nil
    }
}

/// Check characters of identifiers in examples. Clear rather than fast: the run-time checks are elsewhere.
enum CheckDigits {
    /// GB 11643-1999: MOD 11-2 over the first 17; or the older form of 15 digits.
    static func isResidentID(_ text: String) -> Bool {
        let bytes = Array(text.uppercased().utf8)
        if bytes.count == 15 { return bytes.allSatisfy { $0 &- 0x30 < 10 } }
        guard bytes.count == 18, bytes.dropLast().allSatisfy({ $0 &- 0x30 < 10 }) else {
            return false
        }
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(bytes, weights).reduce(0) { $0 + Int($1.0 - 0x30) * $1.1 }
        return bytes[17] == Array("10X98765432".utf8)[sum % 11]
    }

    /// GB 32100-2015: weights 3^(i-1) mod 31 over the first 17.
    static func isCreditCode(_ text: String) -> Bool {
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        let values = text.uppercased().compactMap { alphabet.firstIndex(of: $0) }
        guard values.count == 18, text.count == 18 else { return false }
        var weight = 1
        var sum = 0
        for value in values.dropLast() {
            sum += value * weight
            weight = weight * 3 % 31
        }
        return values[17] == (31 - sum % 31) % 31
    }
}
