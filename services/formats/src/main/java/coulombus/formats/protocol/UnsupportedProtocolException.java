package coulombus.formats.protocol;

import java.util.List;

/// A protocol that a format or device cannot say as it is meant. Tells everything that stands in the way at once.
public final class UnsupportedProtocolException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final transient List<String> problems;

    UnsupportedProtocolException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /// One line for each: `steps[4].impedance: a Neware step file has no impedance`.
    public List<String> problems() {
        return problems;
    }
}
