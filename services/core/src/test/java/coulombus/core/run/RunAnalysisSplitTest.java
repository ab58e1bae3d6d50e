package coulombus.core.run;

import java.util.Random;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import coulombus.core.cell.CellKind;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;
import coulombus.core.state.StateWriter;
import coulombus.core.testing.RecordedRun;
import coulombus.core.testing.RunFactsBuilder;
import coulombus.core.testing.Trace;

import static org.assertj.core.api.Assertions.assertThat;

/// However the measurements are cut into batches, repeated, or interrupted by a restart, the run gives out the same, to the last bit.
class RunAnalysisSplitTest {
    private static final int RUNS = 60;

    @ParameterizedTest
    @ValueSource(longs = { 1, 20261121 })
    void givesTheSameWhereverItIsCut(long seed) {
        for (int k = 0; k < RUNS; k++) {
            long runSeed = seed * 1000 + k;
            // Given
            Random random = new Random(runSeed);
            RunFacts facts = randomFacts(random);
            MeasurementBatch all = randomTrace(random);
            RecordedRun inOnePass = Trace.run(facts, all, RunEnd.END_OF_FILE);
            // When
            RecordedRun inPieces = foldInPieces(facts, all, random, false);
            // Then
            assertThat(inPieces.toText()).as("seed %d", runSeed).isEqualTo(inOnePass.toText());
        }
    }

    @Test
    void countsRepeatedMeasurementsOnce() {
        for (int k = 0; k < RUNS; k++) {
            // Given
            Random random = new Random(7_000 + k);
            RunFacts facts = randomFacts(random);
            MeasurementBatch all = randomTrace(random);
            RecordedRun once = Trace.run(facts, all, RunEnd.END_OF_FILE);
            // When
            RecordedRun repeated = foldInPieces(facts, all, random, true);
            // Then
            assertThat(repeated.halfCycles.toString().replaceAll("Profile@[0-9a-f]+", "")).as("seed %d", 7_000 + k)
                    .isEqualTo(once.halfCycles.toString().replaceAll("Profile@[0-9a-f]+", ""));
            assertThat(repeated.cycles).isEqualTo(once.cycles);
            assertThat(repeated.findings).isEqualTo(once.findings);
        }
    }

    /// A run that comes from its bytes does not know what is ordinary, so that its next measurement takes the long way.
    @ParameterizedTest
    @ValueSource(longs = { 17, 20261122 })
    void givesTheSameTheShortWayAndTheLongWay(long seed) {
        for (int k = 0; k < RUNS / 4; k++) {
            long runSeed = seed * 1000 + k;
            // Given
            Random random = new Random(runSeed);
            RunFacts facts = randomFacts(random);
            MeasurementBatch all = randomTrace(random);
            RecordedRun shortWay = new RecordedRun();
            RunAnalysis analysis = new RunAnalysis(facts);
            analysis.on(all, shortWay);
            // When
            RecordedRun longWay = new RecordedRun();
            byte[] hotOfLongWay = foldFromBytesEveryTime(facts, all, longWay);
            // Then
            assertThat(longWay.toText()).as("seed %d", runSeed).isEqualTo(shortWay.toText());
            assertThat(hotOfLongWay).as("seed %d", runSeed).isEqualTo(hot(analysis));
        }
    }

    private static byte[] foldFromBytesEveryTime(RunFacts facts, MeasurementBatch all, RecordedRun recorded) {
        RunAnalysis first = new RunAnalysis(facts);
        byte[] hot = hot(first);
        byte[] cold = cold(first);
        MeasurementBatch one = new MeasurementBatch(1);
        for (int i = 0; i < all.size(); i++) {
            byte[] kept = cold;
            RunAnalysis analysis = RunAnalysis.restore(facts, hot, () -> kept);
            one.clear(all.seq(i));
            one.addCopy(all, i);
            if (analysis.on(one, recorded)) {
                cold = cold(analysis);
            }
            hot = hot(analysis);
        }
        return hot;
    }

    private static RecordedRun foldInPieces(RunFacts facts, MeasurementBatch all, Random random, boolean repeat) {
        RecordedRun recorded = new RecordedRun();
        RunAnalysis analysis = new RunAnalysis(facts);
        byte[] cold = cold(analysis);
        MeasurementBatch piece = new MeasurementBatch(16);
        int from = 0;
        while (from < all.size()) {
            int to = Math.min(all.size(), from + 1 + random.nextInt(40));
            int start = repeat ? Math.max(0, from - random.nextInt(30)) : from;
            piece.clear(all.seq(start));
            for (int i = start; i < to; i++) {
                piece.addCopy(all, i);
            }
            if (analysis.on(piece, recorded)) {
                cold = cold(analysis);
            }
            if (random.nextInt(3) == 0) {
                byte[] kept = cold;
                Supplier<byte[]> coldState = () -> kept;
                analysis = RunAnalysis.restore(facts, hot(analysis), coldState);
            }
            from = to;
        }
        analysis.end(RunEnd.END_OF_FILE, recorded);
        return recorded;
    }

    private static byte[] hot(RunAnalysis analysis) {
        StateWriter out = new StateWriter();
        analysis.writeHot(out);
        return out.toByteArray();
    }

    private static byte[] cold(RunAnalysis analysis) {
        StateWriter out = new StateWriter();
        analysis.writeCold(out);
        return out.toByteArray();
    }

    private static RunFacts randomFacts(Random random) {
        CellKind kind = CellKind.values()[random.nextInt(CellKind.values().length)];
        RunFactsBuilder facts = RunFactsBuilder.aRun(kind);
        if (random.nextBoolean()) {
            facts.areaCm2(0.785).zincFoilUm(100).nominalCapacityAh(0.002);
        }
        if (random.nextInt(3) == 0) {
            facts.plannedChargeAh(0.001).safetyVoltageVolt(4.5);
        }
        return facts.facts();
    }

    /// A test with rests, changing rates, noise, a short now and then, missing currents, gaps and doubled times.
    private static MeasurementBatch randomTrace(Random random) {
        Trace trace = Trace.every(1 + random.nextInt(30));
        if (random.nextBoolean()) {
            trace.counting();
        }
        int pairs = 2 + random.nextInt(40);
        double base = 0.02 + random.nextDouble();
        for (int p = 0; p < pairs; p++) {
            double ampere = 0.001 * (1 + random.nextInt(3) / 2.0);
            double scale = p > pairs / 2 && random.nextInt(4) == 0 ? 0.3 : 1;
            double collapseAt = random.nextInt(20) == 0 ? 300 + random.nextInt(600) : Double.MAX_VALUE;
            if (random.nextInt(4) == 0) {
                trace.rest(60 + random.nextInt(600), 0.001);
            }
            trace.discharge(ampere, 600 + random.nextInt(600), s -> s > collapseAt ? -1e-4 : -scale * base * (1 + 0.1 * Math.exp(-s / 30)));
            if (random.nextInt(6) == 0) {
                trace.rest(120, 0.001);
            }
            trace.charge(ampere, 600 + random.nextInt(600), s -> scale * base * (1 + s / 5000));
        }
        MeasurementBatch batch = trace.batch();
        for (int i = 1; i < batch.size(); i++) {
            switch (random.nextInt(200)) {
                case 0 -> batch.setCurrentAmpere(i, Double.NaN);
                case 1 -> batch.setTestTimeSecond(i, batch.testTimeSecond(i - 1));
                case 2 -> batch.setVoltageVolt(i, Double.NaN);
                case 3 -> batch.setStepKind(i, StepKind.UNKNOWN);
                default -> batch.setVoltageVolt(i, batch.voltageVolt(i) + 1e-4 * random.nextGaussian());
            }
        }
        return batch;
    }
}
