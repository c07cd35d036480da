import CSQLite

extension RawStatement {
    /// Binds UTF-8 text, NULL for `nil`; SQLite copies it.
    func bind(_ index: Int32, _ value: UnsafeRawBufferPointer?) {
        guard let value else {
            sqlite3_bind_null(handle, index)
            return
        }
        // -1 is SQLITE_TRANSIENT, "copy now"; the header's macro does not come through as a value.
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        guard let base = value.baseAddress, !value.isEmpty else {
            sqlite3_bind_text(handle, index, "", 0, transient)
            return
        }
        sqlite3_bind_text(
            handle, index, base.assumingMemoryBound(to: CChar.self), Int32(value.count), transient)
    }

    func bind(_ index: Int32, _ value: String) {
        var value = value
        value.withUTF8 { bind(index, UnsafeRawBufferPointer($0)) }
    }

    func bind(_ index: Int32, _ value: Double) { sqlite3_bind_double(handle, index, value) }

    func bindNull(_ index: Int32) { sqlite3_bind_null(handle, index) }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

    /// The value as text, `nil` for NULL.
    func string(_ column: Int32) -> String? {
        bytes(column).map { String(decoding: $0, as: UTF8.self) }
    }
}
