package coulombus.core.cycle;

import java.util.Locale;

import coulombus.core.cell.CellKind;
import coulombus.core.halfcycle.ChargeBasis;
import coulombus.core.halfcycle.EndCause;
import coulombus.core.measurement.InstrumentFacts;

/// Says what the coulombic efficiency of a pair is, whether it may be judged, and how finely it is known.
final class EfficiencyRule {
    /// Offset of a current range as a part of its full scale, as cyclers of this class state it.
    private static final double OFFSET_FRACTION_OF_FULL_SCALE = 0.0005;
    /// A pair with more than this part of a half-cycle not measured is not judged.
    private static final double LONGEST_GAP_FRACTION = 0.005;

    private final CellKind kind;
    private final InstrumentFacts instrument;
    private final CoulombicEfficiencyDefinition definition;

    EfficiencyRule(CellKind kind, InstrumentFacts instrument) {
        this.kind = kind;
        this.instrument = instrument;
        this.definition = CoulombicEfficiencyDefinition.of(kind);
    }

    CoulombicEfficiency withoutPartner(boolean beforeFirstPair) {
        if (definition == CoulombicEfficiencyDefinition.NOT_DEFINED) {
            return CoulombicEfficiency.undefined(definition, whyNotDefined());
        }
        return CoulombicEfficiency.undefined(definition,
                beforeFirstPair
                        ? "no partner: the run begins with the second half of a pair"
                        : "no partner: the run ended after the first half of the pair");
    }

    CoulombicEfficiency of(PairSide first, PairSide second) {
        if (definition == CoulombicEfficiencyDefinition.NOT_DEFINED) {
            return CoulombicEfficiency.undefined(definition, whyNotDefined());
        }
        if (first.chargeBasis() == ChargeBasis.NONE || second.chargeBasis() == ChargeBasis.NONE) {
            return CoulombicEfficiency.undefined(definition, "charge unknown: the data hold neither a current nor a counter of charge");
        }
        if (!(first.capacityAh() > 0)) {
            return CoulombicEfficiency.undefined(definition, "no charge passed in the first half of the pair");
        }
        double efficiency = second.capacityAh() / first.capacityAh();
        if (!Double.isFinite(efficiency)) {
            return CoulombicEfficiency.undefined(definition, String.format(Locale.ROOT, "no ratio of charges of %.4g Ah and %.4g Ah",
                    second.capacityAh(), first.capacityAh()));
        }
        double resolution = efficiency * relativeResolution(first, second);
        String objection = objection(first, second);
        return new CoulombicEfficiency(efficiency, definition, objection.isEmpty(), objection.isEmpty() ? remark(first, second) : objection,
                resolution);
    }

    private String whyNotDefined() {
        return kind == CellKind.SYMMETRIC
                ? "not defined for a symmetric cell: the protocol sets both half-cycles"
                : "the kind of the cell is not known, so no definition applies; state it";
    }

    private String objection(PairSide first, PairSide second) {
        if (!first.isWhole()) {
            return "incomplete: " + first.whyNotWhole();
        }
        if (!second.isWhole()) {
            return "incomplete: " + second.whyNotWhole();
        }
        double gap = Math.max(first.gapSecond() / first.durationSecond(), second.gapSecond() / second.durationSecond());
        if (Double.isNaN(first.gapSecond() + second.gapSecond())) {
            return "measurements missing over an unknown time: the test clock was reset inside the pair";
        }
        if (gap > LONGEST_GAP_FRACTION) {
            return String.format(Locale.ROOT, "measurements missing over %.1f s of the pair",
                    first.gapSecond() + second.gapSecond());
        }
        if (definition == CoulombicEfficiencyDefinition.STRIP_OVER_PLATE
                && (second.terminatedBy() == EndCause.CAPACITY || second.terminatedBy() == EndCause.TIME)) {
            return "not exhausted: stripping ended on " + (second.terminatedBy() == EndCause.CAPACITY ? "capacity" : "time")
                    + ", not on voltage";
        }
        return "";
    }

    private String remark(PairSide first, PairSide second) {
        if (first.chargeBasis() == ChargeBasis.COUNTER || second.chargeBasis() == ChargeBasis.COUNTER) {
            return "charge from the device's own counter";
        }
        if (second.terminatedBy() == EndCause.UNKNOWN && definition == CoulombicEfficiencyDefinition.STRIP_OVER_PLATE) {
            return "what ended stripping is not known";
        }
        return "";
    }

    /// dCE/CE = sqrt((2 dI/I)² + (dt I/Q)²): a gain error cancels between the two halves, an offset does not. dI is the offset of the range
    /// where its full scale is known, else half the last digit; dt the last digit of the time. Charge from a counter: its last digit in
    /// both halves.
    private double relativeResolution(PairSide first, PairSide second) {
        if (first.chargeBasis() == ChargeBasis.COUNTER || second.chargeBasis() == ChargeBasis.COUNTER) {
            double digit = instrument.counterResolutionAh();
            return Math.hypot(digit / first.capacityAh(), digit / second.capacityAh());
        }
        double ampere = Math.min(Math.abs(first.meanCurrentAmpere()), Math.abs(second.meanCurrentAmpere()));
        double offsetAmpere = instrument.currentFullScaleAmpere() > 0
                ? OFFSET_FRACTION_OF_FULL_SCALE * instrument.currentFullScaleAmpere()
                : 0.5 * instrument.currentResolutionAmpere();
        double digitSecond = instrument.timeResolutionSecond() > 0 ? instrument.timeResolutionSecond() : 0;
        return Math.hypot(2 * offsetAmpere / ampere, digitSecond / Math.min(first.durationSecond(), second.durationSecond()));
    }
}
