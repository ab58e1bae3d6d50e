package coulombus.core.run;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import coulombus.core.cell.CellKind;
import coulombus.core.measurement.StepKind;
import coulombus.core.state.StateWriter;
import coulombus.core.testing.RecordedRun;
import coulombus.core.testing.RunFactsBuilder;
import coulombus.core.testing.Trace;

import static org.assertj.core.api.Assertions.assertThat;

/// The state of a run is bounded, however long it is and whatever was done to the cell: under 4 kB, hot and cold together.
class StateSizeTest {
    private static final int MOST_BYTES = 4096;

    @ParameterizedTest
    @EnumSource(CellKind.class)
    void staysUnderFourKilobytesWithAllDetectorsOn(CellKind kind) {
        // Given five rates over many cycles, rests, a soft short, and a collapse that is being confirmed
        Trace trace = Trace.every(20);
        for (int k = 0; k < 400; k++) {
            double ampere = 1e-3 * (1 + k / 20 % 5);
            double volt = k < 350 ? 0.1 : 0.07;
            trace.discharge(ampere, 1200, s -> -volt).charge(ampere, 1200, s -> volt + 1e-5 * s);
            if (k % 20 == 0) {
                trace.rest(7200, 0.001);
            }
        }
        trace.nextStep();
        double begin = trace.now();
        for (int s = 1; s <= 130; s++) {
            trace.measurement(StepKind.CONSTANT_CURRENT_DISCHARGE, begin + s, s, -1e-3, s < 101 ? -0.1 : -1e-4);
        }
        RunAnalysis run = new RunAnalysis(RunFactsBuilder.aRun(kind).areaCm2(1).facts());
        // When
        run.on(trace.batch(), new RecordedRun());
        StateWriter hot = new StateWriter();
        StateWriter cold = new StateWriter();
        run.writeHot(hot);
        run.writeCold(cold);
        // Then
        int bytes = hot.toByteArray().length + cold.toByteArray().length;
        assertThat(bytes).as("%s: %d bytes hot, %d cold", kind, hot.toByteArray().length, cold.toByteArray().length).isLessThan(MOST_BYTES);
    }
}
