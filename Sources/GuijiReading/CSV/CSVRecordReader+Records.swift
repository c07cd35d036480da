import GuijiContract
import GuijiModel

extension CSVRecordReader {
    /// Finds the records of a window until it or the batch is full.
    /// - Returns: how much of the window is done with.
    func takeApart(_ window: inout [UInt8], _ columns: CSVColumns, _ builder: inout CSVBatchBuilder)
        throws(DeliveryError) -> Int
    {
        var consumed = 0
        var failure: DeliveryError?
        window.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            let scanner = CSVScanner(
                bytes: base, count: buffer.count, atEnd: atEnd, dialect: dialect, fields: fields)
            var pass = CSVPass(reader: self, scanner: scanner, columns: columns)
            do throws(DeliveryError) {
                consumed = try pass.run(&builder)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return consumed
    }
}
