package coulombus.core.detection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import coulombus.core.detection.DetectorSettings.SelfDischarge;
import coulombus.core.detection.Finding.Evidence;
import coulombus.core.halfcycle.Direction;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Tells what a charged rest cost a full cell: the capacity of the discharge after it beside the last one before it, at
/// the same rate. It is the
/// figure that storage tests report ("96 % kept after 48 h"), and no sign of a short.
///
/// ```
/// CYCLING --discharge after a rest of 6 h or more, more than 0.2 % and 3 scatters missing: told--> CYCLING
/// ```
/// Needs three whole discharges at the rate, which give the scatter; those after a long rest do not count among them. Must not trip: a lower rate, a
/// short rest, the noise of the capacities.
final class ChargedRestDetector {
    static final String DETECTOR = "charged-rest/1";
    private static final double SHORTEST_REST_SECOND = 6 * 3600;
    private static final double SCATTERS = 3;
    private static final int REFERENCES = 3;
    private static final double SAME_RATE_FRACTION = 0.2;

    private final SelfDischarge settings;
    private final SameRate discharges = new SameRate();
    private double lastAh = Double.NaN;
    private double lastAmpere = Double.NaN;
    private boolean charged;

    ChargedRestDetector(SelfDischarge settings) {
        this.settings = settings;
    }

    /// @param restBeforeSecond longest rest since the half-cycle before
    /// @param afterRest        a long rest lies before it or the one before it
    Optional<Finding> on(HalfCycle h, double restBeforeSecond, boolean afterRest) {
        boolean discharge = h.direction() == Direction.DISCHARGE && h.isWhole() && h.capacityAh() > 0;
        boolean follows = charged;
        charged = h.direction() == Direction.CHARGE && h.isWhole();
        if (!discharge) {
            return Optional.empty();
        }
        double ampere = Math.abs(h.meanCurrentAmpere());
        SameRate.Values usual = discharges.find(ampere);
        boolean known = usual != null && usual.known() >= REFERENCES;
        double before = Math.abs(ampere - lastAmpere) <= SAME_RATE_FRACTION * lastAmpere ? lastAh : Double.NaN;
        lastAh = h.capacityAh();
        lastAmpere = ampere;
        if (!afterRest) {
            discharges.at(ampere).add(h.capacityAh());
        }
        if (!follows || !known || restBeforeSecond < SHORTEST_REST_SECOND) {
            return Optional.empty();
        }
        double lost = 1 - h.capacityAh() / before;
        double threshold = Math.max(settings.smallestLossFraction(), SCATTERS * usual.scale());
        if (!(lost > threshold)) {
            return Optional.empty();
        }
        double hours = restBeforeSecond / 3600;
        String sentence = String.format(Locale.ROOT,
                "Self-discharge: %.2f %% of the capacity were lost in %.1f h of charged rest (%.2f %% a day): %.4g mAh came back, %.4g mAh before",
                100 * lost, hours, 2400 * lost / hours, 1000 * h.capacityAh(), 1000 * before);
        return Optional.of(Onset.of(h).finding(FindingKind.SELF_DISCHARGE, Severity.INFO, DETECTOR, h, sentence,
                List.of(new Evidence("lost_fraction", lost), new Evidence("threshold_lost_fraction", threshold),
                        new Evidence("rest_second", restBeforeSecond), new Evidence("capacity_before_ah", before),
                        new Evidence("capacity_after_ah", h.capacityAh()))));
    }

    void writeTo(StateWriter out) {
        discharges.writeTo(out);
        out.putDouble(lastAh);
        out.putDouble(lastAmpere);
        out.putBoolean(charged);
    }

    void readFrom(StateReader in) {
        discharges.readFrom(in);
        lastAh = in.getDouble();
        lastAmpere = in.getDouble();
        charged = in.getBoolean();
    }
}
