package coulombus.drivers.bts.simulator.channel;

import coulombus.drivers.bts.simulator.step.StepKind;

/// One finished step, as the step layer shows it.
///
/// @param stepTicks   duration in ticks of 100 ms
/// @param endTick     virtual time of the end
/// @param clockMillis how far its date and time are off
public record StepRow(int startNumber, int endNumber, int stepIndex, int stepId, int cycleId, StepKind kind, long stepTicks, long endTick,
        long clockMillis, float startVolt, float endVolt, float startAmpere, float endAmpere, double capacityAh, double energyWh) {}
