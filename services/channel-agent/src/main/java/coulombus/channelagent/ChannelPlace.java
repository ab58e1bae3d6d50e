package coulombus.channelagent;

import java.util.Objects;
import java.util.UUID;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.Source;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.run.ProtocolFacts;
import coulombus.core.run.RunFacts;
import coulombus.core.safety.HardLimits;
import coulombus.drivers.CyclerDescription.ChannelDescription;
import coulombus.drivers.DeviceJob;

/// What is fixed about a channel.
///
/// @param description what the device says of it
/// @param source      a real or a simulated cycler
/// @param control     true where tests may be started and stopped
/// @param pauses      true where the cycler can pause a test
/// @param cell        the cell that lies in it where the channel is only observed
/// @param title       of its runs where it is only observed; empty for the device's own name of them
record ChannelPlace(ChannelDescription description, Source source, boolean control, boolean pauses, CellFacts cell,
        String title) {
    private static final double MARGIN_RATIO = 0.01;
    private static final UUID OBSERVED = UUID.fromString("3f0c9c0e-6b1a-5f0e-9a35-6d0f7a0a6a11");

    ChannelPlace {
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(title, "title");
    }

    String channelId() {
        return description.channelId();
    }

    /// The id of a run that nobody of ours started: the same for the same job, whoever asks and however often.
    UUID observedRunId(DeviceJob job) {
        return NameBasedIds.version5(OBSERVED, channelId() + "\n" + job.id());
    }

    RunFacts observedFacts(DeviceJob job, InstrumentFacts instrument) {
        return new RunFacts(observedRunId(job), channelId(), source, cell, instrument, ProtocolFacts.UNKNOWN,
                title.isEmpty() ? "job " + job.id() : title);
    }

    /// Limits of the channel itself, a hundredth beyond what it can hold: a channel at the end of its range regulates around it.
    HardLimits ownLimits() {
        double spanVolt = Math.max(Math.abs(description.minVoltageVolt()), Math.abs(description.maxVoltageVolt()));
        double marginVolt = MARGIN_RATIO * spanVolt;
        double mostAmpere = (1 + MARGIN_RATIO) * description.maxCurrentAmpere();
        return new HardLimits(description.minVoltageVolt() - marginVolt, description.maxVoltageVolt() + marginVolt, -mostAmpere,
                mostAmpere, Double.NaN, Double.NaN, 0);
    }

    /// A current that a channel shows although its output is off.
    double offAmpere() {
        double digits = 2 * description.currentResolutionAmpere();
        double share = 1e-4 * description.maxCurrentAmpere();
        return Double.isNaN(digits) ? Double.isNaN(share) ? 1e-6 : share : Double.isNaN(share) ? digits : Math.max(digits, share);
    }
}
