package coulombus.channelagent;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.Source;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.ProtocolFacts;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.drivers.ChannelDriver;

/// A driver that does what a test wrote down, step by step, and then waits for ever.
final class ScriptedDriver implements ChannelDriver {
    private interface Step {
        Reading take(MeasurementBatch into, int limit) throws IOException;
    }

    final RunFacts facts;
    final List<Integer> limits = new ArrayList<>();
    volatile boolean closed;
    private final Deque<Step> steps = new ArrayDeque<>();
    private List<DataQuality> dataQuality = List.of();
    private long lastSeq;

    ScriptedDriver(String channelId) {
        facts = new RunFacts(UUID.nameUUIDFromBytes(channelId.getBytes(java.nio.charset.StandardCharsets.UTF_8)), channelId,
                Source.SIMULATED, CellFacts.of(CellKind.FULL), InstrumentFacts.of("script"), ProtocolFacts.UNKNOWN, "script");
    }

    /// So many measurements, or as many as the limit allows.
    ScriptedDriver measures(int count) {
        steps.add((into, limit) -> {
            into.clear(lastSeq + 1);
            for (int i = 0; i < Math.min(count, limit); i++) {
                int row = into.addRow();
                into.setTestTimeSecond(row, into.seq(row));
                into.setVoltageVolt(row, 1.5);
            }
            lastSeq += into.size();
            return new Reading.Measured(into.size());
        });
        return this;
    }

    ScriptedDriver waits() {
        steps.add((into, limit) -> new Reading.Waiting());
        return this;
    }

    /// From the next step on this is what was found about the data.
    ScriptedDriver finds(DataQuality... found) {
        return then(() -> dataQuality = List.of(found));
    }

    /// Happens on the loop's thread, just before the next step.
    ScriptedDriver then(Runnable happens) {
        steps.add((into, limit) -> {
            happens.run();
            return next(into, limit);
        });
        return this;
    }

    ScriptedDriver fails(IOException failure) {
        steps.add((into, limit) -> {
            throw failure;
        });
        return this;
    }

    ScriptedDriver ends(RunEnd why) {
        steps.add((into, limit) -> new Reading.Ended(why));
        return this;
    }

    @Override
    public RunFacts facts() {
        return facts;
    }

    @Override
    public Reading read(MeasurementBatch into, int limit) throws IOException {
        limits.add(limit);
        into.clear(lastSeq + 1);
        return next(into, limit);
    }

    private Reading next(MeasurementBatch into, int limit) throws IOException {
        return steps.isEmpty() ? new Reading.Waiting() : steps.remove().take(into, limit);
    }

    @Override
    public List<DataQuality> dataQuality() {
        return dataQuality;
    }

    @Override
    public double progressFraction() {
        return steps.isEmpty() ? 1 : 0.5;
    }

    @Override
    public void close() {
        closed = true;
    }
}
