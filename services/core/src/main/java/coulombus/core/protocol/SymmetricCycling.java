package coulombus.core.protocol;

import java.util.List;
import java.util.Objects;

/// Symmetric cycling: rest, then the same charge to and fro, negative first.
///
/// @param name        of the protocol
/// @param restSecond  for the cell to settle, greater than 0
/// @param current     magnitude, greater than 0
/// @param capacity    of each half-cycle
/// @param cycles      1 or more
/// @param recording   what is recorded
/// @param safety      what must never be passed
public record SymmetricCycling(String name, double restSecond, CurrentQuantity current, ChargeQuantity capacity, int cycles,
        RecordingRule recording, SafetyLimits safety) {

    public SymmetricCycling {
        Objects.requireNonNull(capacity, "capacity");
        Window.requireMagnitude(current);
    }

    public CyclingProtocol protocol() {
        return new CyclingProtocol(name, List.of(new Step.Rest(restSecond), new Step.Tag("cycle"),
                new Step.ConstantCurrent(current.reversed(), new End.Capacity(capacity)),
                new Step.ConstantCurrent(current, new End.Capacity(capacity)),
                new Step.Loop(new LoopTarget.ToTag("cycle"), cycles)), recording, safety);
    }
}
