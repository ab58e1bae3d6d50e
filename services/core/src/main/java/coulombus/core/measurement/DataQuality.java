package coulombus.core.measurement;

import java.util.Objects;

/// Something about the data, not about the cell: what was found, how often, and where first. A growing tally repeats with a higher
/// count; the latest of a kind in a run stands for the earlier ones.
///
/// @param kind     what was found
/// @param count    how often so far in this run, 1 or more
/// @param firstSeq the number of the measurement where it was first seen
/// @param detail   a sentence with the numbers a person needs
public record DataQuality(DataQualityKind kind, long count, long firstSeq, String detail) {
    public DataQuality {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
    }
}
