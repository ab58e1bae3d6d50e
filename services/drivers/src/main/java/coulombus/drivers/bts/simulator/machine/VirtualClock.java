package coulombus.drivers.bts.simulator.machine;

import java.time.Instant;
import java.time.ZoneId;

/// The machine's time: ticks of 100 ms since it was switched on, and what date that is. Goes forward only. One thread owns it.
public final class VirtualClock {
    public static final int TICKS_PER_SECOND = 10;
    private static final long TICK_MILLIS = 1000 / TICKS_PER_SECOND;

    private final long beginMillis;
    private final ZoneId zone;
    private long nowTick;

    /// @param begin date of tick 0, taken to the millisecond
    /// @param zone  of the dates the machine writes
    public VirtualClock(Instant begin, ZoneId zone) {
        this.beginMillis = begin.toEpochMilli();
        this.zone = zone;
    }

    public long nowTick() {
        return nowTick;
    }

    void forward(long ticks) {
        nowTick += ticks;
    }

    public long millisAt(long tick) {
        return beginMillis + tick * TICK_MILLIS;
    }

    public Instant instantAt(long tick) {
        return Instant.ofEpochMilli(millisAt(tick));
    }

    public ZoneId zone() {
        return zone;
    }
}
