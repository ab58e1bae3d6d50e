package coulombus.drivers.bts.simulator.channel;

import coulombus.drivers.bts.simulator.step.StepKind;

/// What a channel shows at a moment.
///
/// @param kind       of the step, null where nothing runs
/// @param stepId     0 where nothing runs
/// @param totalTicks since the test's begin, without pauses
/// @param stepTicks  since the step's begin, without pauses
/// @param logCode    of the last event, or that all is well
public record LatestValues(StepKind kind, int stepId, int cycleId, double currentAmpere, double voltageVolt, double capacityAh,
        double energyWh, long totalTicks, long stepTicks, int logCode) {}
