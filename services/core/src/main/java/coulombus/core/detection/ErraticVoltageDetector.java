package coulombus.core.detection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import coulombus.core.detection.DetectorSettings.ErraticVoltage;
import coulombus.core.detection.Finding.Evidence;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Finds a voltage that became noisy: roughness S, the mean |V(k) - V(k-1)| in u = 0.2 to 0.9, over three times its baseline.
///
/// ```
/// CALM --S/S_B > 3--> ROUGH --again in the next half-cycle--> TOLD --one calm half-cycle--> CALM
/// ```
/// S_B is not taken below 0.15 mV, nor below half of the last digit the instrument prints: a sound voltage that lies between two digits
/// jumps to and fro by one in every second measurement. Needs 20 measurements and about as many as usual: another way of sampling begins another baseline. Must
/// not trip: a soft short that is held (its bridge fluctuates, which is told once and not with every calm half-cycle between), the first cycles
/// of a cell (armed with the baseline), a change of the sampling.
final class ErraticVoltageDetector implements HalfCycleDetector {
    static final String DETECTOR = "erratic-voltage/3";
    private static final double LAST_DIGIT_FRACTION = 0.5;

    private final ErraticVoltage settings;
    private final double floorVolt;
    private Onset onset = new Onset(0, Double.NaN, 0);
    private int rough;
    private boolean held;

    /// @param resolutionVolt last digit of the voltage, NaN where it is not known
    ErraticVoltageDetector(ErraticVoltage settings, double resolutionVolt) {
        this.settings = settings;
        this.floorVolt = resolutionVolt > 0 ? Math.max(settings.floorVolt(), LAST_DIGIT_FRACTION * resolutionVolt) : settings.floorVolt();
    }

    @Override
    public Optional<Finding> on(Judged j) {
        Baseline b = j.baseline();
        held = false;
        if (!b.comparesRoughness(j.texture())) {
            return Optional.empty();
        }
        double usual = Math.max(floorVolt, b.roughnessVolt());
        double ratio = j.texture().roughnessVolt() / usual;
        held = ratio > settings.ratio();
        if (!held) {
            rough = 0;
            return Optional.empty();
        }
        if (rough == 0) {
            onset = Onset.of(j.halfCycle());
        }
        rough = Math.min(Byte.MAX_VALUE, rough + 1);
        if (rough != settings.halfCycles() || j.shorted()) {
            return Optional.empty();
        }
        String sentence = String.format(Locale.ROOT,
                "Erratic voltage from %.2f h on: its roughness is %.2f mV, %.1f times the usual %.2f mV",
                onset.testTimeSecond() / 3600, 1000 * j.texture().roughnessVolt(), ratio, 1000 * usual);
        return Optional.of(onset.finding(FindingKind.ERRATIC_VOLTAGE, Severity.WARNING, DETECTOR, j.halfCycle(), sentence,
                List.of(new Evidence("roughness_volt", j.texture().roughnessVolt()), new Evidence("baseline_roughness_volt", usual),
                        new Evidence("ratio", ratio), new Evidence("threshold_ratio", settings.ratio()),
                        new Evidence("measurements", j.texture().measurements()))));
    }

    /// True where the roughness of the half-cycle just seen must not teach the baseline's.
    boolean holdsRoughness() {
        return held;
    }

    @Override
    public boolean looksWhileShorted() {
        return false;
    }

    @Override
    public boolean holdsBaseline() {
        return false;
    }

    @Override
    public void writeTo(StateWriter out) {
        onset.writeTo(out);
        out.putByte(rough);
        out.putBoolean(held);
    }

    @Override
    public void readFrom(StateReader in) {
        onset = Onset.readFrom(in);
        rough = in.getByte();
        held = in.getBoolean();
    }
}
