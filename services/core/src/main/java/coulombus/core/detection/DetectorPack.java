package coulombus.core.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.detection.DetectorSettings.Switched;
import coulombus.core.detection.Finding.Evidence;
import coulombus.core.halfcycle.CollapseWatch;
import coulombus.core.halfcycle.Direction;
import coulombus.core.halfcycle.Expectation;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.halfcycle.Texture;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// The detectors of closed half-cycles with what they share: the baselines, and whether the cell is held to be shorted.
///
/// A half-cycle is judged where it is whole, has a plateau, misses no more than a tenth of its time, and no sensor was stuck in it; else
/// detectors do not see it. It teaches its baseline unless a short is held or a detector says that it is not normal.
final class DetectorPack {
    static final String SHORT_STATE = "short-state/1";
    private static final double LONGEST_GAP_FRACTION = 0.1;
    private static final double GAS_CONSTANT_KILOJOULE = 8.314462618e-3;
    private static final double ZERO_CELSIUS_KELVIN = 273.15;
    private static final double REFERENCE_KELVIN = 298.15;
    private static final int HALF_CYCLES_AFTER_REST = 2;

    private final DetectorSettings settings;
    private final double areaCm2;
    private final Baselines baselines;
    private final boolean learns;
    private final Mode hardMode;
    private final SoftShortDetector softShort;
    private final CreepingShortDetector creepingShort;
    private final ErraticVoltageDetector erratic;
    /// In the order of their state. New ones go to the end.
    private final List<Mounted> mounted;
    private ShortState state = ShortState.SOUND;
    private int afterRest;
    private int expectedAfterRest;
    private double baselineVolt = Double.NaN;

    private record Mounted(HalfCycleDetector detector, Mode mode) {}

    DetectorPack(DetectorSettings settings, CellFacts cell, double voltageResolutionVolt) {
        this.settings = settings;
        this.areaCm2 = cell.areaCm2();
        this.baselines = new Baselines(settings.baseline());
        this.erratic = new ErraticVoltageDetector(settings.erraticVoltage(), voltageResolutionVolt);
        CellKind kind = cell.kind();
        this.hardMode = settings.hardShort().mode(kind);
        this.creepingShort = new CreepingShortDetector(settings.creepingShort(), temperatureAllowance(),
                settings.baseline().smallestScale());
        this.softShort = new SoftShortDetector(settings.softShort(), cell.areaCm2());
        Mode hard = settings.hardShort().runsOnPlateaus(kind) ? hardMode : Mode.OFF;
        this.mounted = List.of(new Mounted(new HardShortDetector(settings.hardShort(), cell.areaCm2()), hard),
                mount(softShort, settings.softShort(), kind),
                mount(creepingShort, settings.creepingShort(), kind),
                mount(OccupancyDetector.intermittentShort(settings.intermittentShort()), settings.intermittentShort(), kind),
                mount(OccupancyDetector.contactLoss(settings.contactLoss()), settings.contactLoss(), kind),
                mount(erratic, settings.erraticVoltage(), kind),
                mount(new PolarizationRiseDetector(settings.polarizationRise()), settings.polarizationRise(), kind));
        this.learns = mounted.stream().anyMatch(m -> m.mode() != Mode.OFF);
    }

    /// How far ln |P| may fall because of a temperature that nobody measures.
    private double temperatureAllowance() {
        return settings.creepingShort().unmeasuredCelsius() * settings.baseline().activationEnergyKilojoulePerMole()
                / GAS_CONSTANT_KILOJOULE
                / (REFERENCE_KELVIN * REFERENCE_KELVIN);
    }

    private static Mounted mount(HalfCycleDetector detector, Switched settings, CellKind kind) {
        return new Mounted(detector, settings.mode(kind));
    }

    /// Takes the next half-cycle, whole or not.
    List<Finding> on(HalfCycle h, Texture texture) {
        if (texture.restBeforeSecond() > settings.baseline().longestRestSecond()) {
            afterRest = 1;
        } else if (afterRest > 0) {
            afterRest = afterRest == HALF_CYCLES_AFTER_REST ? 0 : afterRest + 1;
        }
        return h.isWhole() ? judge(h, texture) : List.of();
    }

    private List<Finding> judge(HalfCycle h, Texture texture) {
        Baseline baseline = baselines.of(h, afterRest);
        baseline.meets(h);
        List<Finding> found = new ArrayList<>();
        boolean trusted = texture.trusted() && h.gapSecond() <= LONGEST_GAP_FRACTION * h.durationSecond();
        boolean plateau = learns && trusted && Math.abs(h.plateauVoltageVolt()) > 0;
        if (plateau) {
            double logVolt = logVolt(h, texture);
            // Counted against the profile of another baseline: a long rest came in the middle of it.
            Texture compared = afterRest == expectedAfterRest ? texture : Texture.NONE;
            boolean held = state != ShortState.SOUND;
            if (baseline.isArmed() && state != ShortState.HARD) {
                held |= detect(new Judged(h, compared, baseline, logVolt, texture.meanCelsius(), state instanceof ShortState.Soft), found);
            }
            if (!held) {
                baseline.learn(h, logVolt);
            }
            if (state == ShortState.SOUND && !erratic.holdsRoughness()) {
                baseline.learnRoughness(compared);
            }
        }
        baseline.remember(h);
        baselineVolt = baseline.isArmed() ? baseline.volt() : Double.NaN;
        return found;
    }

    /// ln |plateau|, as it would be at 25 °C where the temperature was measured: overpotentials fall with it as exp(Ea/RT).
    private double logVolt(HalfCycle h, Texture texture) {
        double logVolt = Math.log(Math.abs(h.plateauVoltageVolt()));
        double kelvin = ZERO_CELSIUS_KELVIN + texture.meanCelsius();
        if (!(kelvin > 0)) {
            return logVolt;
        }
        return logVolt
                - settings.baseline().activationEnergyKilojoulePerMole() / GAS_CONSTANT_KILOJOULE * (1 / kelvin - 1 / REFERENCE_KELVIN);
    }

    /// Asks the detectors; answers whether one of them holds the baseline.
    private boolean detect(Judged judged, List<Finding> found) {
        boolean held = false;
        for (Mounted m : mounted) {
            // One of them may have made the cell a shorted one just now.
            boolean looks = state == ShortState.SOUND || state != ShortState.HARD && m.detector().looksWhileShorted();
            if (m.mode() != Mode.OFF && looks) {
                m.detector().on(judged).map(f -> f.in(m.mode())).ifPresent(f -> {
                    found.add(f);
                    enter(f);
                });
                held |= m.mode() == Mode.ON && m.detector().holdsBaseline();
            }
        }
        if (state instanceof ShortState.Soft soft) {
            follow(soft, judged).ifPresent(found::add);
        }
        return held;
    }

    private Optional<Finding> follow(ShortState.Soft soft, Judged judged) {
        double band = settings.softShort().recoveredFraction();
        ShortState.Soft next = ShortState.judged(soft, judged.halfCycle(), judged.deviation() >= soft.levelLogRatio() - band);
        state = next;
        if (next.back() < settings.softShort().recoveredHalfCycles()) {
            return Optional.empty();
        }
        state = ShortState.SOUND;
        mounted.forEach(m -> m.detector().forget());
        baselines.startCreepAnew();
        String sentence = String.format(Locale.ROOT,
                "The soft short since %.2f h has ended: the plateau has been back at its baseline of %.1f mV for %d half-cycles",
                soft.onset().testTimeSecond() / 3600, 1000 * judged.baseline().volt(), next.back());
        return Optional.of(next.backSince().finding(FindingKind.SHORT_ENDED, Severity.INFO, SHORT_STATE, judged.halfCycle(), sentence,
                List.of(new Evidence("plateau_volt", judged.magnitudeVolt()), new Evidence("baseline_volt", judged.baseline().volt()),
                        new Evidence("log_ratio", judged.deviation()), new Evidence("threshold_log_ratio", soft.levelLogRatio() - band),
                        new Evidence("half_cycles_in_a_row", next.back()))));
    }

    /// True where a collapse is no proof of a hard short: what is left is more than a hard one shows (3 ohm cm²), and the cell was
    /// known before. A bridge that fluctuates passes through that; a hard one stays there and is told by its steady plateaus. Where the
    /// area or the cell's own history is not known every collapse counts as hard.
    boolean isOnlySoft(CollapseWatch.Collapse c) {
        double ohmCm2 = Math.abs(c.voltageVolt() / c.currentAmpere()) * areaCm2;
        return anyArmed() && ohmCm2 >= settings.hardShort().softResistanceOhmCm2();
    }

    /// A collapse that is no hard short, told once.
    Optional<Finding> softCollapse(CollapseWatch.Collapse c, int halfCycle) {
        if (state != ShortState.SOUND) {
            return Optional.empty();
        }
        return Optional.of(SoftShortDetector.collapsed(c, halfCycle, areaCm2, settings.hardShort().softResistanceOhmCm2()).in(hardMode));
    }

    /// A finding of any detector may make the cell a shorted one.
    void enter(Finding finding) {
        if (finding.shadow() || state == ShortState.HARD) {
            return;
        }
        Onset onset = new Onset(finding.halfCycle(), finding.onsetTestTimeSecond(), finding.onsetSeq());
        if (finding.kind() == FindingKind.HARD_SHORT && finding.severity() == Severity.CRITICAL) {
            state = ShortState.HARD;
        } else if ((finding.kind() == FindingKind.SOFT_SHORT || finding.kind() == FindingKind.CREEPING_SHORT)
                && state == ShortState.SOUND) {
            state = ShortState.soft(onset, finding.kind() == FindingKind.CREEPING_SHORT ? creepingShort.level() : 0);
        }
        if (finding.kind() == FindingKind.SOFT_SHORT) {
            softShort.tellNoMore();
        }
    }

    ShortState state() {
        return state;
    }

    boolean anyArmed() {
        return learns && baselines.anyArmed();
    }

    /// |plateau| held as normal for half-cycles like the last one, NaN where it is not known.
    double baselineVolt() {
        return baselineVolt;
    }

    /// A long rest lies before the last half-cycle or the one before it.
    boolean isAfterRest() {
        return afterRest > 0;
    }

    /// What is known of the half-cycle that begins, after `restSecond` without a current.
    Expectation expectation(Direction direction, double ampere, double restSecond) {
        boolean rested = restSecond > settings.baseline().longestRestSecond();
        expectedAfterRest = rested ? 1 : afterRest == 0 || afterRest == HALF_CYCLES_AFTER_REST ? 0 : afterRest + 1;
        Baseline b = baselines.find(direction.sign(), ampere, expectedAfterRest);
        if (b == null) {
            return Expectation.NONE;
        }
        Expectation healthy = b.expectation();
        return state instanceof ShortState.Soft ? healthy.withBaseline(softBaselineVolt(healthy.baselineVolt(), ampere)) : healthy;
    }

    /// A bridge that fluctuates takes the voltage below 0.2 of the healthy baseline at times: while a soft short is held the collapse is
    /// looked for at the resistance of a hard one; where the area is not known, against the last minute only.
    private double softBaselineVolt(double healthyVolt, double ampere) {
        double hardVolt = settings.hardShort().softResistanceOhmCm2() * Math.abs(ampere) / areaCm2;
        return Math.min(healthyVolt, hardVolt / CollapseWatch.COLLAPSE_FRACTION);
    }

    void writeTo(StateWriter out) {
        baselines.writeTo(out);
        ShortState.write(state, out);
        out.putByte(afterRest);
        out.putByte(expectedAfterRest);
        out.putDouble(baselineVolt);
        for (Mounted m : mounted) {
            m.detector().writeTo(out);
        }
    }

    void readFrom(StateReader in) {
        baselines.readFrom(in);
        state = ShortState.read(in);
        afterRest = in.getByte();
        expectedAfterRest = in.getByte();
        baselineVolt = in.getDouble();
        for (Mounted m : mounted) {
            m.detector().readFrom(in);
        }
    }
}
