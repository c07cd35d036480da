import GuijiContract

/// How far a fast loop came.
struct FastRun {
    var read = 0
    var written = 0
}

extension Codec {
    /// Decodes characters of the usual kind as long as they come; stops before the first unusual or incomplete one
    /// or when the target is nearly full. Within one target of the package, so that the loops stay tight.
    func run(
        _ source: UnsafePointer<UInt8>, _ count: Int, into target: UnsafeMutablePointer<UInt8>,
        _ capacity: Int
    ) -> FastRun {
        switch encoding {
        case .utf8:
            var length = UTF8Validation.validPrefix(source, min(count, capacity))
            if length > capacity { length = capacity }
            target.update(from: source, count: length)
            return FastRun(read: length, written: length)
        case .gb18030:
            return TwoByteTable.gb18030.entries.withUnsafeBufferPointer {
                Codec.twoByteRun(source, count, into: target, capacity, $0)
            }
        case .big5:
            return TwoByteTable.big5.entries.withUnsafeBufferPointer {
                Codec.twoByteRun(source, count, into: target, capacity, $0)
            }
        case .latin1: return Codec.latin1Run(source, count, into: target, capacity)
        case .utf16, .utf16LE:
            return Codec.utf16Run(source, count, into: target, capacity, bigEndian: false)
        case .utf16BE:
            return Codec.utf16Run(source, count, into: target, capacity, bigEndian: true)
        }
    }

    /// ASCII eight bytes at a time, other characters by table. A character is stored as four bytes of which the
    /// next one overwrites the surplus: cheaper than a branch on its length.
    @inline(__always)
    private static func twoByteRun(
        _ source: UnsafePointer<UInt8>, _ count: Int, into target: UnsafeMutablePointer<UInt8>,
        _ capacity: Int, _ table: UnsafeBufferPointer<UInt32>
    ) -> FastRun {
        guard let table = table.baseAddress else { return FastRun() }
        let raw = UnsafeRawPointer(source)
        let out = UnsafeMutableRawPointer(target)
        var read = 0
        var written = 0
        let readLimit = count - 8
        let writeLimit = capacity - 8
        while read <= readLimit, written <= writeLimit {
            let word = raw.loadUnaligned(fromByteOffset: read, as: UInt64.self).littleEndian
            let notASCII = word & 0x8080_8080_8080_8080
            if notASCII == 0 {
                out.storeBytes(of: word.littleEndian, toByteOffset: written, as: UInt64.self)
                read += 8
                written += 8
                continue
            }
            // The ASCII bytes before the first other one, then characters while they come.
            out.storeBytes(of: word.littleEndian, toByteOffset: written, as: UInt64.self)
            let ascii = notASCII.trailingZeroBitCount >> 3
            read += ascii
            written += ascii
            while read < count - 1, written <= writeLimit, source[read] >= 0x80 {
                let code = raw.loadUnaligned(fromByteOffset: read, as: UInt16.self).littleEndian
                let packed = table[Int(code)]
                guard packed != 0 else { return FastRun(read: read, written: written) }
                out.storeBytes(of: packed.littleEndian, toByteOffset: written, as: UInt32.self)
                written += 4 - packed.leadingZeroBitCount / 8
                read += 2
            }
        }
        while read < count, written <= writeLimit, source[read] < 0x80 {
            target[written] = source[read]
            read += 1
            written += 1
        }
        return FastRun(read: read, written: written)
    }

    private static func latin1Run(
        _ source: UnsafePointer<UInt8>, _ count: Int, into target: UnsafeMutablePointer<UInt8>,
        _ capacity: Int
    ) -> FastRun {
        var read = 0
        var written = 0
        while read < count, written + 2 <= capacity {
            let byte = source[read]
            if byte < 0x80 {
                target[written] = byte
                written += 1
            } else {
                target[written] = 0xC0 | byte >> 6
                target[written + 1] = 0x80 | byte & 0x3F
                written += 2
            }
            read += 1
        }
        return FastRun(read: read, written: written)
    }

    private static func utf16Run(
        _ source: UnsafePointer<UInt8>, _ count: Int, into target: UnsafeMutablePointer<UInt8>,
        _ capacity: Int, bigEndian: Bool
    ) -> FastRun {
        let raw = UnsafeRawPointer(source)
        let out = UnsafeMutableRawPointer(target)
        var read = 0
        var written = 0
        while read + 2 <= count, written + 4 <= capacity {
            let word = raw.loadUnaligned(fromByteOffset: read, as: UInt16.self)
            let unit = UInt32(bigEndian ? word.bigEndian : word.littleEndian)
            if unit & 0xF800 == 0xD800 { break }
            let packed = DecodedUnit.packedUTF8(unit)
            out.storeBytes(of: packed.littleEndian, toByteOffset: written, as: UInt32.self)
            written += DecodedUnit.utf8Length(packed)
            read += 2
        }
        return FastRun(read: read, written: written)
    }
}
