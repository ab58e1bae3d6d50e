package coulombus.drivers.neware;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// What a reader found about the data of its test: one entry of each kind, with where and what it was first. Goes on after a restart.
final class Findings {
    private static final int LONGEST_DETAIL = 300;

    private final Map<DataQualityKind, DataQuality> found = new EnumMap<>(DataQualityKind.class);

    void add(DataQualityKind kind, long seq, String detail) {
        String text = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail;
        found.merge(kind, new DataQuality(kind, 1, seq, text),
                (first, again) -> new DataQuality(kind, first.count() + 1, first.firstSeq(), first.detail()));
    }

    boolean has(DataQualityKind kind) {
        return found.containsKey(kind);
    }

    List<DataQuality> list() {
        return new ArrayList<>(found.values());
    }

    void writeTo(StateWriter out) {
        out.putInt(found.size());
        for (DataQuality one : found.values()) {
            byte[] detail = one.detail().getBytes(StandardCharsets.UTF_8);
            out.putInt(one.kind().ordinal());
            out.putLong(one.count());
            out.putLong(one.firstSeq());
            out.putInt(detail.length);
            for (byte b : detail) {
                out.putByte(b);
            }
        }
    }

    void readFrom(StateReader in) {
        found.clear();
        for (int left = in.getInt(); left > 0; left--) {
            DataQualityKind kind = DataQualityKind.values()[in.getInt()];
            long count = in.getLong();
            long firstSeq = in.getLong();
            byte[] detail = new byte[in.getInt()];
            for (int i = 0; i < detail.length; i++) {
                detail[i] = in.getByte();
            }
            found.put(kind, new DataQuality(kind, count, firstSeq, new String(detail, StandardCharsets.UTF_8)));
        }
    }
}
