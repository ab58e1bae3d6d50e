package coulombus.core.protocol;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;

import static org.assertj.core.api.Assertions.assertThat;

class ProtocolCheckTest {
    private static final ChannelLimits CHANNEL = new ChannelLimits(-5, 5, 0.01,
            Set.of(StepType.REST, StepType.CONSTANT_CURRENT, StepType.CONSTANT_VOLTAGE));
    private static final CellFacts PLATING = ResolvedProtocolTest.cell(CellKind.PLATING, 1, Double.NaN, Double.NaN);
    private static final CellFacts SYMMETRIC = ResolvedProtocolTest.cell(CellKind.SYMMETRIC, 1, Double.NaN, Double.NaN);
    private static final RecordingRule FINE = new RecordingRule(10, 1e-3, Double.NaN);

    @Test
    void usualProtocolsHaveNoProblem() {
        assertThat(problems(CHANNEL, PLATING, SafetyLimits.ofVoltage(-1, 1.2),
                ResolvedProtocolTest.halfCell().steps().toArray(Step[]::new))).isEmpty();
        assertThat(problems(CHANNEL, SYMMETRIC, SafetyLimits.ofVoltage(-1, 1.2),
                ResolvedProtocolTest.symmetric().steps().toArray(Step[]::new))).isEmpty();
    }

    @Test
    void channelLimitsAreHeld() {
        // When
        List<String> problems = problems(new ChannelLimits(0, 5, 0.001, Set.of(StepType.REST, StepType.CONSTANT_CURRENT)), PLATING,
                SafetyLimits.ofVoltage(-1, 6), plate(-2e-3, new End.Time(3600), new End.Voltage(-0.5)),
                new Step.Impedance(1e5, 1, 10, new Step.Amplitude.OfVoltage(0.01), 1));

        // Then
        assertThat(problems).containsExactly(
                "WARNING safety.voltage_min: of -1.0 V cannot be seen: the channel measures 0.0 V to 5.0 V",
                "WARNING safety.voltage_max: of 6.0 V cannot be seen: the channel measures 0.0 V to 5.0 V",
                "ERROR steps[0].constant_current: of -2 mA is more than the channel's 1 mA",
                "ERROR steps[0].until.voltage: of -0.5 V lies outside the channel's range, 0.0 V to 5.0 V",
                "ERROR steps[1].impedance: cannot be done by this channel; it does [constant_current, rest]");
    }

    @Test
    void unknownLimitsHoldNothing() {
        assertThat(problems(new ChannelLimits(Double.NaN, Double.NaN, Double.NaN, EnumSet.allOf(StepType.class)), PLATING,
                SafetyLimits.ofVoltage(-1, 1.2), ResolvedProtocolTest.halfCell().steps().toArray(Step[]::new))).isEmpty();
    }

    @Test
    void stepsStayInsideTheSafetyLimits() {
        // Given
        SafetyLimits safety = new SafetyLimits(-0.2, 0.5, Optional.of(new CurrentQuantity.Absolute(-1e-3)), Optional.empty(),
                Optional.of(new ChargeQuantity.Absolute(1e-3)), 1, Double.NaN);
        // When
        List<String> problems = problems(CHANNEL, PLATING, safety, plate(-2e-3, new End.Time(3600), new End.Voltage(-0.3)),
                plate(1e-3, new End.Voltage(0.5), new End.Time(3600)));
        // Then
        assertThat(problems).containsExactly(
                "ERROR steps[0].constant_current: of -2 mA lies outside the safety limits, -1 mA to not stated",
                "ERROR steps[0].until.voltage: of -0.3 V lies outside the safety limits, -0.2 V to 0.5 V: the test would trip before",
                "WARNING steps[0].until: lets 2 mAh pass, more than safety.capacity_max of 1 mAh: the test may trip before",
                "WARNING steps[1].until.voltage: of 0.5 V is the safety limit itself: the test may trip instead of going on");
    }

    @Test
    void heldCurrentsStayInsideToo() {
        // Given
        SafetyLimits safety = new SafetyLimits(0, 1.8, Optional.empty(), Optional.of(new CurrentQuantity.Absolute(2e-3)), Optional.empty(),
                1,
                Double.NaN);
        // When
        List<String> problems = problems(CHANNEL, ResolvedProtocolTest.cell(CellKind.FULL, 1, Double.NaN, Double.NaN), safety,
                plate(1e-3, new End.Voltage(1.6), new End.Time(3600)),
                new Step.ConstantVoltage(1.6, Optional.of(new CurrentQuantity.Absolute(0.02)), List.of(new End.Time(60)),
                        Optional.empty()));
        // Then
        assertThat(problems).containsExactly("ERROR steps[1].current_limit: of 20 mA is more than the channel's 10 mA",
                "ERROR steps[1].current_limit: of 20 mA lies outside the safety limits, not stated to 2 mA");
    }

    @Test
    void stripsWithoutAGuardAreTold() {
        assertThat(problems(CHANNEL, PLATING, SafetyLimits.ofVoltage(-1, 1.2), plate(-1e-3, new End.Time(3600)),
                plate(1e-3, new End.Voltage(0.5)))).containsExactly(
                        "WARNING steps[1].until: states neither capacity nor time: a cell with a short never comes to the voltage, and "
                                + "stripping goes on for ever");
    }

    @Test
    void platingWithoutAClampIsAnError() {
        assertThat(problems(CHANNEL, PLATING, SafetyLimits.ofVoltage(-1, 1.2), plate(-1e-3, new End.Voltage(-0.5)))).containsExactly(
                "ERROR steps[0].until: must state a capacity or a time: plating does not come to a voltage by itself, it goes on to the short");
        assertThat(problems(CHANNEL, SYMMETRIC, SafetyLimits.ofVoltage(-1, 1.2), plate(1e-3, new End.Voltage(0.5)))).containsExactly(
                "ERROR steps[0].until: must state a capacity or a time: a half-cycle of a symmetric cell does not come to a voltage by "
                        + "itself, it goes on to the short");
    }

    @Test
    void stripsThatNeverEmptyTheCollectorAreTold() {
        assertThat(problems(CHANNEL, PLATING, SafetyLimits.ofVoltage(-1, 1.2), plate(-1e-3, new End.Time(3600)),
                plate(1e-3, new End.Time(3600)))).containsExactly("WARNING steps[1].until: states no voltage: stripping ends before all is "
                        + "stripped, and its coulombic efficiency is not valid");
    }

    @Test
    void firstCurrentMustGoTheWayTheCellBegins() {
        // Given
        CellFacts cathode = new CellFacts("VO2-1", CellKind.FULL, FirstHalfCycle.DISCHARGE, 1, Double.NaN, Double.NaN, Double.NaN);
        // Then
        assertThat(problems(CHANNEL, cathode, SafetyLimits.ofVoltage(0, 1.8), plate(1e-3, new End.Voltage(1.6), new End.Time(3600))))
                .containsExactly(
                        "WARNING steps[0].constant_current: is the first current and positive; this cell is stated to begin with a "
                                + "negative one");
    }

    @Test
    void missingLimitsKindAndPointsAreTold() {
        // Given
        CyclingProtocol protocol = new CyclingProtocol("coarse", List.of(plate(-1e-3, new End.Time(600))),
                new RecordingRule(30, Double.NaN, Double.NaN), SafetyLimits.NONE);
        // When
        List<Problem> problems = ProtocolCheck.problems(ResolvedProtocol.of(protocol, CellFacts.of(CellKind.UNKNOWN)), CHANNEL);
        // Then
        assertThat(problems).extracting(Problem::toString).containsExactly(
                "WARNING safety.voltage_min: is not stated: nothing but the cycler's own range ends a fall of the voltage",
                "WARNING safety.voltage_max: is not stated: nothing but the cycler's own range ends a rise of the voltage",
                "WARNING cell.kind: is not known: whether the steps fit the cell was not looked at",
                "WARNING steps[0].recording.time: of 30.0 s gives 20 measurements in this step; below 60 detectors of roughness do not answer");
    }

    private static Step plate(double ampere, End... ends) {
        return new Step.ConstantCurrent(new CurrentQuantity.Absolute(ampere), ends);
    }

    private static List<String> problems(ChannelLimits channel, CellFacts cell, SafetyLimits safety, Step... steps) {
        CyclingProtocol protocol = new CyclingProtocol("test", List.of(steps), FINE, safety);
        return ProtocolCheck.problems(ResolvedProtocol.of(protocol, cell), channel).stream().map(Problem::toString).toList();
    }
}
