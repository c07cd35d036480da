package import GuijiModel

/// One column of a feed table: where it comes from, what type and form it takes, what it must satisfy.
package struct FieldSpec: Sendable {
    /// The column's name in the feed table: ASCII snake_case.
    package var name: String
    /// The name for people, such as 公民身份号码.
    package var title: String
    package var summary: String = ""
    /// Where the value stands in a record, by alternatives: the first that the file has is used. CSV: the header's
    /// text, or `#3` for the third column. XML: `xm`, `jhr/xm`, `@xsbh`, `../@njmc`, `.`. JSON: `gps.x`,
    /// `geometry.coordinates[0]`, `@key`, `@index`, `$.month`.
    package var sources: [String]
    package var kind: FieldKind
    package var required = false
    package var unique = false
    /// Texts that mean "no value", beside the product's own list (see `nullWords`).
    package var extraNullWords: [String] = []
    /// Whether the product's own null words (NULL, 无, /, -, 不详 …) apply. Default yes.
    package var usesDefaultNullWords = true
    /// A regular expression that the canonical text must match as a whole.
    package var pattern: String?
    /// How the feed writes numbers: `1,200.50`, `1.200,50`. ASCII; `nil`: no grouping.
    package var decimalSeparator: UInt8 = UInt8(ascii: ".")
    package var groupSeparator: UInt8? = UInt8(ascii: ",")
    /// The unit of the stored number (元, µg/m³), for the dictionary.
    package var unit: String?
    /// A coordinate that stands in one text with others, apart by blanks, commas or semicolons: its place, from 1.
    package var part: Int?
    /// Length of the canonical text, in characters.
    package var minLength: Int?
    package var maxLength: Int?
    /// Bounds of a number, in the stored unit.
    package var minimum: Double?
    package var maximum: Double?
    /// Bounds of a date or time, ISO text.
    package var earliest: String?
    package var latest: String?
    /// Names of the record shapes that have this field; empty: all.
    package var shapes: [String] = []
    /// What an invalid value does: becomes NULL with a warning, or sets the record aside. Required and key fields
    /// always set aside.
    package var onInvalid: InvalidAction = .nullify
    package var sensitivity: Sensitivity = .internal2
    package var examples: [String] = []

    package enum InvalidAction: String, Sendable, CaseIterable { case nullify, setAside }

    package init(name: String, title: String = "", sources: [String], kind: FieldKind = .text) {
        self.name = name
        self.title = title
        self.sources = sources
        self.kind = kind
    }
}

/// A field's type: how its text is read and in what form it is stored.
package enum FieldKind: Sendable, Equatable {
    /// Text: NFC, full-width ASCII to half-width, blanks trimmed and collapsed. Stored as TEXT.
    case text
    /// Text kept as it came but for the line ends' trimming (free text with newlines).
    case freeText
    /// Stored as INTEGER.
    case integer
    /// A decimal number with `scale` digits after the point (`nil`: as written, without trailing zeros, up to 10),
    /// multiplied by `factor` (万元 → 元: 10 000). Stored as decimal TEXT: money never becomes binary floating point.
    case decimal(scale: Int?, factor: Decimal10)
    /// A measured quantity. Stored as REAL.
    case real(factor: Double)
    /// Stored as INTEGER 0 or 1; the words that mean true and false.
    case boolean(trueWords: [String], falseWords: [String])
    /// Stored as ISO TEXT, `2020-03-05`; with month or year precision `2020-03`, `2020`.
    case date(DateOptions)
    /// Stored as ISO TEXT with zone, `2020-03-05T08:30:00+08:00`.
    case timestamp(DateOptions)
    /// A code; through a code list from what the feed writes to the standard's code. Stored as TEXT.
    case code(list: CodeListName)
    /// 公民身份号码 and its kin: 15 or 18 characters with date and check character, GB 11643-1999. Stored upper-case;
    /// an invalid one is kept with a finding (matching decides later).
    case residentID
    /// 统一社会信用代码, GB 32100-2015.
    case creditCode
    /// A telephone number in canonical form (`15400000001`, `0513-80000001`).
    case phone
    /// An address as people write it. Stored as `text` is: the words stay; only the address table is canonical.
    case address
    /// A person's name: no blanks within Han, `·` as interpunct, notes such as （租户） taken off.
    case personName
    /// An organization's name: half-width brackets, no blanks beside Han.
    case organizationName
    /// Any identity document: resident number, permit, permanent residence card, passport, or a number that contains
    /// one. Upper-case; an invalid or masked one is kept with a finding.
    case document
    /// A credit code or one of the numbers before it: organization code, registration number, tax number.
    case organizationNumber
    /// A number plate, without `·` and blanks (`苏F0000X`). `province` is put before a plate that lacks its own.
    case plate(province: String?)
    /// A vehicle identification number, GB 16735, 17 characters.
    case vin
    /// Decimal degrees, also read from degrees, minutes and seconds. Stored as REAL.
    case longitude
    case latitude
    /// The number of a certificate or permit: half-width brackets, no blanks.
    case certificateNumber
    /// A share of a whole as a reduced fraction, `1/2`, from `1/2`, `50%` or `0.5`.
    case share
    /// A count that may be an estimate (`约30人`). Stored as INTEGER.
    case count
}

/// A power-of-ten-and-integer factor, so that units convert without rounding: `multiplier * 10^exponent`.
package struct Decimal10: Sendable, Equatable {
    package var multiplier: Int64
    package var exponent: Int
    package init(multiplier: Int64 = 1, exponent: Int = 0) {
        self.multiplier = multiplier
        self.exponent = exponent
    }
    package static let one = Decimal10()
}

/// How dates of a column are written.
package struct DateOptions: Sendable, Equatable {
    /// Formats allowed, in order (`yyyyMMdd`, `yyyy-MM-dd HH:mm:ss`, `epochSeconds`, `epochMillis`, `excel1900`,
    /// `excel1904`, `minguo`, `age`); empty: every spelling of the product's list except the numeric ones that only
    /// a contract may allow (epoch, Excel).
    package var formats: [String] = []
    /// Minutes east of UTC of texts without a zone. Default +08:00.
    package var zoneMinutes = 480
    /// Whether month or year precision is accepted. Default yes.
    package var allowsPartial = true
    /// Whether 9999-12-31, 2099-12-31, 长期, 永久 mean "open" (NULL). For end columns.
    package var openEnd = false
    /// Whether 1900-01-01, 1970-01-01, 0001-01-01 mean "unknown" (NULL). For start columns.
    package var unknownStart = false

    package init() {}
}

/// A repeated group of fields within a record (`guardians`), stored as one JSON text column: an array of objects
/// with canonical values.
package struct GroupSpec: Sendable {
    package var name: String
    package var title: String
    /// Where the items stand in the record: XML `jhr`, JSON `jcz[]`, `xc[]`.
    package var source: String
    /// Fields of an item; their sources are relative to the item.
    package var fields: [FieldSpec]
    package var shapes: [String] = []

    package init(name: String, title: String = "", source: String, fields: [FieldSpec]) {
        self.name = name
        self.title = title
        self.source = source
        self.fields = fields
    }
}

/// The name of a file in `Schemas/codelists/` without its ending.
package struct CodeListName: Hashable, Sendable {
    package let rawValue: String
    package init(_ rawValue: String) { self.rawValue = rawValue }
}
