package coulombus.drivers.neware;

import java.util.List;
import java.util.function.Function;

/// Writes requests, byte for byte in the form that a client tried on real machines sends.
///
/// @param command name of the command
/// @param frame   the whole request with its end
record BtsRequest(String command, String frame) {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" ?><bts version=\"1.0\">";
    private static final String TAIL = "</bts>\n\n#\r\n";

    static BtsRequest of(String command, String body) {
        return new BtsRequest(command, HEAD + "<cmd>" + command + "</cmd>" + body + TAIL);
    }

    static BtsRequest connect(String username, String password) {
        return of("connect", "<username>" + escape(username) + "</username><password>" + escape(password) + "</password><type>bfgs</type>");
    }

    static BtsRequest inventory() {
        return of("getdevinfo", "");
    }

    static BtsRequest states(List<ChannelAddress> channels) {
        return list("getchlstatus", channels, channel -> "<status " + full(channel) + ">true</status>");
    }

    static BtsRequest latest(List<ChannelAddress> channels) {
        return list("inquire", channels, channel -> "<inquire " + full(channel) + " aux=\"0\" barcode=\"1\">true</inquire>");
    }

    /// How many records there are; test 0 is the newest.
    static BtsRequest counts(List<ChannelAddress> channels, List<Long> tests) {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < channels.size(); i++) {
            items.append("<chl ").append(brief(channels.get(i))).append(" testid=\"").append(tests.get(i)).append("\" />");
        }
        return of("inquiredf", "<list count = \"" + channels.size() + "\">" + items + "</list>");
    }

    static BtsRequest records(ChannelAddress channel, long test, long firstSeq, int count) {
        return of("download", "<download " + brief(channel) + " auxid=\"0\" testid=\"" + test + "\" startpos=\"" + firstSeq + "\" count=\""
                + count + "\"/>");
    }

    static BtsRequest steps(ChannelAddress channel, long test) {
        return of("downloadStepLayer", "<downloadStepLayer " + brief(channel) + " testid=\"" + test + "\"/>");
    }

    static BtsRequest log(ChannelAddress channel, long test) {
        return of("downloadlog", "<download " + brief(channel) + " testid=\"" + test + "\"/>");
    }

    /// @param stepFile     path as the PC with the BTS Client sees it
    /// @param backupFolder folder on that PC for the vendor's own files; empty for none
    static BtsRequest start(ChannelAddress channel, String barcode, String stepFile, String backupFolder) {
        String backup = backupFolder.isEmpty()
                ? ""
                : "<backup backupdir=\"" + escape(backupFolder) + "\" remotedir=\"\" filenametype=\"0\" customfilename=\"\""
                        + " addtimewhenrepeat=\"0\" createdirbydate=\"0\" filetype=\"0\" backupontime=\"1\" backupontimeinterval=\"720\""
                        + " backupfree=\"0\" />";
        return of("start", "<list count = \"1\"><start " + full(channel) + " barcode=\"" + escape(barcode) + "\">" + escape(stepFile)
                + "</start>" + backup + "</list>");
    }

    static BtsRequest stop(ChannelAddress channel) {
        return list("stop", List.of(channel), c -> "<stop " + full(c) + ">true</stop>");
    }

    /// There is no command that pauses at once: a pause is set at the cycle and the step that run, which -1 stands for.
    static BtsRequest pause(ChannelAddress channel) {
        return list("setpause", List.of(channel), c -> "<setpause " + full(c) + " cycleid=\"-1\" stepid=\"-1\" timeout=\"\" />");
    }

    static BtsRequest resume(ChannelAddress channel) {
        return list("continue", List.of(channel), c -> "<continue " + full(c) + ">true</continue>");
    }

    static BtsRequest clearFlag(ChannelAddress channel) {
        return list("clearflag", List.of(channel), c -> "<clearflag " + full(c) + ">true</clearflag>");
    }

    private static BtsRequest list(String command, List<ChannelAddress> channels, Function<ChannelAddress, String> item) {
        StringBuilder items = new StringBuilder();
        channels.forEach(channel -> items.append(item.apply(channel)));
        return of(command, "<list count = \"" + channels.size() + "\">" + items + "</list>");
    }

    private static String full(ChannelAddress channel) {
        return "ip=\"" + escape(channel.ip()) + "\" " + brief(channel);
    }

    private static String brief(ChannelAddress channel) {
        return "devtype=\"" + channel.devType() + "\" devid=\"" + channel.devId() + "\" subdevid=\"" + channel.subDevId() + "\" chlid=\""
                + channel.channel() + "\"";
    }

    /// Characters that XML cannot carry become `?`.
    static String escape(String value) {
        StringBuilder out = new StringBuilder(value.length());
        value.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\t', '\n', '\r' -> out.append("&#").append(c).append(';');
                default -> out.appendCodePoint(c < ' ' || c >= 0xD800 && c <= 0xDFFF || c == 0xFFFE || c == 0xFFFF ? '?' : c);
            }
        });
        return out.toString();
    }
}
