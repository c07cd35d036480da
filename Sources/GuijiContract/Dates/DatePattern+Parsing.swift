extension DatePattern {
    /// Reads a whole text. Blanks around it are not skipped.
    package func parse(_ bytes: [UInt8]) -> Outcome {
        bytes.withUnsafeBytes { parse($0) }
    }

    /// Reads a whole text of UTF-8 bytes. Blanks around it are not skipped.
    package func parse(_ bytes: UnsafeRawBufferPointer) -> Outcome {
        var cursor = DateCursor(bytes: bytes)
        let matches = steps.withUnsafeBufferPointer { cursor.run($0, 0, $0.count) }
        guard matches, cursor.at == bytes.count else { return .mismatch }
        return cursor.result()
    }
}

/// The state of reading one text.
private struct DateCursor {
    let bytes: UnsafeRawBufferPointer
    var at = 0
    var parts = DateParts()
    /// The hour of `h`, 1…12, and the half of the day of `a`; -1 while not read.
    var halfDayHour = -1
    var halfDay = -1

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Runs steps `from..<to`. An optional section that does not match leaves everything as it was before it.
    mutating func run(
        _ steps: UnsafeBufferPointer<DatePattern.Step>, _ from: Int, _ to: Int
    ) -> Bool {
        var index = from
        while index < to {
            let step = steps[index]
            index += 1
            if step.field == .optional {
                let end = index + Int(step.reserve)
                let before = self
                if !run(steps, index, end) { self = before }
                index = end
            } else if step.field == .literal {
                guard at < bytes.count, bytes[at] == step.byte else { return false }
                at += 1
            } else if !read(step) {
                return false
            }
        }
        return true
    }

    func result() -> DatePattern.Outcome {
        var parts = parts
        if halfDayHour >= 0 {
            // 12 AM is midnight, 12 PM is noon.
            guard halfDayHour >= 1, halfDayHour <= 12 else { return .impossible(parts) }
            parts.hour = halfDayHour % 12 + (halfDay == 1 ? 12 : 0)
        }
        return parts.exists ? .parsed(parts) : .impossible(parts)
    }

    private mutating func read(_ step: DatePattern.Step) -> Bool {
        switch step.field {
        case .year:
            guard let value = number(step) else { return false }
            parts.year = value
            parts.isShortYear = step.maximum == 2
        case .month:
            guard let value = number(step) else { return false }
            parts.month = value
        case .day:
            guard let value = number(step) else { return false }
            parts.day = value
        case .hour:
            guard let value = number(step) else { return false }
            parts.hour = value
            parts.hasTime = true
        case .halfDayHour:
            guard let value = number(step) else { return false }
            halfDayHour = value
            parts.hasTime = true
        case .minute:
            guard let value = number(step) else { return false }
            parts.minute = value
        case .second:
            guard let value = number(step) else { return false }
            parts.second = value
        case .fraction:
            guard var value = number(step) else { return false }
            for _ in Int(step.minimum)..<9 { value *= 10 }
            parts.nanosecond = value
        case .monthName: return monthName(isLong: step.minimum == 4)
        case .halfDay: return halfOfDay()
        case .offset: return offset(form: step.minimum, allowsZ: step.maximum == 1)
        case .weekday: return weekday()
        case .literal, .optional: return false
        }
        return true
    }

    /// Digits of a number field: as many as there are, within the field's widths, leaving what the next fields need.
    private mutating func number(_ step: DatePattern.Step) -> Int? {
        var width = Int(step.maximum)
        if step.minimum < step.maximum {
            var run = 0
            let limit = width + Int(step.reserve)
            while run < limit, at + run < bytes.count, isDigit(bytes[at + run]) { run += 1 }
            width = min(width, run - Int(step.reserve))
        }
        guard width >= Int(step.minimum), at + width <= bytes.count else { return nil }
        var value = 0
        for index in at..<at + width {
            guard isDigit(bytes[index]) else { return nil }
            value = value &* 10 &+ Int(bytes[index] &- 0x30)
        }
        at += width
        return value
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// Skips a word if it stands here, in any case of its ASCII letters.
    private mutating func skip(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard at + count <= bytes.count else { return false }
        for index in 0..<count {
            var byte = bytes[at + index]
            if byte &- 0x41 < 26 { byte |= 0x20 }
            guard byte == word.utf8Start[index] else { return false }
        }
        at += count
        return true
    }

    private mutating func monthName(isLong: Bool) -> Bool {
        let names = isLong ? DateNames.longMonths : DateNames.shortMonths
        for (index, name) in names.enumerated() where skip(name) {
            parts.month = index + 1
            return true
        }
        return false
    }

    private mutating func weekday() -> Bool {
        // Long names first: a short one is the beginning of a long one.
        DateNames.weekdays.contains { skip($0) }
    }

    private mutating func halfOfDay() -> Bool {
        if skip("am") || skip("上午") {
            halfDay = 0
        } else if skip("pm") || skip("下午") {
            halfDay = 1
        } else {
            return false
        }
        return true
    }

    /// `form` 1: `+08` or `+0800`; 2: `+0800`; 3: `+08:00`. `Z` where allowed.
    private mutating func offset(form: UInt8, allowsZ: Bool) -> Bool {
        guard at < bytes.count else { return false }
        let sign = bytes[at]
        if sign == UInt8(ascii: "Z"), allowsZ {
            at += 1
            parts.offsetMinutes = 0
            return true
        }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return false }
        at += 1
        let two = DatePattern.Step(field: .hour, minimum: 2, maximum: 2)
        guard let hours = number(two) else { return false }
        var minutes = 0
        if form == 3 {
            guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else { return false }
            at += 1
        }
        if form > 1 || (at < bytes.count && isDigit(bytes[at])) {
            guard let value = number(two) else { return false }
            minutes = value
        }
        guard hours <= 18, minutes <= 59 else { return false }
        parts.offsetMinutes = (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1)
        return true
    }
}

/// The words that a pattern reads, in lower case.
private enum DateNames {
    static let shortMonths: [StaticString] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    static let longMonths: [StaticString] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ]
    static let weekdays: [StaticString] = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "mon", "tue", "wed", "thu", "fri", "sat", "sun",
        "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日", "星期天",
        "周一", "周二", "周三", "周四", "周五", "周六", "周日", "周天",
    ]
}
