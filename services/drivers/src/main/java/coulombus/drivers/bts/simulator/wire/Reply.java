package coulombus.drivers.bts.simulator.wire;

import java.nio.charset.StandardCharsets;

/// Writes one reply: lines end with CR LF, two spaces a level, elements without content end with ` />`, and the last line has no end of
/// its own but the terminator.
final class Reply {
    private static final String END_OF_LINE = "\r\n";
    private static final String TERMINATOR = "\n\n#\r\n";

    private final StringBuilder text = new StringBuilder(512);
    private int level = 1;

    Reply(String command) {
        text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").append(END_OF_LINE).append("<bts version=\"1.0\">").append(END_OF_LINE);
        open("cmd").content(command);
    }

    /// Begins an element; attributes follow, then [#empty], [#content] or [#children].
    Reply open(String name) {
        text.append("  ".repeat(level)).append('<').append(name);
        return this;
    }

    Reply attribute(String name, String value) {
        text.append(' ').append(name).append("=\"");
        escape(value, true);
        text.append('"');
        return this;
    }

    Reply attribute(String name, long value) {
        text.append(' ').append(name).append("=\"").append(value).append('"');
        return this;
    }

    /// With 15 significant digits.
    Reply general(String name, double value) {
        text.append(' ').append(name).append("=\"");
        WireNumbers.general(text, value);
        text.append('"');
        return this;
    }

    Reply rounded(String name, double value, int decimals) {
        text.append(' ').append(name).append("=\"");
        WireNumbers.rounded(text, value, decimals);
        text.append('"');
        return this;
    }

    /// Repeats attributes of a request as they came.
    Reply echo(WireElement request, String... names) {
        for (String name : names) {
            attribute(name, request.attribute(name));
        }
        return this;
    }

    Reply empty() {
        text.append(" />").append(END_OF_LINE);
        return this;
    }

    Reply content(String content) {
        int nameBegin = text.lastIndexOf("<") + 1;
        int nameEnd = nameBegin;
        while (nameEnd < text.length() && text.charAt(nameEnd) != ' ') {
            nameEnd++;
        }
        String name = text.substring(nameBegin, nameEnd);
        text.append('>');
        escape(content, false);
        text.append("</").append(name).append('>').append(END_OF_LINE);
        return this;
    }

    Reply children() {
        text.append('>').append(END_OF_LINE);
        level++;
        return this;
    }

    Reply close(String name) {
        level--;
        text.append("  ".repeat(level));
        return closeUnindented(name);
    }

    /// As the machine closes `middle`: at the begin of the line.
    Reply closeAtLineBegin(String name) {
        level--;
        return closeUnindented(name);
    }

    private Reply closeUnindented(String name) {
        text.append("</").append(name).append('>').append(END_OF_LINE);
        return this;
    }

    private void escape(String raw, boolean inAttribute) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append(inAttribute ? "&quot;" : "\"");
                default -> text.append(c);
            }
        }
    }

    byte[] bytes() {
        return (text + "</bts>" + TERMINATOR).getBytes(StandardCharsets.UTF_8);
    }
}
