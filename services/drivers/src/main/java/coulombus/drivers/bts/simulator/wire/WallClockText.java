package coulombus.drivers.bts.simulator.wire;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/// Dates as the machine writes them: local time of its PC to the second, the fraction cut off, no zone.
final class WallClockText {
    private final ZoneRules rules;

    WallClockText(ZoneId zone) {
        this.rules = zone.getRules();
    }

    String of(long epochMillis) {
        long second = Math.floorDiv(epochMillis, 1000L);
        ZoneOffset offset = rules.getOffset(Instant.ofEpochSecond(second));
        LocalDateTime local = LocalDateTime.ofEpochSecond(second, 0, offset);
        StringBuilder text = new StringBuilder(19);
        text.append(local.getYear());
        two(text.append('-'), local.getMonthValue());
        two(text.append('-'), local.getDayOfMonth());
        two(text.append(' '), local.getHour());
        two(text.append(':'), local.getMinute());
        two(text.append(':'), local.getSecond());
        return text.toString();
    }

    private static void two(StringBuilder to, int number) {
        to.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
