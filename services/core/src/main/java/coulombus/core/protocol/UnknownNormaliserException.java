package coulombus.core.protocol;

import java.util.List;

/// A protocol states quantities per something of the cell that is not known. Says which, and where, all at once.
public final class UnknownNormaliserException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final transient List<String> problems;

    UnknownNormaliserException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /// One line for each quantity: `steps[2].until.capacity: is stated per electrode area (areaCm2), which is not known of cell ZN-07`.
    public List<String> problems() {
        return problems;
    }
}
