package coulombus.core.scheduling;

import java.util.List;

/// One pass.
final class Pass {
    private final SchedulingInput input;

    Pass(SchedulingInput input) {
        this.input = input;
    }

    SchedulingResult run() {
        throw new UnsupportedOperationException("no pass yet over " + input.queue().size() + List.of());
    }
}
