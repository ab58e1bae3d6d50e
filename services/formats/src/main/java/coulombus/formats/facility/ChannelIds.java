package coulombus.formats.facility;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Many channel ids in few words: `bts-{1..4}/27-1-{1..8}` names 32 channels, in that order.
final class ChannelIds {
    private static final Pattern RANGE = Pattern.compile("\\{(\\d{1,6})\\.\\.(\\d{1,6})}");
    private static final int MOST = 100_000;

    private ChannelIds() {}

    static List<String> expanded(String text) {
        Matcher range = RANGE.matcher(text);
        if (!range.find()) {
            if (text.contains("{") || text.contains("}")) {
                throw new IllegalArgumentException("must have ranges like {1..8}; was \"" + text + "\"");
            }
            return List.of(text.strip());
        }
        int from = Integer.parseInt(range.group(1));
        int to = Integer.parseInt(range.group(2));
        if (to < from) {
            throw new IllegalArgumentException("must have ranges from low to high, like {1..8}; was \"" + text + "\"");
        }
        List<String> ids = new ArrayList<>();
        List<String> tails = expanded(text.substring(range.end()));
        if ((to - from + 1L) * tails.size() > MOST) {
            throw new IllegalArgumentException("must name at most " + MOST + " channels; was \"" + text + "\"");
        }
        for (int i = from; i <= to; i++) {
            for (String tail : tails) {
                ids.add(text.substring(0, range.start()).strip() + i + tail);
            }
        }
        return ids;
    }
}
