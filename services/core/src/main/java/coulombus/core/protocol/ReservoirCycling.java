package coulombus.core.protocol;

import java.util.List;
import java.util.Objects;

/// Average coulombic efficiency by the reservoir method (modified Aurbach; Adams et al., Adv. Energy Mater. 2018, 1702097): the collector
/// is conditioned by plating and stripping once, a reservoir Q_T is plated, a part Q_C of it is stripped and plated n times, the rest is
/// stripped to the cut-off. [coulombus.core.cycle.ReservoirEfficiency] is the formula for what comes out.
///
/// Every strip ends at the cut-off too: a reservoir that does not last is seen as a voltage, and not driven further.
///
/// @param name         of the protocol
/// @param restSecond   for the cell to settle, greater than 0
/// @param current      magnitude, greater than 0
/// @param reservoir    Q_T, larger than Q_C and stated in the same way
/// @param cycled       Q_C
/// @param cycles       n, 1 or more
/// @param stripEndVolt where all is stripped, as a rule 0.5 V, greater than 0
/// @param recording    what is recorded
/// @param safety       what must never be passed
public record ReservoirCycling(String name, double restSecond, CurrentQuantity current, ChargeQuantity reservoir, ChargeQuantity cycled,
        int cycles, double stripEndVolt, RecordingRule recording, SafetyLimits safety) {
    /// Stripping more than this of what was plated means that something else than the metal reacts.
    private static final double STRIP_GUARD_RATIO = 1.2;

    public ReservoirCycling {
        Window.requireMagnitude(current);
        Objects.requireNonNull(reservoir, "reservoir");
        if (reservoir.getClass() != cycled.getClass() || !(reservoir.amount() > cycled.amount())) {
            throw new IllegalArgumentException(
                    "reservoir: must be larger than the cycled charge of " + cycled + " and stated in the same way; was " + reservoir);
        }
        if (cycles < 1) {
            throw new IllegalArgumentException("cycles: must be 1 or more; was " + cycles);
        }
        if (!(stripEndVolt > 0)) {
            throw new IllegalArgumentException("stripEndVolt: must be greater than 0; was " + stripEndVolt);
        }
    }

    /// The lowest efficiency at which the reservoir lasts to the end: Q_T > n Q_C (1 - CE) + Q_C.
    public double lowestEfficiency() {
        return 1 - (reservoir.amount() - cycled.amount()) / (cycles * cycled.amount());
    }

    public CyclingProtocol protocol() {
        End cutOff = new End.Voltage(stripEndVolt);
        CurrentQuantity plating = current.reversed();
        return new CyclingProtocol(name, List.of(new Step.Rest(restSecond),
                new Step.Tag("conditioning"), new Step.ConstantCurrent(plating, new End.Capacity(reservoir)),
                new Step.ConstantCurrent(current, cutOff, End.RelativeCapacity.ofTagged("conditioning", STRIP_GUARD_RATIO)),
                new Step.Tag("reservoir"), new Step.ConstantCurrent(plating, new End.Capacity(reservoir)),
                new Step.Tag("cycle"), new Step.ConstantCurrent(current, new End.Capacity(cycled), cutOff),
                new Step.ConstantCurrent(plating, new End.Capacity(cycled)),
                new Step.Loop(new LoopTarget.ToTag("cycle"), cycles),
                new Step.ConstantCurrent(current, cutOff, End.RelativeCapacity.ofTagged("reservoir", STRIP_GUARD_RATIO))),
                recording, safety);
    }
}
