package coulombus.formats.protocol;

import java.util.Optional;

import coulombus.core.halfcycle.Direction;
import coulombus.core.protocol.Step;

/// A step as simple as device formats have them: ends in time, voltage and current only. `source` is the index of the protocol's step that
/// it comes from. NaN where not stated.
sealed interface PlainStep {
    int source();

    record Rest(double timeSecond, int source) implements PlainStep {}

    record ConstantCurrent(double currentAmpere, double timeSecond, double stopVoltageVolt, int source) implements PlainStep {}

    record ConstantVoltage(double voltageVolt, Optional<Direction> direction, double currentLimitAmpere, double stopCurrentAmpere,
            double timeSecond, int source) implements PlainStep {}

    record Ramp(double scanRateVoltPerSecond, double fromVolt, double toVolt, int source) implements PlainStep {}

    /// @param target index in the plain steps
    /// @param tag    name of the tag it goes to, where the protocol says it by name
    record Loop(int target, int executions, Optional<String> tag, int source) implements PlainStep {}

    record Impedance(Step.Impedance step, int source) implements PlainStep {}

    record Tag(String name, int source) implements PlainStep {}
}
