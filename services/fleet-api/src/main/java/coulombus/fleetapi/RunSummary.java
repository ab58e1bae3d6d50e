package coulombus.fleetapi;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import coulombus.core.detection.CellHealth;
import coulombus.core.detection.Finding;
import coulombus.core.measurement.StepKind;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;

/// Where a run stood when it was asked for. Quantities that are not known are NaN.
///
/// @param runId                  the run
/// @param channelId              the channel it runs or ran on
/// @param facts                  what was said at its start; empty where its start has not been read (yet, or no longer)
/// @param end                    why it ended; empty while it runs
/// @param measurementCount       measurements seen, each once
/// @param lastSeq                number of the last measurement, 0 where none was seen
/// @param firstTestTimeSecond    test time of the first measurement kept, in s
/// @param lastTestTimeSecond     test time of the last measurement, in s
/// @param lastVoltageVolt        last voltage
/// @param lastCurrentAmpere      last current, positive charges
/// @param lastTemperatureCelsius last temperature at the cell
/// @param firstUnixTimeSecond    wall time of the first measurement seen as the device told it, or NaN
/// @param lastUnixTimeSecond     wall time of the last measurement as the device told it
/// @param lastStepKind           what the cycler said it was doing
/// @param lastArrival            when the broker took the last measurement
/// @param expectedInterval       how long to wait for the next one before it is late
/// @param halfCycleCount         half-cycles so far, forgotten ones included
/// @param cycleCount             cycles so far, forgotten ones included
/// @param findingCount           findings so far
/// @param dataQualityCount       kinds of data-quality events so far
/// @param lastFinding            the newest finding
/// @param health                 what is held of the cell
/// @param version                rises with every change of the run
record RunSummary(UUID runId, String channelId, Optional<RunFacts> facts, Optional<RunEnd> end, long measurementCount, long lastSeq,
        double firstTestTimeSecond, double lastTestTimeSecond, double lastVoltageVolt, double lastCurrentAmpere,
        double lastTemperatureCelsius, double firstUnixTimeSecond, double lastUnixTimeSecond, StepKind lastStepKind,
        Optional<Instant> lastArrival,
        Duration expectedInterval, int halfCycleCount, int cycleCount, int findingCount, int dataQualityCount,
        Optional<Finding> lastFinding, Optional<CellHealth> health, long version) {

    /// How many expected intervals may pass before a value is stale.
    static final int INTERVALS_UNTIL_STALE = 3;

    /// Where the run stands for a person who looks now.
    RunState stateAt(Instant now) {
        if (end.isPresent()) {
            return RunState.ENDED;
        }
        if (lastArrival.isEmpty()) {
            return RunState.STARTING;
        }
        Duration age = Duration.between(lastArrival.get(), now);
        return age.compareTo(expectedInterval.multipliedBy(INTERVALS_UNTIL_STALE)) > 0 ? RunState.STALE : RunState.RUNNING;
    }
}
