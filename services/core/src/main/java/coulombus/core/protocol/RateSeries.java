package coulombus.core.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Rate test: some cycles at each of several currents, and at the first one again to see what comes back.
///
/// @param name          of the protocol
/// @param restSecond    for the cell to settle, greater than 0
/// @param rates         magnitudes in the order of the test, at least one
/// @param cyclesPerRate 1 or more
/// @param window        voltages, order and guard
/// @param recording     what is recorded
/// @param safety        what must never be passed
public record RateSeries(String name, double restSecond, List<CurrentQuantity> rates, int cyclesPerRate, Window window,
        RecordingRule recording, SafetyLimits safety) {

    public RateSeries {
        Objects.requireNonNull(window, "window");
        rates = List.copyOf(rates);
        if (rates.isEmpty()) {
            throw new IllegalArgumentException("rates: must hold at least one current");
        }
        rates.forEach(Window::requireMagnitude);
    }

    public CyclingProtocol protocol() {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Rest(restSecond));
        for (int i = 0; i < rates.size(); i++) {
            block(steps, "rate-" + (i + 1), rates.get(i));
        }
        if (rates.size() > 1) {
            block(steps, "recovery", rates.getFirst());
        }
        return new CyclingProtocol(name, steps, recording, safety);
    }

    private void block(List<Step> steps, String tag, CurrentQuantity rate) {
        steps.add(new Step.Tag(tag));
        steps.addAll(window.cycle(rate));
        steps.add(new Step.Loop(new LoopTarget.ToTag(tag), cyclesPerRate));
    }
}
