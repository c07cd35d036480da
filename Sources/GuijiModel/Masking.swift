/// Hides personal values in messages, logs and reports. Idempotent; keeps the length in characters.
package enum Masking {
    /// Masks any text by its shape: a run of 15 or more letters and digits keeps 4 + 4, one of 7 to 14 keeps 3 + 4,
    /// a shorter one its first; of a run of other letters (Han) only the first character is kept.
    package static func mask(_ text: String) -> String {
        var result = ""
        var run: [Character] = []
        var runIsWord = false
        func flush() {
            guard !run.isEmpty else { return }
            let keep: (Int, Int) =
                !runIsWord ? (1, 0) : run.count >= 15 ? (4, 4) : run.count >= 7 ? (3, 4) : (1, 0)
            for (index, character) in run.enumerated() {
                let shown = index < keep.0 || index >= run.count - keep.1
                result.append(shown ? character : "*")
            }
            run.removeAll()
        }
        for character in text {
            let isWord =
                character.isASCII && (character.isLetter || character.isNumber) || character == "*"
            let isOther = !isWord && (character.isLetter || character.isNumber)
            if !isWord && !isOther {
                flush()
                result.append(character)
                continue
            }
            if !run.isEmpty && runIsWord != isWord && character != "*" { flush() }
            if run.isEmpty { runIsWord = isWord }
            run.append(character)
        }
        flush()
        return result
    }
}
