package coulombus.core.book;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import coulombus.core.cell.CellRecord;
import coulombus.core.experiment.ExperimentSpec;
import coulombus.core.facility.Facility;
import coulombus.core.protocol.CyclingProtocol;

/// Texts that stand for values.
final class TestTexts implements RequestTexts {
    private final Map<String, Object> values = new HashMap<>();

    String of(Object value) {
        String text = "text " + values.size();
        values.put(text, value);
        return text;
    }

    @SuppressWarnings("unchecked")
    private <T> T read(String text) {
        Object value = values.get(text);
        if (value == null) {
            throw new IllegalArgumentException("line 1: cannot be read: " + text);
        }
        return (T) value;
    }

    @Override
    public Facility facility(String text) {
        return read(text);
    }

    @Override
    public List<CellRecord> cells(String text) {
        return read(text);
    }

    @Override
    public ExperimentSpec experiment(String text) {
        return read(text);
    }

    @Override
    public CyclingProtocol protocol(String text) {
        return read(text);
    }
}
