package coulombus.core.book;

import java.util.Locale;
import java.util.Optional;

import coulombus.core.experiment.ExperimentSpec.VoltageWindow;
import coulombus.core.protocol.ChannelLimits;
import coulombus.core.protocol.Problem;
import coulombus.core.protocol.ProtocolCheck;
import coulombus.core.protocol.ResolvedProtocol;

/// The last look before a cell is energised.
public final class Preflight {
    private Preflight() {}

    /// What speaks against it, in words; empty where nothing does. A voltage that the cycler does not tell, and a side of the window that nobody
    /// states, are not looked at.
    ///
    /// @param protocol        for this cell
    /// @param channel         what the channel can do
    /// @param openCircuitVolt last voltage of the channel before the start, V, or NaN
    /// @param stated          the voltage the cell must have; where empty the protocol's safety limits say it
    public static Optional<String> complaint(ResolvedProtocol protocol, ChannelLimits channel, double openCircuitVolt,
            Optional<VoltageWindow> stated) {
        return ProtocolCheck.problems(protocol, channel).stream().filter(p -> p.level() == Problem.Level.ERROR).findFirst()
                .map(p -> "the protocol does not fit the channel: " + p.where() + " " + p.what())
                .or(() -> voltage(openCircuitVolt, stated.map(VoltageWindow::minVoltageVolt).orElse(protocol.safety().voltageMinVolt()),
                        stated.map(VoltageWindow::maxVoltageVolt).orElse(protocol.safety().voltageMaxVolt())));
    }

    private static Optional<String> voltage(double volt, double min, double max) {
        // Not `>=`: what is not known is not held against the cell.
        if (!(volt < min || volt > max)) {
            return Optional.empty();
        }
        String window = "from " + word(min) + " to " + word(max);
        boolean fitsReversed = volt < 0 && !(-volt < min || -volt > max);
        return Optional.of("the open-circuit voltage is " + word(volt) + " and must be " + window
                + (fitsReversed ? ": the cell is clipped in with reversed polarity" : ""));
    }

    private static String word(double volt) {
        return Double.isNaN(volt) ? "any" : String.format(Locale.ROOT, "%.4g V", volt);
    }
}
