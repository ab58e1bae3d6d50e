package coulombus.formats.protocol;

import coulombus.core.protocol.CyclingProtocol;
import coulombus.formats.yaml.YamlFormatException;
import coulombus.formats.yaml.YamlNode;

/// The project's own text of a protocol: YAML in which every quantity carries its unit. `docs/reference/protocols.md` describes it.
/// Reading what was written gives an equal protocol.
public final class ProtocolYaml {
    private ProtocolYaml() {}

    /// @throws ProtocolFormatException naming line and place of the first thing that is wrong
    public static CyclingProtocol read(String text) {
        try {
            return new ProtocolYamlReader(YamlNode.parse(text)).read();
        } catch (YamlFormatException e) {
            throw new ProtocolFormatException(e.line(), e.path(), e.reason());
        }
    }

    /// Ends with a line feed.
    public static String write(CyclingProtocol protocol) {
        return new ProtocolYamlWriter(protocol).write();
    }
}
