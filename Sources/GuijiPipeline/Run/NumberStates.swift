import GuijiModel

/// What a person's number is by its form (`id_type`), whether its check holds, and what follows from that for its
/// state: `typo` where the check fails, `masked` where stars hide characters (domain.md 2.1).
struct DocumentStateDerivation: MentionDerivation {
    private let columns: [String]

    init(_ columns: [String]) { self.columns = columns }

    func derive(_ text: UnsafeRawBufferPointer, into values: inout DerivedValues) {
        let (kind, verdict) = text.withMemoryRebound(to: UInt8.self) {
            let kind = IdentityDocument.kind($0)
            return (kind, IdentityDocument.check($0, kind: kind))
        }
        let isValid = verdict == .valid || verdict == .validShort
        for (place, column) in columns.enumerated().dropFirst() {
            switch column {
            case "id_type": values.set(place, kind == .masked ? "CNID18" : kind.code)
            case "checksum_ok" where kind.hasCheck: values.set(place, isValid ? 1 : 0)
            case "status" where kind == .masked: values.set(place, "masked")
            case "status" where !isValid: values.set(place, "typo")
            default: continue
            }
        }
    }
}

/// The same of an organization's number.
struct OrganizationNumberStateDerivation: MentionDerivation {
    private let columns: [String]

    init(_ columns: [String]) { self.columns = columns }

    func derive(_ text: UnsafeRawBufferPointer, into values: inout DerivedValues) {
        let (kind, isValid) = text.withMemoryRebound(to: UInt8.self) {
            let kind = OrganizationNumber.kind($0)
            // The form alone makes a credit code; all others are known by their check.
            let isValid =
                kind == .creditCode ? CreditCode.isValid($0) : kind != .masked && kind != .unknown
            return (kind, isValid)
        }
        for (place, column) in columns.enumerated().dropFirst() {
            switch column {
            case "type": values.set(place, kind.code)
            case "checksum_ok" where kind != .masked: values.set(place, isValid ? 1 : 0)
            case "status" where kind == .masked: values.set(place, "masked")
            case "status" where !isValid: values.set(place, "typo")
            default: continue
            }
        }
    }
}

extension IdentityDocument.Kind {
    /// Whether numbers of the kind carry a check character or a date that can be wrong.
    fileprivate var hasCheck: Bool {
        switch self {
        case .residentID18, .residencePermit, .permanentResident18, .disabilityCertificate,
            .studentNumber:
            true
        // Of 15 digits only place and date can be told; there is no check character.
        case .residentID15, .permanentResident15, .passportCN, .passportForeign, .homeReturnPermit,
            .taiwanPermit, .motherWithOrder, .masked, .unknown:
            false
        }
    }
}

extension OrganizationNumber.Kind {
    /// The type's code in `organization_identifier.type`; a resident number stands for its bearer's business in the tax
    /// office's register.
    fileprivate var code: String {
        switch self {
        case .creditCode, .masked: "USCC"
        case .organizationCode: "ORGCODE"
        case .registrationNumber: "REGNO"
        case .taxNumber15, .taxNumber17, .taxNumber20, .residentID: "TAXNO"
        case .unknown: ""
        }
    }
}
