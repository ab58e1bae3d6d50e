package coulombus.drivers.bts.simulator.control;

import java.util.List;

import coulombus.drivers.bts.simulator.channel.CellOrder;
import coulombus.drivers.bts.simulator.channel.ChannelFault;

/// A fault as a person orders it, in a scenario or over HTTP. What is null takes its default.
///
/// @param fault        one of [#WORDS]
/// @param ohm          resistance of a short's bridge: soft-short 28, hard-short 2
/// @param lastsSecond  of stuck-sensor, current-off (for ever), gap, lost-records (60 s)
/// @param factor       of current-off, real over asked current: 0.9
/// @param records      of duplicate: 10
/// @param jumpSecond   of clock-jump, in s: 3600
/// @param atTestSecond after the test's begin, in s; null for now
public record FaultOrder(String fault, Double ohm, Double lastsSecond, Double factor, Integer records, Double jumpSecond,
        Double atTestSecond) {
    public static final List<String> WORDS = List.of("soft-short", "hard-short", "contact-loss", "stuck-sensor", "current-off", "gap",
            "lost-records", "duplicate", "clock-jump", "recover");

    private static final double SOFT_SHORT_OHM = 28;
    private static final double HARD_SHORT_OHM = 2;
    private static final double MISSING_SECOND = 60;

    public FaultOrder {
        if (fault == null || !WORDS.contains(fault)) {
            throw new IllegalArgumentException("fault: must be one of " + String.join(", ", WORDS) + "; was " + fault);
        }
        requirePositive("ohm", ohm);
        requirePositive("lastsSecond", lastsSecond);
        if (factor != null && !Double.isFinite(factor)) {
            throw new IllegalArgumentException("factor: must be a number; was " + factor);
        }
        if (records != null && records < 1) {
            throw new IllegalArgumentException("records: must be at least 1; was " + records);
        }
        if (jumpSecond != null && !Double.isFinite(jumpSecond)) {
            throw new IllegalArgumentException("jumpSecond: must be a number; was " + jumpSecond);
        }
        if (atTestSecond != null && !(atTestSecond >= 0)) {
            throw new IllegalArgumentException("atTestSecond: must be 0 or more; was " + atTestSecond);
        }
    }

    /// With all defaults, now.
    public static FaultOrder of(String fault) {
        return new FaultOrder(fault, null, null, null, null, null, null);
    }

    private static void requirePositive(String name, Double value) {
        if (value != null && !(value > 0)) {
            throw new IllegalArgumentException(name + ": must be greater than 0; was " + value);
        }
    }

    ChannelFault toFault() {
        return switch (fault) {
            case "soft-short" -> new ChannelFault.OfCell(fault, new CellOrder.SoftShort(or(ohm, SOFT_SHORT_OHM)));
            case "hard-short" -> new ChannelFault.OfCell(fault, new CellOrder.HardShort(or(ohm, HARD_SHORT_OHM)));
            case "contact-loss" -> new ChannelFault.OfCell(fault, new CellOrder.ContactLoss());
            case "stuck-sensor" -> new ChannelFault.StuckSensor(ticks(Double.POSITIVE_INFINITY));
            case "current-off" -> new ChannelFault.CurrentOff(or(factor, 0.9), ticks(Double.POSITIVE_INFINITY));
            case "gap" -> new ChannelFault.Gap(ticks(MISSING_SECOND));
            case "lost-records" -> new ChannelFault.LostRecords(ticks(MISSING_SECOND));
            case "duplicate" -> new ChannelFault.Duplicate(records == null ? 10 : records);
            case "clock-jump" -> new ChannelFault.ClockJump(Math.round(or(jumpSecond, 3600) * 1000));
            case "recover" -> new ChannelFault.Recover();
            default -> throw new IllegalStateException("no such fault: " + fault);
        };
    }

    private long ticks(double otherwise) {
        double second = or(lastsSecond, otherwise);
        return second > 1e12 ? Long.MAX_VALUE : Math.max(1, Math.round(second * 10));
    }

    private static double or(Double value, double otherwise) {
        return value == null ? otherwise : value;
    }
}
