package coulombus.analytics;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.cell.Source;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;
import coulombus.core.run.ProtocolFacts;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.runtime.codec.MeasurementCodec;
import coulombus.runtime.codec.RunEnding;

/// A made-up run and its records on the topic measurements: half-cycles of 600 s, sampled every 30 s, plating first.
final class RunStory {
    private static final MeasurementCodec CODEC = new MeasurementCodec();
    private static final double AMPERE = 1e-3;
    private static final int SAMPLES = 20;

    final RunFacts facts;
    final MeasurementBatch all = new MeasurementBatch(1024);

    /// @param polarisation |voltage| of the cell in V, which tells one run's results from another's
    RunStory(String channelId, String name, CellKind kind, int halfCycles, double polarisation) {
        facts = new RunFacts(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)), channelId, Source.SIMULATED,
                new CellFacts(name, kind, FirstHalfCycle.UNKNOWN, 0.785, Double.NaN, 0.002, 100), InstrumentFacts.of("made up"),
                ProtocolFacts.UNKNOWN, name);
        all.clear(1);
        for (int h = 0; h < halfCycles; h++) {
            int sign = h % 2 == 0 ? -1 : 1;
            for (int k = 0; k <= SAMPLES; k++) {
                int i = all.addRow();
                all.setTestTimeSecond(i, h * 600 + 30 * k);
                all.setStepTimeSecond(i, 30 * k);
                all.setStepCount(i, h + 1);
                all.setCurrentAmpere(i, sign * AMPERE);
                all.setVoltageVolt(i, sign * polarisation * (1 + 0.2 * Math.exp(-k / 3.0) + 0.001 * (h % 7)));
                all.setStepKind(i, sign < 0 ? StepKind.CONSTANT_CURRENT_DISCHARGE : StepKind.CONSTANT_CURRENT_CHARGE);
            }
        }
    }

    byte[] start() {
        return CODEC.encodeStarted(facts);
    }

    /// Measurements by index, `to` exclusive.
    byte[] batch(int from, int to) {
        return CODEC.encodeBatch(facts.runId(), all, from, to);
    }

    byte[] end(RunEnd why) {
        return CODEC.encodeEnded(new RunEnding(facts.runId(), why, all.size()));
    }

    /// Start, batches of ten, end.
    List<byte[]> records() {
        List<byte[]> records = new ArrayList<>();
        records.add(start());
        for (int i = 0; i < all.size(); i += 10) {
            records.add(batch(i, Math.min(i + 10, all.size())));
        }
        records.add(end(RunEnd.COMPLETED));
        return records;
    }
}
