package coulombus.core.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import coulombus.core.halfcycle.Direction;

/// Formation: rest to wet, then a few slow cycles, the charge held at the upper voltage where wanted.
///
/// @param name       of the protocol
/// @param restSecond for the electrolyte to wet the cell, greater than 0
/// @param current    magnitude, as a rule C/20 to C/5
/// @param cycles     1 or more
/// @param window     voltages, order and guard
/// @param holdUntil  the upper voltage is held until the current has fallen to this magnitude; empty: it is not held
/// @param recording  what is recorded
/// @param safety     what must never be passed
public record Formation(String name, double restSecond, CurrentQuantity current, int cycles, Window window,
        Optional<CurrentQuantity> holdUntil, RecordingRule recording, SafetyLimits safety) {

    public Formation {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(holdUntil, "holdUntil");
        Window.requireMagnitude(current);
    }

    public CyclingProtocol protocol() {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Rest(restSecond));
        steps.add(new Step.Tag("formation"));
        for (Direction direction : List.of(window.first(), window.first().opposite())) {
            steps.add(window.halfCycle(direction, current));
            if (direction == Direction.CHARGE) {
                holdUntil.ifPresent(until -> steps.add(new Step.ConstantVoltage(window.highVolt(), Optional.of(current),
                        List.of(new End.Current(until)), Optional.empty())));
            }
        }
        steps.add(new Step.Loop(new LoopTarget.ToTag("formation"), cycles));
        return new CyclingProtocol(name, steps, recording, safety);
    }
}
