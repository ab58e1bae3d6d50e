package coulombus.core.detection;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import coulombus.core.detection.Finding.Evidence;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Tells, looking back, that the first two cycles of a cell were unsteady and the ones after them are not: a contact that settles, as of a
/// cell that is pressed lightly. It is an INFO that belongs to formation; no other detector is armed then, and no person is called.
///
/// ```
/// FORMING --the fourth half-cycle--> COMPARING --the twelfth: one of the first four three times as rough as the median of the others--> DONE
/// ```
/// Compared is like with like: another current or another length of the half-cycles among the twelve ends it. Must not trip: a cell that
/// stays rough, one that never was, a slow formation cycle before faster ones.
final class FormationContactDetector {
    static final String DETECTOR = "formation-contact/1";
    private static final int FORMING = 4;
    private static final int SEEN = 12;
    private static final double RATIO = 3;
    private static final double SMALLEST_VOLT = 1.5e-4;
    private static final double ALIKE = 1.25;

    private final float[] roughnessVolt = new float[SEEN];
    private double firstAmpere;
    private double firstSecond;
    private int seen;
    private Onset onset = new Onset(0, Double.NaN, 0);

    Optional<Finding> on(HalfCycle h) {
        if (seen >= SEEN || !h.isWhole() || !(h.roughnessVolt() >= 0)) {
            return Optional.empty();
        }
        double ampere = Math.abs(h.meanCurrentAmpere());
        if (seen == 0) {
            onset = Onset.of(h);
            firstAmpere = ampere;
            firstSecond = h.durationSecond();
        }
        if (!alike(ampere, firstAmpere) || !alike(h.durationSecond(), firstSecond)) {
            seen = SEEN;
            return Optional.empty();
        }
        roughnessVolt[seen++] = (float) h.roughnessVolt();
        if (seen < SEEN) {
            return Optional.empty();
        }
        float[] later = Arrays.copyOfRange(roughnessVolt, FORMING, SEEN);
        Arrays.sort(later);
        double usual = Math.max(SMALLEST_VOLT, later[later.length / 2]);
        double roughest = 0;
        for (int i = 0; i < FORMING; i++) {
            roughest = Math.max(roughest, roughnessVolt[i]);
        }
        if (!(roughest > RATIO * usual)) {
            return Optional.empty();
        }
        String sentence = String.format(Locale.ROOT,
                "Unsteady contact during formation: the voltage of the first two cycles was up to %.1f times as rough as since then (%.2f and %.2f mV)",
                roughest / usual, 1000 * roughest, 1000 * usual);
        return Optional.of(onset.finding(FindingKind.CONTACT_LOSS, Severity.INFO, DETECTOR, h, sentence,
                List.of(new Evidence("roughness_volt", roughest), new Evidence("baseline_roughness_volt", usual),
                        new Evidence("threshold_ratio", RATIO))));
    }

    private static boolean alike(double a, double b) {
        return a < ALIKE * b && b < ALIKE * a;
    }

    void writeTo(StateWriter out) {
        out.putByte(seen);
        if (seen < SEEN) {
            for (int i = 0; i < seen; i++) {
                out.putInt(Float.floatToRawIntBits(roughnessVolt[i]));
            }
            onset.writeTo(out);
            out.putDouble(firstAmpere);
            out.putDouble(firstSecond);
        }
    }

    void readFrom(StateReader in) {
        seen = in.getByte();
        if (seen < SEEN) {
            for (int i = 0; i < seen; i++) {
                roughnessVolt[i] = Float.intBitsToFloat(in.getInt());
            }
            onset = Onset.readFrom(in);
            firstAmpere = in.getDouble();
            firstSecond = in.getDouble();
        }
    }
}
