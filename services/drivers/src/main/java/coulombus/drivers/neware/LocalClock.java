package coulombus.drivers.neware;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/// Wall clock of the cycler's PC to seconds since 1970. An hour that happens twice in autumn is told apart by the time that the steps
/// say has passed; so is an hour that is not there in spring, which a PC that does not follow the zone may still print.
final class LocalClock {
    private static final DateTimeFormatter PRINTED = new DateTimeFormatterBuilder().append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ').append(DateTimeFormatter.ISO_LOCAL_TIME).toFormatter(java.util.Locale.ROOT);

    private final ZoneRules rules;

    LocalClock(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /// @param printed        `yyyy-MM-dd HH:mm:ss`
    /// @param expectedSecond about when it should be, in s since 1970, or NaN
    /// @return seconds since 1970, or NaN where it is no date
    double unixSecond(String printed, double expectedSecond) {
        LocalDateTime local;
        try {
            local = LocalDateTime.parse(printed, PRINTED);
        } catch (DateTimeParseException e) {
            return Double.NaN;
        }
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.size() == 1) {
            return unixSecond(local, offsets.getFirst());
        }
        ZoneOffsetTransition change = rules.getTransition(local);
        double before = unixSecond(local, change.getOffsetBefore());
        double after = unixSecond(local, change.getOffsetAfter());
        // Without an expectation the earlier reading of it, as the clock stood until then.
        return Math.abs(after - expectedSecond) < Math.abs(before - expectedSecond) ? after : before;
    }

    private static double unixSecond(LocalDateTime local, ZoneOffset offset) {
        return local.toEpochSecond(offset) + local.getNano() * 1e-9;
    }
}
