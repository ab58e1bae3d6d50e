package coulombus.core.detection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import coulombus.core.cycle.CoulombicEfficiency;
import coulombus.core.cycle.Cycle;
import coulombus.core.detection.DetectorSettings.EfficiencyAboveOne;
import coulombus.core.detection.Finding.Evidence;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Finds efficiencies over 100 %. It is a fact of healthy cells too and never a short.
///
/// ```
/// CLEAR --CE > 1 + 3 resolutions--> SOME --2 of the last 5--> TOLD --5 in a row without--> CLEAR
/// ```
/// Where less came back than was put in, all judged cycles together, what comes back now may be metal thought dead (RECOVERED_METAL);
/// else the charge comes from elsewhere: a leak, a collector that dissolves, or half-cycles paired wrongly (EFFICIENCY_ABOVE_ONE). Must not
/// trip: conditioning cycles, cycles about a long rest, one diagnostic cycle.
final class EfficiencyAboveOneDetector implements CycleDetector {
    static final String DETECTOR = "efficiency-above-one/1";
    private static final int WINDOW = 5;

    private final EfficiencyAboveOne settings;
    private final RecentSeen recent;

    EfficiencyAboveOneDetector(EfficiencyAboveOne settings) {
        this.settings = settings;
        this.recent = new RecentSeen(WINDOW, settings.cycles());
    }

    @Override
    public Optional<Finding> on(JudgedCycle judged) {
        Cycle cycle = judged.cycle();
        CoulombicEfficiency ce = cycle.coulombicEfficiency();
        if (!ce.valid() || cycle.number() <= settings.conditioningCycles() || judged.afterRest() || judged.isNoCycle()) {
            return Optional.empty();
        }
        double resolution = ce.resolutionFraction() > 0 ? ce.resolutionFraction() : settings.unknownResolutionFraction();
        double threshold = 1 + settings.resolutions() * resolution;
        if (!recent.on(ce.efficiency() > threshold, judged.onset())) {
            return Optional.empty();
        }
        boolean recovered = cycle.cumulativeLossAh() >= 0;
        String sentence = String.format(Locale.ROOT, "Coulombic efficiency over 100 %%: %.2f %% in cycle %d, %d of the last 5; %s",
                100 * ce.efficiency(), cycle.number(), recent.count(),
                recovered
                        ? "earlier cycles gave less than they took, so it may be metal recovered that was thought lost"
                        : "more came back than was ever put in: a leak, a collector that dissolves, or half-cycles paired wrongly");
        return Optional.of(judged.finding(recovered ? FindingKind.RECOVERED_METAL : FindingKind.EFFICIENCY_ABOVE_ONE,
                recovered ? Severity.INFO : Severity.WARNING, DETECTOR, recent.onset(), sentence,
                List.of(new Evidence("coulombic_efficiency", ce.efficiency()), new Evidence("threshold_efficiency", threshold),
                        new Evidence("resolution_fraction", resolution), new Evidence("cycles_of_5", recent.count()),
                        new Evidence("cumulative_loss_ah", cycle.cumulativeLossAh()))));
    }

    @Override
    public void writeTo(StateWriter out) {
        recent.writeTo(out);
    }

    @Override
    public void readFrom(StateReader in) {
        recent.readFrom(in);
    }
}
