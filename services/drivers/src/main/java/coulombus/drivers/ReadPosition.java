package coulombus.drivers;

import java.util.Arrays;

/// Where the reading of a job stands.
///
/// @param lastSeq number of the last measurement given, 0 before the first
/// @param detail  what the driver needs besides, in a form of its own, small
public record ReadPosition(long lastSeq, byte[] detail) {
    public ReadPosition { detail = detail.clone(); }

    @Override
    public byte[] detail() {
        return detail.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReadPosition that && lastSeq == that.lastSeq && Arrays.equals(detail, that.detail);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(lastSeq) * 31 + Arrays.hashCode(detail);
    }
}
