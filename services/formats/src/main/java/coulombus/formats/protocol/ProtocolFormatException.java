package coulombus.formats.protocol;

import coulombus.formats.yaml.YamlFormatException;

/// A text that is no protocol: where, and what it must be.
public final class ProtocolFormatException extends YamlFormatException {
    private static final long serialVersionUID = 1L;

    /// @param line from 1; 0 where the text has no lines to speak of
    /// @param path in the text, as `steps[3].until.voltage`; may be empty
    ProtocolFormatException(int line, String path, String reason) {
        super(line, path, reason);
    }
}
