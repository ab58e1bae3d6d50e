package coulombus.core.detection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import coulombus.core.detection.DetectorSettings.CapacityDrop;
import coulombus.core.detection.Finding.Evidence;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Finds a capacity that fell at once.
///
/// ```
/// FEW --3 cycles at the rate--> KNOWN --ln(Q/Q_ref) < -max(0.05, 6 s)--> SOME --2 of the last 3--> TOLD --3 in a row without--> KNOWN
/// ```
/// Q_ref is the median of the last five complete cycles at the same rate that had not fallen. The other half-cycle of the pair must have
/// fallen at least half as far: what is lost is missing both ways, what was interrupted is not. Must not trip: a planned rate (another
/// reference), a cycle about a long rest, a single interrupted cycle, slow fade. Once told, the new capacity becomes the reference.
final class CapacityDropDetector implements CycleDetector {
    static final String DETECTOR = "capacity-drop/1";
    private static final int NEEDED = 3;
    private static final int WINDOW = 3;
    private static final double PARTNER_FRACTION = 0.5;

    private final CapacityDrop settings;
    private final SameRate capacities = new SameRate();
    private final SameRate partners = new SameRate();
    private final RecentSeen recent;

    CapacityDropDetector(CapacityDrop settings) {
        this.settings = settings;
        this.recent = new RecentSeen(WINDOW, settings.cycles());
    }

    @Override
    public Optional<Finding> on(JudgedCycle judged) {
        double capacity = judged.capacityAh();
        if (!(capacity >= 0) || judged.cycle().number() <= settings.conditioningCycles() || judged.afterRest()) {
            return Optional.empty();
        }
        double partner = judged.cycle().chargingCapacityAh() + judged.cycle().dischargingCapacityAh() - capacity;
        SameRate.Values known = capacities.at(judged.rateAmpere());
        SameRate.Values knownPartner = partners.at(judged.rateAmpere());
        if (known.known() < NEEDED) {
            if (capacity > 0 && partner > 0) {
                known.add(capacity);
                knownPartner.add(partner);
            }
            return Optional.empty();
        }
        double reference = known.median();
        double ratio = Math.log(capacity / reference);
        double threshold = -Math.max(settings.smallestDropFraction(), settings.dropInScales() * known.scale());
        boolean low = ratio < threshold && Math.log(partner / knownPartner.median()) < PARTNER_FRACTION * threshold;
        boolean tell = recent.on(low, judged.onset());
        if (tell) {
            known.clear();
            knownPartner.clear();
        } else if (!(ratio < threshold) && partner > 0) {
            known.add(capacity);
            knownPartner.add(partner);
        }
        if (!tell) {
            return Optional.empty();
        }
        String sentence = String.format(Locale.ROOT,
                "Capacity fell by %.1f %% to %.4g mAh in cycle %d (median of the cycles before it %.4g mAh)",
                100 * (1 - Math.exp(ratio)), 1000 * capacity, judged.cycle().number(), 1000 * reference);
        return Optional.of(judged.finding(FindingKind.CAPACITY_DROP, Severity.WARNING, DETECTOR, recent.onset(), sentence,
                List.of(new Evidence("capacity_ah", capacity), new Evidence("reference_capacity_ah", reference),
                        new Evidence("log_ratio", ratio), new Evidence("threshold_log_ratio", threshold),
                        new Evidence("baseline_scale", known.scale()), new Evidence("cycles_of_3", recent.count()))));
    }

    @Override
    public void writeTo(StateWriter out) {
        capacities.writeTo(out);
        partners.writeTo(out);
        recent.writeTo(out);
    }

    @Override
    public void readFrom(StateReader in) {
        capacities.readFrom(in);
        partners.readFrom(in);
        recent.readFrom(in);
    }
}
