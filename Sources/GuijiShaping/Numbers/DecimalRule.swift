import GuijiContract

/// Decimal numbers as decimal text: exact, whatever their length. Never binary floating point.
///
/// The number is multiplied by the unit's factor, then rounded half up in magnitude (四舍五入: 0.125 → 0.13,
/// −0.125 → −0.13) to the scale. Without a scale it keeps the digits it has, to ten after the point, without zeros at
/// the end. Written as `-1234.50`: no plus, no separators, a zero before the point, no minus zero.
struct DecimalRule: TextRule {
    private var scanner: NumberScanner
    private let scale: Int?
    private let factor: Decimal10
    private let minimum: Double?
    private let maximum: Double?
    /// Whether a text in canonical form may be taken as it is.
    private let mayBeCanonical: Bool

    init(_ field: FieldSpec, scale: Int?, factor: Decimal10) {
        scanner = NumberScanner(point: field.decimalSeparator, separator: field.groupSeparator)
        self.scale = scale
        self.factor = factor
        minimum = field.minimum
        maximum = field.maximum
        mayBeCanonical =
            factor == .one && field.decimalSeparator == UInt8(ascii: ".") && field.minimum == nil
            && field.maximum == nil
    }

    mutating func shape(
        _ text: Bytes, raw: Bytes, _ canonical: inout ByteArena
    ) -> TextVerdict {
        if mayBeCanonical {
            let zeros = missingZeros(text)
            if zeros == 0 { return .same }
            if zeros > 0 { return pad(text, zeros, &canonical) }
        }
        switch scanner.scan(text) {
        case .noNumber: return .unusable(.notDecimal)
        case .precisionLost: return .unusable(.precisionLost)
        case .number: break
        }
        applyFactor()
        // 60 digits before the point are more than any amount has; an exponent must not fill the memory.
        guard scanner.pointAt <= 60 else { return .unusable(.notDecimal) }
        round(to: scale ?? 10)
        write(&canonical)
        if minimum != nil || maximum != nil {
            let value = scanner.nearestDouble
            if let minimum, value < minimum { return .unusable(.belowMinimum) }
            if let maximum, value > maximum { return .unusable(.aboveMaximum) }
        }
        return isEqual(canonical.bytes, text) ? .same : .changed
    }

    /// For `-?(0|[1-9][0-9]*)(\.[0-9]+)?` but minus zero, with at most as many digits after the point as are stored:
    /// how many zeros are missing. -1 for any other text.
    @inline(__always)
    private func missingZeros(_ text: Bytes) -> Int {
        let count = text.count
        let start = text[0] == UInt8(ascii: "-") ? 1 : 0
        var at = start
        // Any digit but zero.
        var bits: UInt8 = 0
        while at < count, isDigit(text[at]) {
            bits |= text[at] & 0xF
            at &+= 1
        }
        let length = at &- start
        guard length > 0, length <= 60, length == 1 || text[start] != 0x30 else { return -1 }
        var fraction = 0
        if at < count {
            guard text[at] == UInt8(ascii: ".") else { return -1 }
            at &+= 1
            fraction = count &- at
            guard fraction > 0 else { return -1 }
            while at < count {
                guard isDigit(text[at]) else { return -1 }
                bits |= text[at] & 0xF
                at &+= 1
            }
        }
        if bits == 0, start == 1 { return -1 }
        if let scale { return fraction <= scale ? scale &- fraction : -1 }
        return fraction == 0 || fraction <= 10 && text[count &- 1] != 0x30 ? 0 : -1
    }

    private func pad(_ text: Bytes, _ zeros: Int, _ canonical: inout ByteArena) -> TextVerdict {
        canonical.clear()
        canonical.append(text)
        if zeros == scale { canonical.append(UInt8(ascii: ".")) }
        for _ in 0..<zeros { canonical.append(0x30) }
        return .changed
    }

    private mutating func applyFactor() {
        guard factor != .one, !scanner.digits.isEmpty else { return }
        if factor.multiplier < 0 { scanner.isNegative.toggle() }
        let multiplier = factor.multiplier.magnitude
        guard multiplier > 0 else {
            scanner.digits.removeAll()
            scanner.pointAt = 0
            return
        }
        if multiplier > 1 {
            var carry: UInt64 = 0
            for at in scanner.digits.indices.reversed() {
                let product = UInt64(scanner.digits[at] - 0x30) * multiplier + carry
                scanner.digits[at] = 0x30 + UInt8(product % 10)
                carry = product / 10
            }
            while carry > 0 {
                scanner.digits.insert(0x30 + UInt8(carry % 10), at: 0)
                scanner.pointAt += 1
                carry /= 10
            }
        }
        scanner.pointAt += factor.exponent
    }

    private mutating func round(to places: Int) {
        let kept = scanner.pointAt + places
        guard kept < scanner.digits.count else { return }
        let goesUp = kept >= 0 && scanner.digits[kept] >= 0x35
        scanner.digits.removeLast(scanner.digits.count - max(kept, 0))
        guard goesUp else { return }
        var at = scanner.digits.count - 1
        while at >= 0, scanner.digits[at] == 0x39 {
            scanner.digits[at] = 0x30
            at -= 1
        }
        if at >= 0 {
            scanner.digits[at] += 1
        } else {
            scanner.digits.insert(0x31, at: 0)
            scanner.pointAt += 1
        }
    }

    private func write(_ canonical: inout ByteArena) {
        canonical.clear()
        let digits = scanner.digits
        var fraction = scale ?? 0
        if scale == nil {
            var used = digits.count
            while used > 0, digits[used - 1] == 0x30 { used -= 1 }
            fraction = used == 0 ? 0 : max(0, used - scanner.pointAt)
        }
        let isZero = digits.allSatisfy { $0 == 0x30 }
        if scanner.isNegative, !isZero { canonical.append(UInt8(ascii: "-")) }
        if isZero || scanner.pointAt <= 0 {
            canonical.append(0x30)
        } else {
            for at in 0..<scanner.pointAt {
                canonical.append(at < digits.count ? digits[at] : 0x30)
            }
        }
        guard fraction > 0 else { return }
        canonical.append(UInt8(ascii: "."))
        for at in scanner.pointAt..<scanner.pointAt + fraction {
            let hasDigit = !isZero && at >= 0 && at < digits.count
            canonical.append(hasDigit ? digits[at] : 0x30)
        }
    }
}
