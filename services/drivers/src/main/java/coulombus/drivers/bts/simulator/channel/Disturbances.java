package coulombus.drivers.bts.simulator.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is wrong with a channel at the moment, and all that ever was: the truth that tests compare with.
final class Disturbances {
    private final PowerStage power;
    private final List<FaultHappened> happened = new ArrayList<>();
    private boolean recordsNothing;
    private boolean losesRecords;
    private int duplicatesLeft;
    private long clockMillis;

    Disturbances(PowerStage power) {
        this.power = power;
    }

    /// Lets a fault happen.
    ///
    /// @param test   what runs, or null
    /// @param agenda where the end of a fault that lasts is put down
    void happen(long tick, ChannelFault fault, ChannelTest test, FaultAgenda agenda) {
        Optional<String> refused = Optional.empty();
        switch (fault) {
            case ChannelFault.OfCell f -> refused = power.cell().order(f.order());
            case ChannelFault.StuckSensor f -> {
                power.stick();
                lasts(tick, f, f.ticks(), agenda);
            }
            case ChannelFault.CurrentOff f -> {
                power.setCurrentFactor(f.factor());
                lasts(tick, f, f.ticks(), agenda);
            }
            case ChannelFault.Gap f -> {
                recordsNothing = true;
                lasts(tick, f, f.ticks(), agenda);
            }
            case ChannelFault.LostRecords f -> {
                losesRecords = true;
                lasts(tick, f, f.ticks(), agenda);
            }
            case ChannelFault.Duplicate f -> duplicatesLeft += f.records();
            case ChannelFault.ClockJump f -> {
                clockMillis += f.milliseconds();
                if (test != null) {
                    test.records().setClock(clockMillis);
                }
            }
            case ChannelFault.Recover f -> {
                refused = power.cell().order(new CellOrder.Recover());
                power.unstick();
                power.setCurrentFactor(1);
                recordsNothing = false;
                losesRecords = false;
                duplicatesLeft = 0;
            }
            case ChannelFault.Over over -> end(over.what());
        }
        power.settle();
        happened.add(new FaultHappened(fault.word(), fault.toString(), tick, test == null ? 0 : test.testId(), refused.orElse("")));
    }

    private static void lasts(long tick, ChannelFault fault, long ticks, FaultAgenda agenda) {
        if (ticks < Long.MAX_VALUE - tick) {
            agenda.add(tick + ticks, new ChannelFault.Over(fault));
        }
    }

    private void end(ChannelFault what) {
        switch (what) {
            case ChannelFault.StuckSensor f -> power.unstick();
            case ChannelFault.CurrentOff f -> power.setCurrentFactor(1);
            case ChannelFault.Gap f -> recordsNothing = false;
            case ChannelFault.LostRecords f -> losesRecords = false;
            case ChannelFault.OfCell f -> throw new IllegalStateException(f + " does not end by itself");
            case ChannelFault.Duplicate f -> throw new IllegalStateException(f + " does not end by itself");
            case ChannelFault.ClockJump f -> throw new IllegalStateException(f + " does not end by itself");
            case ChannelFault.Recover f -> throw new IllegalStateException(f + " does not end by itself");
            case ChannelFault.Over f -> throw new IllegalStateException(f + " does not end by itself");
        }
    }

    boolean recordsNothing() {
        return recordsNothing;
    }

    boolean losesRecords() {
        return losesRecords;
    }

    /// True where the record at hand is to be written twice.
    boolean takeDuplicate() {
        if (duplicatesLeft == 0) {
            return false;
        }
        duplicatesLeft--;
        return true;
    }

    long clockMillis() {
        return clockMillis;
    }

    List<FaultHappened> happened() {
        return happened;
    }
}
