package coulombus.formats.yaml;

/// A text that is not what it should be: where, and what it must be.
public class YamlFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final int line;
    private final String path;
    private final String reason;

    /// @param line from 1; 0 where the text has no lines to speak of
    /// @param path in the text, as `steps[3].until.voltage`; may be empty
    public YamlFormatException(int line, String path, String reason) {
        super((line > 0 ? "line " + line + (path.isEmpty() ? ": " : ", ") : "") + (path.isEmpty() ? "" : path + ": ") + reason);
        this.line = line;
        this.path = path;
        this.reason = reason;
    }

    /// The line to look at, from 1; 0 where not known.
    public int line() {
        return line;
    }

    /// The place in the text; may be empty.
    public String path() {
        return path;
    }

    /// What is wrong, without the place.
    public String reason() {
        return reason;
    }
}
