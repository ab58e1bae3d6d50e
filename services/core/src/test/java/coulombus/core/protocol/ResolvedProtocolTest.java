package coulombus.core.protocol;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.halfcycle.Direction;
import coulombus.core.halfcycle.EndCause;
import coulombus.core.run.ProtocolFacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class ResolvedProtocolTest {
    private static final SafetyLimits ONE_VOLT = SafetyLimits.ofVoltage(-1, 1.2);
    /// A disc of 10 mm: 0.785 cm².
    private static final CellFacts DISC = cell(CellKind.SYMMETRIC, Math.PI / 4, Double.NaN, Double.NaN);

    @Test
    void arealQuantitiesBecomeAbsolute() {
        // When
        ResolvedProtocol resolved = ResolvedProtocol.of(symmetric(), DISC);

        // Then: 2 mA/cm2 and 0.5 mAh/cm2 are 1.571 mA, 0.393 mAh, 15 min
        ResolvedStep.ConstantCurrent plate = (ResolvedStep.ConstantCurrent) resolved.steps().get(2);
        assertThat(plate.currentAmpere()).isCloseTo(-1.571e-3, within(1e-6));
        assertThat(plate.guardedChargeAh()).isCloseTo(0.393e-3, within(1e-6));
        assertThat(plate.guardedChargeAh() / Math.abs(plate.currentAmpere()) * 60).isCloseTo(15, within(1e-9));
        assertThat(resolved.steps()).hasSameSizeAs(resolved.protocol().steps());
    }

    @Test
    void specificQuantitiesAndRatesBecomeAbsolute() {
        // Given 4 mg at 0.5 A/g are 2 mA; C/5 of 3 mAh is 0.6 mA
        CyclingProtocol protocol = protocol(
                new Step.ConstantCurrent(new CurrentQuantity.Specific(-0.5), new End.Capacity(new ChargeQuantity.Specific(0.2))),
                new Step.ConstantCurrent(new CurrentQuantity.CRate(0.2), new End.Voltage(1.6)));
        // When
        ResolvedProtocol resolved = ResolvedProtocol.of(protocol, cell(CellKind.FULL, Double.NaN, 4, 3e-3));
        // Then
        assertThat(((ResolvedStep.ConstantCurrent) resolved.steps().get(0)).currentAmpere()).isCloseTo(-2e-3, within(1e-12));
        assertThat(((ResolvedStep.ConstantCurrent) resolved.steps().get(0)).guardedChargeAh()).isCloseTo(0.8e-3, within(1e-12));
        assertThat(((ResolvedStep.ConstantCurrent) resolved.steps().get(1)).currentAmpere()).isCloseTo(0.6e-3, within(1e-12));
    }

    @Test
    void refusesWithEveryStepAndWhatIsMissing() {
        // Given
        CyclingProtocol protocol = new CyclingProtocol("all of it",
                List.of(new Step.ConstantCurrent(new CurrentQuantity.Areal(-2e-3), new End.Capacity(new ChargeQuantity.Specific(0.1))),
                        new Step.ConstantVoltage(1, Optional.empty(), List.of(new End.Current(new CurrentQuantity.CRate(0.05))),
                                Optional.empty())),
                RecordingRule.EVERY_TEN_SECONDS, new SafetyLimits(-1, 1, Optional.empty(), Optional.empty(),
                        Optional.of(new ChargeQuantity.Areal(1e-3)), 1, Double.NaN));

        // Then
        assertThatThrownBy(() -> ResolvedProtocol.of(protocol, cell(CellKind.PLATING, Double.NaN, Double.NaN, Double.NaN)))
                .isInstanceOfSatisfying(UnknownNormaliserException.class, refusal -> assertThat(refusal.problems()).containsExactly(
                        "steps[0].constant_current: is stated per electrode area (areaCm2), which is not known of cell ZN-07",
                        "steps[0].until.capacity: is stated per active mass (activeMassMg), which is not known of cell ZN-07",
                        "steps[1].until.current: is stated per nominal capacity (nominalCapacityAh), which is not known of cell ZN-07",
                        "safety.capacity_max: is stated per electrode area (areaCm2), which is not known of cell ZN-07"));
    }

    @Test
    void relativeCapacityKnowsItsBound() {
        // When
        ResolvedProtocol resolved = ResolvedProtocol.of(halfCell(), cell(CellKind.PLATING, 1, Double.NaN, Double.NaN));

        // Then
        assertThat(((ResolvedStep.ConstantCurrent) resolved.steps().get(1)).ends()).hasSize(2)
                .anySatisfy(end -> assertThat(end).isEqualTo(new ResolvedEnd.RelativeCapacity(1.2, 0, 1.2 * 1e-3, true)));
    }

    @Test
    void constantVoltageFollowsTheCurrentBeforeIt() {
        // When
        ResolvedProtocol resolved = ResolvedProtocol.of(protocol(new Step.ConstantVoltage(1, new End.Time(1)),
                new Step.ConstantCurrent(new CurrentQuantity.Absolute(-1e-3), new End.Voltage(0.2)), new Step.Rest(60),
                new Step.ConstantVoltage(0.2, new End.Time(1))), DISC);

        // Then
        assertThat(((ResolvedStep.ConstantVoltage) resolved.steps().get(0)).direction()).isEmpty();
        assertThat(((ResolvedStep.ConstantVoltage) resolved.steps().get(3)).direction()).contains(Direction.DISCHARGE);
    }

    @Test
    void factsOfASymmetricCell() {
        // When
        ProtocolFacts facts = ResolvedProtocol.of(symmetric(), DISC).facts();

        // Then
        assertThat(facts.name()).isEqualTo("symmetric");
        assertThat(facts.plannedChargeAh()).isCloseTo(0.393e-3, within(1e-6));
        assertThat(facts.safetyVoltageVolt()).isEqualTo(1.2);
        assertThat(facts.chargeEndsBy()).isEqualTo(EndCause.CAPACITY);
        assertThat(facts.dischargeEndsBy()).isEqualTo(EndCause.CAPACITY);
    }

    @Test
    void factsOfAPlatingCellPlanWhatIsPlatedAndDoNotKnowWhatEndsAGuardedStrip() {
        // When
        ProtocolFacts facts = ResolvedProtocol.of(halfCell(), cell(CellKind.PLATING, 1, Double.NaN, Double.NaN)).facts();

        // Then
        assertThat(facts.plannedChargeAh()).isCloseTo(1e-3, within(1e-12));
        assertThat(facts.dischargeEndsBy()).isEqualTo(EndCause.CAPACITY);
        assertThat(facts.chargeEndsBy()).isEqualTo(EndCause.UNKNOWN);
        assertThat(facts.chargeCutoffVolt()).isEqualTo(0.5);
        assertThat(facts.dischargeCutoffVolt()).isNaN();
    }

    @Test
    void factsOfAFullCellPlanNoChargeAlthoughItIsGuarded() {
        // When
        ProtocolFacts facts = ResolvedProtocol.of(protocol(
                new Step.ConstantCurrent(new CurrentQuantity.Absolute(-1e-3), new End.Voltage(0.2)),
                new Step.ConstantCurrent(new CurrentQuantity.Absolute(1e-3), new End.Voltage(1.6), new End.Time(7200)),
                new Step.ConstantVoltage(1.6, new End.Current(new CurrentQuantity.Absolute(1e-4)))),
                cell(CellKind.FULL, 1, Double.NaN, Double.NaN)).facts();

        // Then
        assertThat(facts.plannedChargeAh()).isNaN();
        assertThat(facts.dischargeEndsBy()).isEqualTo(EndCause.VOLTAGE);
        assertThat(facts.chargeEndsBy()).isEqualTo(EndCause.CURRENT);
        assertThat(facts.dischargeCutoffVolt()).isEqualTo(0.2);
        assertThat(facts.chargeCutoffVolt()).as("the voltage is held, it ends nothing").isNaN();
    }

    @Test
    void factsNameNoCutOffWhereHalfCyclesOfOneDirectionEndAtDifferentVoltages() {
        // Given
        CyclingProtocol protocol = protocol(
                new Step.ConstantCurrent(new CurrentQuantity.Absolute(-1e-3), new End.Voltage(0.2)),
                new Step.ConstantCurrent(new CurrentQuantity.Absolute(1e-3), new End.Voltage(1.6)),
                new Step.ConstantCurrent(new CurrentQuantity.Absolute(-1e-3), new End.Voltage(0.2)),
                new Step.ConstantCurrent(new CurrentQuantity.Absolute(1e-3), new End.Voltage(1.7)));
        // When
        ProtocolFacts facts = ResolvedProtocol.of(protocol, cell(CellKind.FULL, 1, Double.NaN, Double.NaN)).facts();
        // Then
        assertThat(facts.chargeCutoffVolt()).isNaN();
        assertThat(facts.dischargeCutoffVolt()).isEqualTo(0.2);
    }

    @Test
    void stepsOfOneSignAreOneHalfCycle() {
        // Given a discharge in two steps with a rest between
        CurrentQuantity half = new CurrentQuantity.Absolute(-1e-3);
        CyclingProtocol protocol = protocol(new Step.ConstantCurrent(half, new End.Time(1800)), new Step.Rest(60),
                new Step.ConstantCurrent(half, new End.Time(1800)),
                new Step.ConstantCurrent(half.reversed(), new End.Capacity(new ChargeQuantity.Absolute(1e-3)), new End.Time(3000)),
                new Step.Loop(new LoopTarget.ToStep(0), 5));
        // When
        ProtocolFacts facts = ResolvedProtocol.of(protocol, DISC).facts();
        // Then: 1 mAh there, but only 0.833 mAh back, as the time comes first
        assertThat(facts.plannedChargeAh()).isNaN();
        assertThat(facts.dischargeEndsBy()).isEqualTo(EndCause.TIME);
        assertThat(facts.chargeEndsBy()).isEqualTo(EndCause.TIME);
    }

    @Test
    void reservoirPlansMoreThanOneCharge() {
        // Given
        ReservoirCycling recipe = new ReservoirCycling("reservoir", 60, new CurrentQuantity.Areal(1e-3), new ChargeQuantity.Areal(5e-3),
                new ChargeQuantity.Areal(1e-3), 10, 0.5, RecordingRule.EVERY_TEN_SECONDS, ONE_VOLT);
        // When
        ProtocolFacts facts = ResolvedProtocol.of(recipe.protocol(), cell(CellKind.PLATING, 1, Double.NaN, Double.NaN)).facts();
        // Then
        assertThat(facts.plannedChargeAh()).isNaN();
        assertThat(recipe.lowestEfficiency()).isCloseTo(0.6, within(1e-12));
    }

    static CyclingProtocol symmetric() {
        return new SymmetricCycling("symmetric", 3 * 3600, new CurrentQuantity.Areal(2e-3), new ChargeQuantity.Areal(0.5e-3), 600,
                RecordingRule.EVERY_TEN_SECONDS, ONE_VOLT).protocol();
    }

    static CyclingProtocol halfCell() {
        return protocol(new Step.ConstantCurrent(new CurrentQuantity.Areal(-1e-3), new End.Capacity(new ChargeQuantity.Areal(1e-3))),
                new Step.ConstantCurrent(new CurrentQuantity.Areal(1e-3), new End.Voltage(0.5), End.RelativeCapacity.ofPrevious(1.2)),
                new Step.Loop(new LoopTarget.ToStep(0), 100));
    }

    static CyclingProtocol protocol(Step... steps) {
        return new CyclingProtocol("test", List.of(steps), RecordingRule.EVERY_TEN_SECONDS, ONE_VOLT);
    }

    static CellFacts cell(CellKind kind, double areaCm2, double activeMassMg, double nominalCapacityAh) {
        return new CellFacts("ZN-07", kind, FirstHalfCycle.UNKNOWN, areaCm2, activeMassMg, nominalCapacityAh, Double.NaN);
    }
}
