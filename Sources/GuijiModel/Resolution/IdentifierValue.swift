/// Validity and the one form of identifier values, on UTF-8 bytes as shaping left them (upper case, no blanks).
package enum IdentifierValue {
    /// How good a value is as an identifier of its form. A better one is never displaced by a worse.
    package enum Quality: UInt8, Sendable, Comparable {
        case invalid = 0
        /// Valid, but in a form out of use: a resident's number of 15 digits (withdrawn on 2013-01-01).
        case outdated = 1
        case valid = 2

        package static func < (left: Quality, right: Quality) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// The quality of a value. No allocation.
    package static func quality(_ value: UnsafeRawBufferPointer, as form: IdentifierForm)
        -> Quality
    {
        value.withMemoryRebound(to: UInt8.self) { bytes in
            switch form {
            case .any: return bytes.isEmpty ? .invalid : .valid
            case .creditCode: return CreditCode.isValid(bytes) ? .valid : .invalid
            case .residentID:
                switch ResidentID.verdict(bytes) {
                case .valid: return .valid
                case .validShort: return .outdated
                default: return .invalid
                }
            }
        }
    }

    /// Brings a valid value to the form in which equal means the same, replacing the contents of `output`.
    /// - Returns: false where the value is not valid or does not decide (15 digits with the sequence 996 to 999, which
    ///   may belong to a person over a hundred); `output` is then meaningless.
    package static func normalize(
        _ value: UnsafeRawBufferPointer, as form: IdentifierForm, into output: inout [UInt8]
    ) -> Bool {
        output.removeAll(keepingCapacity: true)
        switch quality(value, as: form) {
        case .invalid: return false
        case .valid:
            output.append(contentsOf: value)
            return true
        case .outdated:
            return value.withMemoryRebound(to: UInt8.self) { bytes in
                guard !ResidentID.isAmbiguous(bytes), let long = ResidentID.upgraded(bytes) else {
                    return false
                }
                output.append(contentsOf: long)
                return true
            }
        }
    }
}
