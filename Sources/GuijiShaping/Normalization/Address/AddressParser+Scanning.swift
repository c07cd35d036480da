/// Finds numbers in the text, without taking them.
extension AddressParser {
    /// Whether a number begins here within a name that began at `start`, and ends the name.
    @inline(__always)
    func isNumber(_ at: Int, _ start: Int, _ result: borrowing AddressComponents) -> Bool {
        let unit = result.text.units[at]
        let mark = characters.classes[Int(unit)]
        let wanted: AddressCharacters.Class = [.digit, .letter, .numeral]
        guard mark & wanted.rawValue != 0 else { return false }
        return endsName(at, start, result)
    }

    func endsName(_ at: Int, _ start: Int, _ result: borrowing AddressComponents) -> Bool {
        guard let number = scanNumber(at, result) else { return false }
        if number.counter == .name { return false }
        if number.isHanzi, number.counter == .lane { return false }
        if number.isHanzi, number.counter == .unit || number.counter == .room,
            number.end == number.end(0) &+ 1, !result.has(.building), !result.has(.floor)
        {
            // 九房, 三门: names, unless they stand in a house.
            return result.text.units[number.end &- 1] == 0x5BA4  // 室
        }
        if number.counter != nil {
            // 三号桥村, 八户新村: the word behind is the beginning of another.
            return !(number.isHanzi && lookahead(number.end, result) != nil)
        }
        if number.count > 1 { return true }
        let isLast = number.end >= result.text.count || result.text.boundaries[number.end] != 0
        return isLast && !number.isHanzi && hasDigit(number, result)
    }

    /// Reads numbers and the word behind them, if they begin at a unit. Takes nothing.
    func scanNumber(_ at: Int, _ result: borrowing AddressComponents) -> AddressNumber? {
        var number = AddressNumber()
        var next = at
        let count = result.text.count
        while number.count < 4 {
            let end = scanOne(next, number.count == 0, result, &number.isHanzi)
            guard end > next else { break }
            number.starts[number.count] = Int32(next)
            number.ends[number.count] = Int32(end)
            number.count += 1
            number.end = end
            guard !number.isHanzi, end < count else { break }
            if result.text.boundaries[end] & 2 != 0 {
                // A dot between digits.
                guard characters.isA(result.text.units[end], .digit) else { break }
                number.hasDots = true
                next = end
            } else if characters.isA(result.text.units[end], .dash),
                result.text.boundaries[end] == 0
            {
                next = end &+ 1
                while next < count, characters.isA(result.text.units[next], .dash) { next &+= 1 }
                guard next < count, result.text.boundaries[next] & 1 == 0 else { break }
            } else {
                break
            }
        }
        guard number.count > 0 else { return nil }
        if number.end < count,
            let found = words.counters.longest(result.text.units, number.end, count)
        {
            number.counter = AddressWords.Counter(rawValue: found.payload)
            if number.counter == .name, found.length == 2, number.end &+ 2 < count,
                result.text.units[number.end &+ 1] == 0x95E8,
                result.text.units[number.end &+ 2] == 0x53E3
            {
                // 29号|门口
                number.counter = .door
                number.end += 1
            } else if found.length == 1, result.text.units[number.end] == 0x95E8,
                number.end &+ 1 < count, result.text.units[number.end &+ 1] == 0x53E3
            {
                // 一〇二|门口
                number.counter = nil
            } else {
                number.end += found.length
            }
        } else if number.count == 1, !number.isHanzi {
            floorLetter(&number, result)
        }
        return number
    }

    /// The unit behind one number: digits with a few letters, or numerals; `at` where there is none.
    func scanOne(
        _ at: Int, _ isFirst: Bool, _ result: borrowing AddressComponents, _ isHanzi: inout Bool
    ) -> Int {
        let count = result.text.count
        var end = at
        var letters = 0
        var digits = 0
        let first = result.text.units[at]
        // 甲155号, 负三楼
        if AddressParser.isStems(first) {
            end &+= 1
            guard end < count else { return at }
        }
        while end < count, end == at || result.text.boundaries[end] == 0 {
            let unit = result.text.units[end]
            if characters.isA(unit, .digit) {
                digits += 1
            } else if characters.isA(unit, .letter) {
                letters += 1
                if digits == 0, letters > 2 { return at }
            } else {
                break
            }
            end &+= 1
        }
        if digits > 0 || letters > 0 {
            // 12甲
            if digits > 0, end < count, AddressParser.isStems(result.text.units[end]),
                result.text.units[end] != 0x8D1F
            {
                end &+= 1
            }
            return end
        }
        guard isFirst else { return at }
        while end < count, end == at || result.text.boundaries[end] == 0,
            characters.numerals[Int(result.text.units[end])] != 255
        {
            end &+= 1
        }
        // 甲座, 乙幢
        if end > at { isHanzi = true }
        return end
    }

    /// 甲 乙 丙 丁 and 负, which stand before a number or for one.
    static func isStems(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x7532, 0x4E59, 0x4E19, 0x4E01, 0x8D1F: true
        default: false
        }
    }

    /// `18F`: the letter is the counting word.
    func floorLetter(_ number: inout AddressNumber, _ result: borrowing AddressComponents) {
        let end = number.end(0)
        let last = result.text.units[end &- 1]
        guard last == 0x46 || last == 0x66, number.length(0) >= 2, number.length(0) <= 4,
            characters.isA(result.text.units[end &- 2], .digit)
        else { return }
        number.ends[0] = Int32(end &- 1)
        number.counter = .floor
    }

    func hasDigit(_ number: AddressNumber, _ result: borrowing AddressComponents) -> Bool {
        for index in number.start(0)..<number.end(0)
        where characters.isA(result.text.units[index], .digit) { return true }
        return false
    }
}
