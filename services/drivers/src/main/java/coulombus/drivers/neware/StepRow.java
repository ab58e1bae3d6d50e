package coulombus.drivers.neware;

/// A finished step as the device sums it up.
///
/// @param firstSeq   number of its first record
/// @param lastSeq    number of its last record
/// @param stepIndex  counts executed steps, from 1
/// @param capacityAh charge of the step, 0 or more
record StepRow(long firstSeq, long lastSeq, long stepIndex, double capacityAh) {
    static StepRow of(BtsElement row) {
        return new StepRow(row.whole("startseqid", -1), row.whole("endseqid", -1), row.whole("stepindex", -1),
                Math.abs(row.number("cap")));
    }
}
