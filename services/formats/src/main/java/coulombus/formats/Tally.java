package coulombus.formats;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;

/// Counts what was found about the data: one entry of each kind, with where it was seen first.
final class Tally {
    private static final class Entry {
        private long count;
        private final long firstSeq;
        private final String detail;

        private Entry(long firstSeq, String detail) {
            this.firstSeq = firstSeq;
            this.detail = detail;
        }
    }

    private final Map<DataQualityKind, Entry> entries = new EnumMap<>(DataQualityKind.class);

    void add(DataQuality found) {
        entries.computeIfAbsent(found.kind(), kind -> new Entry(found.firstSeq(), found.detail())).count += found.count();
    }

    /// Counts one more; `detail` is only made for the first.
    void add(DataQualityKind kind, long seq, java.util.function.Supplier<String> detail) {
        Entry entry = entries.get(kind);
        if (entry == null) {
            entry = new Entry(seq, detail.get());
            entries.put(kind, entry);
        }
        entry.count++;
    }

    List<DataQuality> list() {
        List<DataQuality> list = new ArrayList<>();
        entries.forEach((kind, entry) -> list.add(new DataQuality(kind, entry.count, entry.firstSeq, entry.detail)));
        return list;
    }
}
