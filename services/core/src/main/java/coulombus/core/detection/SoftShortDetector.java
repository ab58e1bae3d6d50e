package coulombus.core.detection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import coulombus.core.detection.DetectorSettings.SoftShort;
import coulombus.core.detection.Finding.Evidence;
import coulombus.core.halfcycle.CollapseWatch;
import coulombus.core.halfcycle.Direction;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Finds a soft short by a step of the plateau, in symmetric and plating cells.
///
/// ```
/// WATCHING --r < -max(0.12, 6 s)--> SUSPECTING --again in the next half-cycle--> TOLD
///     ^---------r in the band---------/                                            |
///     ^-------------------------- the short has ended (ShortState) ---------------/
/// ```
/// r = ln(|P|/B). Armed with the baseline; the two half-cycles have different signs, so that one electrode's whim is no short. A fall by
/// 40 % of the polarisation of both electrodes is more than a whim of one and is told with the first half-cycle: a bridge may burn off in the
/// next and form anew. Must not trip:
/// activation that declines, a planned rate (another baseline), the half-cycles after a long rest, a bubble of gas that ends.
final class SoftShortDetector implements HalfCycleDetector {
    static final String DETECTOR = "soft-short-step/3";
    static final String COLLAPSE_DETECTOR = "soft-short-collapse/1";

    /// What is held between half-cycles.
    private sealed interface State {
        record Watching() implements State {}

        record Suspecting(Onset onset, int halfCycles, int lastHalfCycle) implements State {}

        record Told() implements State {}
    }

    private final SoftShort settings;
    private final double areaCm2;
    private State state = new State.Watching();

    SoftShortDetector(SoftShort settings, double areaCm2) {
        this.settings = settings;
        this.areaCm2 = areaCm2;
    }

    static String name(Direction direction) {
        return direction == Direction.CHARGE ? "charge" : "discharge";
    }

    @Override
    public Optional<Finding> on(Judged j) {
        if (state instanceof State.Told) {
            return Optional.empty();
        }
        double threshold = Math.max(settings.smallestDropFraction(), settings.dropInScales() * j.baseline().scale());
        int number = j.halfCycle().number();
        if (!(j.deviation() < -threshold)) {
            state = new State.Watching();
            return Optional.empty();
        }
        State.Suspecting suspicion = state instanceof State.Suspecting s && s.lastHalfCycle() == number - 1
                ? new State.Suspecting(s.onset(), s.halfCycles() + 1, number)
                : new State.Suspecting(Onset.of(j.halfCycle()), 1, number);
        if (suspicion.halfCycles() < settings.halfCycles() && !(j.deviation() < -settings.deepDropFraction())) {
            state = suspicion;
            return Optional.empty();
        }
        state = new State.Told();
        return Optional.of(finding(j, suspicion.onset(), threshold));
    }

    private Finding finding(Judged j, Onset onset, double threshold) {
        Baseline b = j.baseline();
        double ohmCm2 = j.magnitudeVolt() * areaCm2 / Math.abs(j.halfCycle().meanCurrentAmpere());
        String sentence = String.format(Locale.ROOT,
                "Soft short at %.2f h: the plateau of the %s fell by %.0f %% to %.1f mV (baseline %.1f mV over %d half-cycles)",
                onset.testTimeSecond() / 3600, name(j.halfCycle().direction()), 100 * (1 - Math.exp(j.deviation())),
                1000 * j.magnitudeVolt(), 1000 * b.volt(), b.halfCycles());
        return onset.finding(FindingKind.SOFT_SHORT, Severity.CRITICAL, DETECTOR, j.halfCycle(), sentence,
                List.of(new Evidence("plateau_volt", j.magnitudeVolt()), new Evidence("baseline_volt", b.volt()),
                        new Evidence("baseline_half_cycles", b.halfCycles()), new Evidence("log_ratio", j.deviation()),
                        new Evidence("threshold_log_ratio", -threshold), new Evidence("baseline_scale", b.scale()),
                        new Evidence("resistance_ohm_cm2", ohmCm2)));
    }

    /// A collapse inside a half-cycle that left too much voltage for a hard short.
    static Finding collapsed(CollapseWatch.Collapse c, int halfCycle, double areaCm2, double hardOhmCm2) {
        double ohmCm2 = Math.abs(c.voltageVolt() / c.currentAmpere()) * areaCm2;
        String sentence = String.format(Locale.ROOT,
                "Soft short at %.4f h: |V| fell from %.1f mV to %.2f mV, which is %.1f ohm cm²: more than a hard short shows",
                c.onsetTestTimeSecond() / 3600, 1000 * c.referenceVolt(), 1000 * Math.abs(c.voltageVolt()), ohmCm2);
        return new Finding(FindingKind.SOFT_SHORT, Severity.CRITICAL, halfCycle, c.onsetTestTimeSecond(), c.detectedTestTimeSecond(),
                c.onsetSeq(), c.detectedSeq(), COLLAPSE_DETECTOR, sentence,
                List.of(new Evidence("reference_volt", c.referenceVolt()), new Evidence("threshold_volt", c.thresholdVolt()),
                        new Evidence("onset_voltage_volt", c.onsetVoltageVolt()), new Evidence("voltage_volt", c.voltageVolt()),
                        new Evidence("current_ampere", c.currentAmpere()), new Evidence("resistance_ohm_cm2", ohmCm2),
                        new Evidence("threshold_resistance_ohm_cm2", hardOhmCm2)),
                c.trace(), false);
    }

    /// The soft short has been told, by this detector or another.
    void tellNoMore() {
        state = new State.Told();
    }

    @Override
    public boolean holdsBaseline() {
        return !(state instanceof State.Watching);
    }

    @Override
    public void forget() {
        state = new State.Watching();
    }

    @Override
    public void writeTo(StateWriter out) {
        switch (state) {
            case State.Watching watching -> out.putByte(0);
            case State.Suspecting s -> {
                out.putByte(1);
                s.onset().writeTo(out);
                out.putInt(s.halfCycles());
                out.putInt(s.lastHalfCycle());
            }
            case State.Told told -> out.putByte(2);
        }
    }

    @Override
    public void readFrom(StateReader in) {
        state = switch (in.getByte()) {
            case 0 -> new State.Watching();
            case 1 -> new State.Suspecting(Onset.readFrom(in), in.getInt(), in.getInt());
            default -> new State.Told();
        };
    }
}
