package coulombus.drivers.bts.simulator.control;

import java.time.Instant;

/// A record as it was written.
///
/// @param at             virtual time, whatever the record's own clock said
/// @param stepTimeSecond since the step's begin
/// @param voltageVolt    as it was read
/// @param currentAmpere  positive charges
/// @param capacityAh     of the step, 0 or more
/// @param energyWh       of the step, 0 or more
public record RecordTruth(int seq, int stepId, int cycleId, int stepIndex, String stepType, double stepTimeSecond, Instant at,
        float voltageVolt, float currentAmpere, double capacityAh, double energyWh) {}
