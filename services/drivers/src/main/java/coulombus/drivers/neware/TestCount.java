package coulombus.drivers.neware;

/// How many records of a test are in the database.
///
/// @param test     number of the test; 0 where the channel never had one
/// @param records  number of the last record stored; it lags behind the device
/// @param complete true where the test ended and all of it is stored
record TestCount(long test, long records, boolean complete) {
    static TestCount of(BtsElement item) {
        return new TestCount(item.whole("testid", 0), Math.max(0, item.whole("count", 0)), item.text().equalsIgnoreCase("true"));
    }
}
