package coulombus.core.detection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import coulombus.core.detection.DetectorSettings.ChargeRunaway;
import coulombus.core.detection.Finding.Evidence;
import coulombus.core.halfcycle.Direction;
import coulombus.core.halfcycle.Expectation;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.halfcycle.OverchargeWatch;
import coulombus.core.halfcycle.Profile;
import coulombus.core.measurement.TracePoint;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// What a charge at a rate holds: the median charge of the last five whole charges and the median of dV/dQ near their end. It tells the
/// watch inside half-cycles ([OverchargeWatch]) when a charge has run away.
///
/// ```
/// USUAL --a charge ran away: told--> HELD --a charge ends where earlier ones did--> USUAL
/// ```
/// While held nothing is told again, and what passes the usual charge is no reference.
final class ChargeReferences {
    private static final double LATE_FROM_U = 0.9;
    private static final double EARLY_FROM_U = 0.6;
    private static final double WIDTH_U = 0.1;

    private final ChargeRunaway settings;
    private final SameRate charges = new SameRate();
    private final SameRate slopes = new SameRate();
    private boolean held;
    private int ranAwayHalfCycle;

    ChargeReferences(ChargeRunaway settings) {
        this.settings = settings;
    }

    void on(HalfCycle h) {
        double slope = slopeVoltPerAh(h);
        if (h.direction() != Direction.CHARGE || h.number() == ranAwayHalfCycle || !(h.capacityAh() > 0) || !Double.isFinite(slope)) {
            return;
        }
        double ampere = Math.abs(h.meanCurrentAmpere());
        SameRate.Values usual = charges.find(ampere);
        if (held && usual != null && h.capacityAh() > settings.overFraction() * usual.median()) {
            return;
        }
        held = false;
        charges.at(ampere).add(h.capacityAh());
        slopes.at(ampere).add(slope);
    }

    private static double slopeVoltPerAh(HalfCycle h) {
        Profile p = h.profile();
        return (p.meanVoltageVolt(LATE_FROM_U, LATE_FROM_U + WIDTH_U) - p.meanVoltageVolt(EARLY_FROM_U, EARLY_FROM_U + WIDTH_U))
                / ((LATE_FROM_U - EARLY_FROM_U) * h.capacityAh());
    }

    Expectation addTo(Expectation expectation, Direction direction, double ampere) {
        SameRate.Values known = direction == Direction.CHARGE ? charges.find(ampere) : null;
        if (known == null || known.known() < settings.references()) {
            return expectation;
        }
        return expectation.withCharges(known.median(), slopes.find(ampere).median());
    }

    /// A charge ran away. That the charges after it do so too is not news; it is told again after one that ended as it should.
    Optional<Finding> told(OverchargeWatch.Runaway r, int halfCycle) {
        boolean again = held;
        held = true;
        ranAwayHalfCycle = halfCycle;
        return again ? Optional.empty() : Optional.of(finding(r, halfCycle));
    }

    private static Finding finding(OverchargeWatch.Runaway r, int halfCycle) {
        String sentence = String.format(Locale.ROOT,
                "Charge runs away: %.4g mAh have passed, %.0f %% of the usual %.4g mAh, and the voltage stays at %.4f V",
                1000 * r.chargeAh(), 100 * r.chargeAh() / r.referenceChargeAh(), 1000 * r.referenceChargeAh(), r.voltageVolt());
        return new Finding(FindingKind.CHARGE_RUNAWAY, Severity.CRITICAL, halfCycle, r.onsetTestTimeSecond(), r.detectedTestTimeSecond(),
                r.onsetSeq(), r.detectedSeq(), OverchargeWatch.DETECTOR, sentence,
                List.of(new Evidence("charge_ah", r.chargeAh()), new Evidence("reference_charge_ah", r.referenceChargeAh()),
                        new Evidence("threshold_charge_ah", r.thresholdChargeAh()), new Evidence("slope_volt_per_ah", r.slopeVoltPerAh()),
                        new Evidence("threshold_slope_volt_per_ah", r.thresholdSlopeVoltPerAh()),
                        new Evidence("voltage_volt", r.voltageVolt()), new Evidence("current_ampere", r.currentAmpere())),
                List.of(new TracePoint(r.detectedTestTimeSecond(), r.voltageVolt(), r.currentAmpere())), false);
    }

    void writeTo(StateWriter out) {
        charges.writeTo(out);
        slopes.writeTo(out);
        out.putBoolean(held);
        out.putInt(ranAwayHalfCycle);
    }

    void readFrom(StateReader in) {
        charges.readFrom(in);
        slopes.readFrom(in);
        held = in.getBoolean();
        ranAwayHalfCycle = in.getInt();
    }
}
