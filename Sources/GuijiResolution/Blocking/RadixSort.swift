/// Sorts 64-bit keys with 32-bit numbers beside them: least significant digit first, 11 bits a pass, stable. O(*n*).
enum RadixSort {
    private static let bits: UInt64 = 11

    /// Sorts by key; equal keys keep their order. Needs as much memory again while it runs.
    /// - Parameter width: the bits of the largest key.
    static func sort(_ keys: inout [UInt64], _ values: inout [UInt32], width: Int = 64) {
        let count = keys.count
        precondition(values.count == count)
        if count < 2 { return }
        var otherKeys = [UInt64](repeating: 0, count: count)
        var otherValues = [UInt32](repeating: 0, count: count)
        for pass in 0..<((width + Int(bits) - 1) / Int(bits)) {
            let shift = UInt64(pass) * bits
            keys.withUnsafeBufferPointer { source in
                values.withUnsafeBufferPointer { numbers in
                    otherKeys.withUnsafeMutableBufferPointer { target in
                        otherValues.withUnsafeMutableBufferPointer { targetNumbers in
                            scatter(source, numbers, target, targetNumbers, shift)
                        }
                    }
                }
            }
            swap(&keys, &otherKeys)
            swap(&values, &otherValues)
        }
    }

    private static func scatter(
        _ keys: UnsafeBufferPointer<UInt64>, _ values: UnsafeBufferPointer<UInt32>,
        _ target: UnsafeMutableBufferPointer<UInt64>,
        _ targetValues: UnsafeMutableBufferPointer<UInt32>, _ shift: UInt64
    ) {
        let size = 1 << bits
        let mask = UInt64(size - 1)
        withUnsafeTemporaryAllocation(of: Int.self, capacity: size) { places in
            places.initialize(repeating: 0)
            for index in 0..<keys.count { places[Int(keys[index] >> shift & mask)] &+= 1 }
            var sum = 0
            for digit in 0..<size {
                let here = places[digit]
                places[digit] = sum
                sum += here
            }
            for index in 0..<keys.count {
                let digit = Int(keys[index] >> shift & mask)
                let place = places[digit]
                places[digit] = place &+ 1
                target[place] = keys[index]
                targetValues[place] = values[index]
            }
        }
    }
}
