/// What stands in one place of a record, as the department writes it.
package enum RawValue: Sendable, Equatable {
    /// Nothing was said: an empty cell, no element, no member.
    case unset
    /// Text: quoted and escaped as the format asks.
    case text(String)
    /// Written as it stands: a number, `true`, an array or object in JSON; a cell without quotes in CSV.
    case literal(String)
    /// JSON `null`; in XML an element with `xsi:nil` where the layout says so, else none; in CSV an empty cell.
    case null
    /// XML: a CDATA section; elsewhere text.
    case cdata(String)

    /// The text as it stands in the file, without the format's marks.
    var plain: String {
        switch self {
        case .unset, .null: ""
        case .text(let text), .literal(let text), .cdata(let text): text
        }
    }
}

/// Marks for what no encoding can hold.
package enum Broken {
    /// Stands for a character whose bytes a fixed-width exporter cut: written as the first bytes of a longer one
    /// (`82 30 B7` in GB18030, `E4 B8` in UTF-8). A private character, which no department writes.
    package static let character = "\u{F8FF}"
}
