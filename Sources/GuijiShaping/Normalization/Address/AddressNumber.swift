/// A number in an address, or several with dashes between: `3`, `三`, `B1`, `3-2-401`, and the word that follows.
struct AddressNumber {
    var count = 0
    /// For each of at most four numbers its first unit and the one behind it.
    var starts = SIMD4<Int32>(repeating: 0)
    var ends = SIMD4<Int32>(repeating: 0)
    /// The unit behind all, the counting word included.
    var end = 0
    var counter: AddressWords.Counter?
    var isHanzi = false
    var hasDots = false

    func start(_ index: Int) -> Int { Int(starts[index]) }
    func end(_ index: Int) -> Int { Int(ends[index]) }
    func length(_ index: Int) -> Int { Int(ends[index] &- starts[index]) }
}
