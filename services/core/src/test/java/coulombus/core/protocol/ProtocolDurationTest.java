package coulombus.core.protocol;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.halfcycle.Direction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ProtocolDurationTest {
    private static final double HOUR = 3600;
    private static final CellFacts PLATING = ResolvedProtocolTest.cell(CellKind.PLATING, 1, Double.NaN, Double.NaN);

    @Test
    void clampedProtocolsAreExact() {
        // When
        ProtocolDuration duration = of(ResolvedProtocolTest.symmetric(),
                ResolvedProtocolTest.cell(CellKind.SYMMETRIC, Math.PI / 4, Double.NaN, Double.NaN));

        // Then: 3 h and 600 cycles of 0.5 h
        assertThat(duration.maximumSecond()).isCloseTo(303 * HOUR, within(1e-3));
        assertThat(duration.p50Second()).isCloseTo(303 * HOUR, within(1e-3));
        assertThat(duration.p90Second()).isCloseTo(303 * HOUR, within(1e-3));
    }

    @Test
    void voltammogramLastsAsLongAsItsRateSays() {
        // When 0.1 mV/s, 0.2 to 1.6 V, 3 cycles
        ProtocolDuration duration = of(
                ResolvedProtocolTest.protocol(new Step.VoltageSweep(1e-4, 0.2, 1.6, 3, Optional.empty())), PLATING);
        // Then 6 x 1.4 / 1e-4 s
        assertThat(duration.p50Second()).isCloseTo(84_000, within(1e-6));
    }

    @Test
    void impedanceTakesAQuarterOfAnHour() {
        // When 100 kHz to 10 mHz, 10 points a decade
        ProtocolDuration duration = of(ResolvedProtocolTest.protocol(
                new Step.Impedance(1e5, 1e-2, 10, new Step.Amplitude.OfVoltage(0.01), 1)), PLATING);
        // Then
        assertThat(duration.p50Second()).isBetween(0.2 * HOUR, 0.4 * HOUR);
        assertThat(duration.p90Second()).isGreaterThan(duration.p50Second());
    }

    @Test
    void strippingTakesWhatWasPlated() {
        // When 1 mAh at 1 mA plated, stripped to 0.5 V, at most 1.2 times; 100 cycles
        ProtocolDuration duration = of(ResolvedProtocolTest.halfCell(), PLATING);

        // Then
        assertThat(duration.maximumSecond()).isCloseTo(100 * 2.2 * HOUR, within(1e-3));
        assertThat(duration.p50Second()).isCloseTo(100 * 1.98 * HOUR, within(1e-3));
        assertThat(duration.p90Second()).isCloseTo(100 * 2.0 * HOUR, within(1e-3));
    }

    @Test
    void reservoirTestTakesFortyHours() {
        // Given conditioning 10 h, reservoir 5 h, 10 x 2 h, and what is left
        CyclingProtocol protocol = new ReservoirCycling("reservoir", 1, new CurrentQuantity.Areal(1e-3), new ChargeQuantity.Areal(5e-3),
                new ChargeQuantity.Areal(1e-3), 10, 0.5, RecordingRule.EVERY_TEN_SECONDS, SafetyLimits.ofVoltage(-1, 1.2)).protocol();
        // When
        ProtocolDuration duration = of(protocol, PLATING);
        // Then
        assertThat(duration.p90Second()).isCloseTo(40 * HOUR, within(0.01 * HOUR));
        assertThat(duration.p50Second()).isBetween(39.5 * HOUR, 40 * HOUR);
        assertThat(duration.maximumSecond()).isCloseTo(42 * HOUR, within(0.01 * HOUR));
    }

    @Test
    void rateTestSpendsMostOfItsTimeAtTheSlowEnds() {
        // Given 5 cycles at each of 0.2 0.5 1 3 5 A/g and back at 0.2, 570 mAh/g
        List<CurrentQuantity> rates = List.of(specific(0.2), specific(0.5), specific(1), specific(3), specific(5));
        CyclingProtocol protocol = new RateSeries("rates", HOUR, rates, 5,
                new Window(0.2, 1.6, Direction.DISCHARGE, new ChargeQuantity.Specific(0.8)), RecordingRule.EVERY_TEN_SECONDS,
                SafetyLimits.ofVoltage(0, 1.8)).protocol();
        // When
        ProtocolDuration duration = of(protocol, ResolvedProtocolTest.cell(CellKind.FULL, Double.NaN, 2, 0.57 * 2e-3));
        // Then 10 Q (1/0.2 + 1/0.5 + 1 + 1/3 + 1/5 + 1/0.2) and the hour of rest, 0.95 to 1.05 of it
        double expected = 10 * 0.57 * (5 + 2 + 1 + 1 / 3.0 + 0.2 + 5) * HOUR;
        assertThat(duration.p50Second()).isCloseTo(0.95 * expected + HOUR, within(1.0));
        assertThat(duration.p90Second()).isCloseTo(1.05 * expected + HOUR, within(1.0));
        assertThat(duration.maximumSecond()).isCloseTo(0.8 / 0.57 * expected + HOUR, within(1.0));
    }

    @Test
    void formationHoldsTheVoltage() {
        // Given C/10 and a hold to C/50
        CyclingProtocol protocol = new Formation("formation", HOUR, new CurrentQuantity.CRate(0.1), 3,
                new Window(2.5, 4.2, Direction.CHARGE, new ChargeQuantity.Absolute(1.5e-3)), Optional.of(new CurrentQuantity.CRate(0.02)),
                RecordingRule.EVERY_TEN_SECONDS, SafetyLimits.ofVoltage(2.4, 4.3)).protocol();
        // When
        ProtocolDuration duration = of(protocol, ResolvedProtocolTest.cell(CellKind.FULL, Double.NaN, Double.NaN, 1e-3));
        // Then each cycle: twice 0.95 x 10 h, and a fall from I to I/5 that passes 5 % of the charge
        double hold = 0.05 * 0.95 * 10 * Math.log(5) / 0.8;
        assertThat(duration.p50Second() / HOUR).isCloseTo(1 + 3 * (19 + hold), within(1e-6));
        assertThat(duration.maximumSecond()).isInfinite();
    }

    @Test
    void nothingIsKnownOfAVoltageWithoutChargeAndGuard() {
        // When
        ProtocolDuration duration = of(ResolvedProtocolTest.protocol(
                new Step.ConstantCurrent(new CurrentQuantity.Absolute(-1e-3), new End.Voltage(0.2))),
                ResolvedProtocolTest.cell(CellKind.FULL, 1, Double.NaN, Double.NaN));
        // Then
        assertThat(duration.maximumSecond()).isInfinite();
        assertThat(duration.p50Second()).isNaN();
        assertThat(duration.p90Second()).isNaN();
    }

    private static CurrentQuantity specific(double amperePerGram) {
        return new CurrentQuantity.Specific(amperePerGram);
    }

    private static ProtocolDuration of(CyclingProtocol protocol, CellFacts cell) {
        return ProtocolDuration.of(ResolvedProtocol.of(protocol, cell));
    }
}
