package coulombus.core.cell;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// A cell of the lab, as it was registered.
///
/// @param facts   kind and normalisers; its id is not empty and never given to another cell
/// @param barcode what the scanner reads from the cell, not empty, no two cells with the same
/// @param fields  whatever else the lab keeps of it, name to text, in the order of the names
public record CellRecord(CellFacts facts, String barcode, Map<String, String> fields) {
    public CellRecord {
        Objects.requireNonNull(facts, "facts");
        if (facts.cellId().isBlank()) {
            throw new IllegalArgumentException("cell: must not be empty");
        }
        if (barcode.isBlank()) {
            throw new IllegalArgumentException("barcode: must not be empty; leave it out where it is the cell's id");
        }
        fields = java.util.Collections.unmodifiableMap(new TreeMap<>(fields));
    }

    /// The lab's name of it.
    public String cellId() {
        return facts.cellId();
    }
}
