import GuijiContract

/// The bytes that structure a CSV file, and how far a reader looks before it calls a record broken.
struct CSVDialect: Sendable {
    let delimiter: UInt8
    /// Equal to the delimiter, which is looked for first, where fields are never quoted.
    let quote: UInt8
    /// Eight times the delimiter and the quote, to compare eight bytes at once.
    let delimiters: UInt64
    let quotes: UInt64
    let limits: Limits

    struct Limits: Sendable {
        /// A record that goes on for longer is given up, in bytes of decoded text.
        var recordLength = 16 << 20
        /// A quoted value that goes on for longer, in lines or bytes, is looked at for a lost quote.
        var quotedLines = 64
        var quotedLength = 64 << 10
    }

    init(_ container: Container, limits: Limits = Limits()) {
        delimiter = container.delimiter
        quote = container.quote ?? container.delimiter
        delimiters = UInt64(delimiter) &* 0x0101_0101_0101_0101
        quotes = UInt64(quote) &* 0x0101_0101_0101_0101
        self.limits = limits
    }

    var hasQuote: Bool { quote != delimiter }
}
