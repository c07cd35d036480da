import GuijiTestSupport
import Testing

@testable import GuijiResolution

/// Each comparator beside a slow and obvious one.
@Suite struct ComparatorTests {
    static func with<Result>(
        _ left: String, _ right: String, _ body: (Letters, Letters) -> Result
    ) -> Result {
        let a = Array(left.utf16)
        let b = Array(right.utf16)
        return a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { body(a, $0) } }
    }

    /// Pairs of short texts over few letters, so that edits, swaps and equal parts are common.
    static func pairs(_ count: Int) -> [(String, String)] {
        var random = SplitMix64(seed: testSeed)
        let letters = Array("abc王伟炜1")
        func word() -> String {
            String(
                (0..<Int.random(in: 0...9, using: &random)).map { _ in
                    letters[Int.random(in: 0..<letters.count, using: &random)]
                })
        }
        return (0..<count).map { _ in (word(), word()) }
    }

    /// Optimal string alignment by the whole table.
    private func edits(_ a: [Character], _ b: [Character]) -> Int {
        var table = Array(repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in 0...a.count { table[i][0] = i }
        for j in 0...b.count { table[0][j] = j }
        for i in 1...max(1, a.count) where i <= a.count {
            for j in 1...max(1, b.count) where j <= b.count {
                let same = a[i - 1] == b[j - 1] ? 0 : 1
                table[i][j] = min(
                    table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + same)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
                }
            }
        }
        return table[a.count][b.count]
    }

    @Test("Edits within a limit are those of the whole table", arguments: 0...4)
    func editDistance(limit: Int) {
        for (left, right) in ComparatorTests.pairs(3000) {
            let slow = edits(Array(left), Array(right))
            let fast = ComparatorTests.with(left, right) {
                EditDistance.bounded($0, $1, limit: limit)
            }
            #expect(fast == min(slow, limit + 1), "\(left) | \(right)")
        }
    }

    /// Jaro–Winkler as Winkler's report describes it, with sets of places.
    private func jaroWinkler(_ a: [Character], _ b: [Character]) -> Double {
        if a.isEmpty || b.isEmpty { return a.count == b.count ? 1 : 0 }
        let window = max(0, max(a.count, b.count) / 2 - 1)
        var used = Set<Int>()
        var left: [Character] = []
        for (i, letter) in a.enumerated() {
            if let j = b.indices.first(where: {
                abs($0 - i) <= window && b[$0] == letter && !used.contains($0)
            }) {
                used.insert(j)
                left.append(letter)
            }
        }
        if left.isEmpty { return 0 }
        let right = used.sorted().map { b[$0] }
        let swaps = Double(zip(left, right).count { $0 != $1 } / 2)
        let c = Double(left.count)
        let jaro = (c / Double(a.count) + c / Double(b.count) + (c - swaps) / c) / 3
        let prefix = zip(a, b).prefix(4).prefix { $0 == $1 }.count
        return jaro + Double(prefix) * 0.1 * (1 - jaro)
    }

    @Test("Jaro–Winkler is that of the plain description")
    func jaroWinkler() {
        for (left, right) in ComparatorTests.pairs(3000) {
            let fast = ComparatorTests.with(left, right) { JaroWinkler.similarity($0, $1) }
            #expect(
                abs(fast - jaroWinkler(Array(left), Array(right))) < 1e-12, "\(left) | \(right)")
        }
    }

    @Test(
        "Jaro–Winkler gives the values of Winkler's paper",
        arguments: [
            ("MARTHA", "MARHTA", 0.9611), ("DWAYNE", "DUANE", 0.84), ("DIXON", "DICKSONX", 0.8133),
        ])
    func published(left: String, right: String, value: Double) {
        let found = ComparatorTests.with(left, right) { JaroWinkler.similarity($0, $1) }
        #expect(abs(found - value) < 0.0001)
    }

    @Test("Containing, beginning and letter pairs agree with the standard library's")
    func texts() {
        for (left, right) in ComparatorTests.pairs(3000) {
            let (short, long) = left.count <= right.count ? (left, right) : (right, left)
            ComparatorTests.with(left, right) { a, b in
                #expect(
                    LetterTests.contains(a, b) == (!short.isEmpty && long.contains(short)),
                    "\(left) | \(right)")
                #expect(LetterTests.isPrefix(a, b) == (!short.isEmpty && long.hasPrefix(short)))
                #expect(LetterTests.bigrams(a, b) == LetterTests.bigrams(b, a))
            }
        }
    }

    @Test("A character is one letter, not its bytes: one replaced Han character is one edit")
    func characters() {
        #expect(ComparatorTests.with("张伟", "张炜") { EditDistance.bounded($0, $1, limit: 3) } == 1)
        #expect(ComparatorTests.with("伟张", "张伟") { EditDistance.bounded($0, $1, limit: 3) } == 1)
    }

    @Test(
        "A masked number equals what it masks, and nothing else",
        arguments: [
            ("330491********1234", "330491198001011234", true),
            ("330491********1234", "330491198001011235", false),
            ("330491198001011234", "330491198001011234", false),
            ("******************", "330491198001011234", false),
        ])
    func masks(left: String, right: String, expected: Bool) {
        #expect(ComparatorTests.with(left, right) { LetterTests.isMaskOf($0, $1) } == expected)
    }

    @Test(
        "Dates in any usual order are eight digits",
        arguments: [
            ("1956-04-09", "19560409"), ("9.4.1956", "19560409"), ("04/23/1956", "19560423"),
            ("19560409", "19560409"), ("1956", "19560000"), ("4 apr 1956", "19560404"),
            ("1956/4", "19560400"),
        ])
    func dates(text: String, expected: String) {
        let digits = Array(text.utf16).withUnsafeBufferPointer { DateLetters.eightDigits($0) }
        let shown = digits.map { String(decoding: $0, as: UTF16.self) }
        #expect(shown == (text == "4 apr 1956" ? "19560404" : expected))
    }

    @Test(
        "Days between dates count leap days",
        arguments: [("20240228", "20240301", 2), ("19991231", "20000101", 1)])
    func days(left: String, right: String, expected: Int) {
        #expect(ComparatorTests.with(left, right) { LetterTests.daysBetween($0, $1) } == expected)
    }

    @Test(
        "Soundex is that of the National Archives",
        arguments: [
            ("robert", "r163"), ("ashcraft", "a261"), ("tymczak", "t522"), ("pfister", "p236"),
            ("lee", "l000"),
        ])
    func soundex(name: String, code: String) {
        var output = [UInt16](repeating: 0, count: 8)
        let count = Array(name.utf16).withUnsafeBufferPointer { name in
            output.withUnsafeMutableBufferPointer {
                Soundex.code(name, $0.baseAddress.unsafelyUnwrapped)
            }
        }
        #expect(String(decoding: output[..<count], as: UTF16.self) == code)
    }

    @Test("What letter signatures rule out, the comparators refuse")
    func signatures() {
        var ruledOut = 0
        for (left, right) in ComparatorTests.pairs(5000) where !left.isEmpty && !right.isEmpty {
            ComparatorTests.with(left, right) { a, b in
                let (one, other) = (LetterSignature(a), LetterSignature(b))
                let edits = EditDistance.bounded(a, b, limit: 20)
                #expect(one.leastEdits(to: other) <= edits, "\(left) | \(right)")
                #expect(one.leastEdits(to: other) == other.leastEdits(to: one))
                for least in [0.3, 0.6, 0.85, 0.95] {
                    if !one.canReachBigrams(least, with: other) {
                        ruledOut += 1
                        #expect(LetterTests.bigrams(a, b) < least, "\(left) | \(right)")
                    }
                    if !one.canReachJaroWinkler(least, with: other) {
                        ruledOut += 1
                        #expect(JaroWinkler.similarity(a, b) < least, "\(left) | \(right)")
                    }
                    if !one.canReachSimilarity(least, with: other) {
                        ruledOut += 1
                        #expect(EditDistance.similarity(a, b, least: least) < least)
                    }
                }
                if left != right, !one.canBePart(of: other) {
                    ruledOut += 1
                    #expect(!LetterTests.contains(a, b), "\(left) | \(right)")
                }
            }
        }
        #expect(ruledOut > 5000)
    }

    @Test(
        "Bigrams below a wanted share are not counted out, above it they are exact",
        arguments: [0.2, 0.5, 0.8])
    func bigramsFrom(least: Double) {
        for (left, right) in ComparatorTests.pairs(3000) {
            ComparatorTests.with(left, right) { a, b in
                let exact = LetterTests.bigrams(a, b)
                let found = LetterTests.bigrams(a, b, least: least)
                #expect(exact < least ? found < least : found == exact, "\(left) | \(right)")
            }
        }
    }
}
