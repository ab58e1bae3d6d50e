package coulombus.drivers.neware;

/// An event in a test's log.
///
/// @param seq       number of the record it belongs to
/// @param code      see [LogCode]
/// @param localTime wall clock of the PC, without a zone
record LogRow(long seq, long code, String localTime) {
    static LogRow of(BtsElement row) {
        return new LogRow(row.whole("seqid", 0), row.whole("log_code", 0), row.text("atime"));
    }
}
