package coulombus.core.protocol;

import java.util.EnumSet;
import java.util.List;

import org.junit.jupiter.api.Test;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;

import static org.assertj.core.api.Assertions.assertThat;

class ShortDiagnosisTest {
    private static final CellFacts PLATING = ResolvedProtocolTest.cell(CellKind.PLATING, 2, Double.NaN, Double.NaN);
    private static final ChannelLimits CHANNEL = new ChannelLimits(-5, 5, 0.01, EnumSet.allOf(StepType.class));

    @Test
    void restsAndPulsesToAndFroAtTheTestsOwnCurrentAndCutOff() {
        // Given 1 mA/cm2 on 2 cm2, stripped to 0.5 V
        ResolvedProtocol tested = ResolvedProtocol.of(ResolvedProtocolTest.halfCell(), PLATING);
        // When
        ResolvedProtocol diagnosis = ResolvedProtocol.of(ShortDiagnosis.after(tested).orElseThrow().protocol(), PLATING);
        // Then
        assertThat(diagnosis.steps()).element(0).isInstanceOfSatisfying(Step.Rest.class,
                rest -> assertThat(rest.durationSecond()).isEqualTo(3600));
        assertThat(diagnosis.steps()).filteredOn(ResolvedStep.ConstantCurrent.class::isInstance).containsExactly(
                new ResolvedStep.ConstantCurrent(-2e-3, List.of(new End.Time(10))),
                new ResolvedStep.ConstantCurrent(2e-3, List.of(new End.Time(10), new End.Voltage(0.5))));
        assertThat(diagnosis.safety()).isEqualTo(tested.safety());
        assertThat(diagnosis.protocol().onFinding()).as("leads to no further diagnosis").isEmpty();
    }

    @Test
    void fitsWhateverChannelTheTestFitted() {
        for (CyclingProtocol tested : List.of(ResolvedProtocolTest.halfCell(), ResolvedProtocolTest.symmetric())) {
            CellFacts cell = tested.name().equals("symmetric")
                    ? ResolvedProtocolTest.cell(CellKind.SYMMETRIC, 1, Double.NaN, Double.NaN)
                    : PLATING;
            ResolvedProtocol diagnosis = ResolvedProtocol
                    .of(ShortDiagnosis.after(ResolvedProtocol.of(tested, cell)).orElseThrow().protocol(), cell);
            assertThat(ProtocolCheck.problems(diagnosis, CHANNEL)).filteredOn(p -> p.level() == Problem.Level.ERROR).isEmpty();
        }
    }

    @Test
    void isNotMadeOfATestWithoutAConstantCurrent() {
        assertThat(ShortDiagnosis.after(ResolvedProtocol.of(ResolvedProtocolTest.protocol(new Step.Rest(60)), PLATING))).isEmpty();
    }
}
