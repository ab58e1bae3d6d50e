package coulombus.core.scheduling;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Sentences about what an experiment asks for.
final class Words {
    private static final double DAY_SECOND = 86_400;
    private static final double HOUR_SECOND = 3_600;

    private Words() {}

    static String are(int count) {
        return count + (count == 1 ? " is" : " are");
    }

    private static String count(int channels) {
        return channels + (channels == 1 ? " channel" : " channels");
    }

    static String duration(double second) {
        return second >= 2 * DAY_SECOND
                ? String.format(Locale.ROOT, "%.1f d", second / DAY_SECOND)
                : String.format(Locale.ROOT, "%.1f h", second / HOUR_SECOND);
    }

    /// "needs 3 cyclers at once with at least 5.0 A and impedance from 0.1 to 1000.0 Hz"
    static String asks(Waiting who) {
        int cells = who.cells.size();
        String place = who.over != null && who.hard ? who.over.name().toLowerCase(Locale.ROOT) : "channel";
        StringBuilder words = new StringBuilder("needs ").append(cells).append(' ').append(place).append(cells == 1 ? "" : "s");
        if (cells > 1) {
            words.append(who.together ? " at once" : ", one is enough to begin");
        }
        if (!who.need.predicates.isEmpty()) {
            words.append(" with ").append(joined(who.need.predicates));
        }
        return words.toString();
    }

    private static String joined(List<Need.Predicate> predicates) {
        return predicates.stream().map(Need.Predicate::words).collect(Collectors.joining(" and "));
    }

    /// Why nothing will ever suit: the single thing without which it could start, if there is one.
    static String never(Waiting who, ChannelIndex index, Predicate<BitSet> enough) {
        List<Need.Predicate> predicates = who.need.predicates;
        List<String> guilty = new ArrayList<>();
        for (Need.Predicate suspect : predicates) {
            BitSet others = new BitSet();
            others.set(0, index.size);
            predicates.stream().filter(p -> p != suspect).forEach(p -> others.and(p.suitable()));
            if (enough.test(others)) {
                guilty.add(suspect.words() + " (" + suspect.suitable().cardinality() + " of " + index.size + " channels have it, "
                        + others.cardinality() + " would suit without it)");
            }
        }
        int suitable = who.need.suitable.cardinality();
        String asks = asks(who) + ", never possible here: " + suitable + " of " + index.size + " channels suit";
        if (!guilty.isEmpty()) {
            return asks + "; what empties the set is " + String.join(", or ", guilty);
        }
        BitSet all = new BitSet();
        all.set(0, index.size);
        if (!enough.test(all)) {
            return asks + "; not even all channels together have so many " + (who.over != null && who.hard
                    ? who.over.name().toLowerCase(Locale.ROOT) + "s"
                    : "channels") + ", shared resources or room in safety groups and chambers";
        }
        return asks + "; no single condition is to blame, they exclude each other";
    }

    /// Which limit leaves no room.
    static String limit(Waiting who, ChannelIndex index, Room room) {
        for (int resource : who.resources) {
            if (room.left(resource) < who.atOnce()) {
                return "of " + index.sharedResources[resource].id() + " " + are(Math.max(0, room.left(resource))) + " left";
            }
        }
        BitSet free = (BitSet) who.need.suitable.clone();
        free.and(room.free);
        int temperature = 0;
        int multiplexer = 0;
        int other = 0;
        for (int c = free.nextSetBit(0); c >= 0; c = free.nextSetBit(c + 1)) {
            if (!room.temperatureFits(c, who.need.temperatureCelsius)) {
                temperature++;
            } else if (who.need.impedance && index.multiplexer[c] >= 0 && room.left(index.multiplexer[c]) < 1) {
                multiplexer++;
            } else if (!room.takes(who.on(index, c, 0, index.input.nowUnixSecond()))) {
                other++;
            }
        }
        List<String> parts = new ArrayList<>();
        if (temperature > 0) {
            parts.add("others fixed another temperature in the chamber of " + count(temperature));
        }
        if (multiplexer > 0) {
            parts.add("no multiplexer is left for " + count(multiplexer));
        }
        if (other > 0) {
            parts.add("the safety group or chamber has no room for its cell on " + count(other));
        }
        return parts.isEmpty() ? "there is no room for all its cells together" : String.join(", ", parts);
    }
}
