package coulombus.formats.protocol;

/// A text that is no protocol: where, and what it must be.
public final class ProtocolFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final String path;

    /// @param line from 1; 0 where the text has no lines to speak of
    /// @param path in the text, as `steps[3].until.voltage`; may be empty
    ProtocolFormatException(int line, String path, String reason) {
        super((line > 0 ? "line " + line + (path.isEmpty() ? ": " : ", ") : "") + (path.isEmpty() ? "" : path + ": ") + reason);
        this.line = line;
        this.path = path;
    }

    /// The line to look at, from 1; 0 where not known.
    public int line() {
        return line;
    }

    /// The place in the text; may be empty.
    public String path() {
        return path;
    }
}
