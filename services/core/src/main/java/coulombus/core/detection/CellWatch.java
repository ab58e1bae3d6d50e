package coulombus.core.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cycle.Cycle;
import coulombus.core.cycle.CycleAssembler;
import coulombus.core.detection.Finding.Evidence;
import coulombus.core.halfcycle.CollapseWatch;
import coulombus.core.halfcycle.Direction;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.halfcycle.HalfCycle.NucleationAbsence;
import coulombus.core.halfcycle.OpenCircuitWatch;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Folds the half-cycles of one run into cycles, findings and the cell's health. It changes once a half-cycle and is small: pairs,
/// windows, baselines and detector states are bounded however long the run is.
///
/// One mutable object with a single owner; its state goes to bytes and back.
public final class CellWatch {
    private final CellFacts cell;
    private final CycleAssembler cycles;
    private final Baselines baselines = new Baselines();
    /// The detectors of closed half-cycles, in the order of their state. New ones go to the end.
    private final List<HalfCycleDetector> detectors;

    private CellState state = CellState.LEARNING;
    private double sinceTestTimeSecond = Double.NaN;
    private double softSinceTestTimeSecond = Double.NaN;
    private boolean collapseTold;
    private int halfCycles;
    private double baselineVolt = Double.NaN;
    private double nucleationOverpotentialVolt = Double.NaN;
    private double lastEfficiency = Double.NaN;
    private double rolling10Efficiency = Double.NaN;
    private double polarizationHalfVolt = Double.NaN;
    private double retentionFraction = Double.NaN;

    /// What came of one half-cycle.
    public record Verdict(Optional<Cycle> cycle, List<Finding> findings, CellHealth health) {
        public Verdict { findings = List.copyOf(findings); }
    }

    /// What earlier half-cycles say of the next one of their kind.
    ///
    /// @param baselineVolt |plateau| held as normal, NaN where no baseline is armed
    /// @param chargeAh     charge it will pass, NaN where not known
    public record Expectation(double baselineVolt, double chargeAh) {
        static final Expectation NONE = new Expectation(Double.NaN, Double.NaN);
    }

    public CellWatch(CellFacts cell, InstrumentFacts instrument) {
        this.cell = cell;
        this.cycles = new CycleAssembler(cell, instrument);
        this.detectors = switch (cell.kind()) {
            // Their plateau is polarisation, so its size says whether current leaks past the electrodes.
            case SYMMETRIC, PLATING -> List.of(new PlateauShortDetector(cell.areaCm2()), new ContactLossDetector());
            case INSERTION_HALF, FULL, UNKNOWN -> List.of();
        };
    }

    /// Takes the next half-cycle.
    public Verdict on(HalfCycle h) {
        halfCycles++;
        if (h.nucleationAbsence() == NucleationAbsence.NONE) {
            nucleationOverpotentialVolt = h.nucleationOverpotentialVolt();
        }
        List<Finding> found = h.isWhole() ? judge(h) : List.of();
        found.forEach(this::enter);
        if (state == CellState.LEARNING && baselines.anyArmed()) {
            become(CellState.HEALTHY, h.endTestTimeSecond());
        } else if (state == CellState.DISCONNECTED && found.isEmpty()) {
            reconnect(h.endTestTimeSecond());
        }
        Optional<Cycle> cycle = cycles.on(h);
        cycle.ifPresent(this::remember);
        return new Verdict(cycle, found, health(h.endTestTimeSecond(), h.lastSeq()));
    }

    /// The circuit is closed again: the cell is what it was, and a soft short does not heal by a disconnection.
    private void reconnect(double atTestTimeSecond) {
        if (Double.isNaN(softSinceTestTimeSecond)) {
            become(baselines.anyArmed() ? CellState.HEALTHY : CellState.LEARNING, atTestTimeSecond);
        } else {
            become(CellState.SOFT_SHORT, softSinceTestTimeSecond);
        }
    }

    private List<Finding> judge(HalfCycle h) {
        Baseline baseline = baselines.of(h);
        List<Finding> found = new ArrayList<>(detectors.size());
        boolean held = isShorted();
        boolean hasPlateau = Math.abs(h.plateauVoltageVolt()) > 0;
        if (hasPlateau && baseline.isArmed() && state != CellState.HARD_SHORT) {
            for (HalfCycleDetector detector : detectors) {
                detector.on(h, baseline).ifPresent(found::add);
                held |= detector.holdsBaseline();
            }
        }
        baseline.remember(h);
        if (hasPlateau && !held && !detectors.isEmpty()) {
            baseline.learn(h);
        }
        baselineVolt = baseline.isArmed() ? baseline.volt() : Double.NaN;
        return found;
    }

    private boolean isShorted() {
        return !Double.isNaN(softSinceTestTimeSecond) || state == CellState.HARD_SHORT;
    }

    /// Takes a collapse inside a half-cycle.
    public Finding on(CollapseWatch.Collapse c, int halfCycle) {
        boolean known = cell.kind() == CellKind.SYMMETRIC;
        String sentence = String.format(Locale.ROOT,
                "Hard short at %.4f h: |V| fell from %.1f mV to %.2f mV while the current went on at %.4g mA%s",
                c.onsetTestTimeSecond() / 3600,
                1000 * c.referenceVolt(), 1000 * Math.abs(c.onsetVoltageVolt()), 1000 * c.currentAmpere(),
                known ? "" : " (the kind of the cell is not stated: true of a symmetric cell)");
        Finding finding = new Finding(FindingKind.HARD_SHORT, known ? Severity.CRITICAL : Severity.WARNING, halfCycle,
                c.onsetTestTimeSecond(), c.detectedTestTimeSecond(), c.onsetSeq(), c.detectedSeq(), CollapseWatch.DETECTOR, sentence,
                List.of(new Evidence("reference_volt", c.referenceVolt()), new Evidence("threshold_volt", c.thresholdVolt()),
                        new Evidence("onset_voltage_volt", c.onsetVoltageVolt()), new Evidence("voltage_volt", c.voltageVolt()),
                        new Evidence("current_ampere", c.currentAmpere()),
                        new Evidence("resistance_ohm", Math.abs(c.voltageVolt() / c.currentAmpere()))),
                c.trace());
        collapseTold = true;
        enter(finding);
        return finding;
    }

    /// True where a hard short has been told already: that the shorted cell shows no voltage in its next half-cycles either is not news,
    /// and of a cell of unknown kind the question is asked once.
    public boolean knowsHardShort() {
        return collapseTold || state == CellState.HARD_SHORT;
    }

    /// Takes an opened circuit inside a half-cycle.
    public Finding on(OpenCircuitWatch.Disconnection d, int halfCycle) {
        String sentence = String.format(Locale.ROOT, "Open circuit at %.4f h: the step asks for about %.4g mA, %.4g mA flows at %.3f V",
                d.onsetTestTimeSecond() / 3600, 1000 * d.expectedAmpere(), 1000 * d.currentAmpere(), d.voltageVolt());
        Finding finding = new Finding(FindingKind.OPEN_CIRCUIT, Severity.CRITICAL, halfCycle, d.onsetTestTimeSecond(),
                d.detectedTestTimeSecond(), d.onsetSeq(), d.detectedSeq(), OpenCircuitWatch.DETECTOR, sentence,
                List.of(new Evidence("current_ampere", d.currentAmpere()), new Evidence("expected_ampere", d.expectedAmpere()),
                        new Evidence("voltage_volt", d.voltageVolt())),
                List.of());
        enter(finding);
        return finding;
    }

    /// The run ended; answers the half-cycle that waits for its partner as an incomplete cycle.
    public Optional<Cycle> end() {
        Optional<Cycle> last = cycles.end();
        last.ifPresent(this::remember);
        return last;
    }

    /// What is known of the next half-cycle of a direction and current.
    public Expectation expectation(Direction direction, double ampere) {
        Baseline b = baselines.find(direction.sign(), ampere);
        return b == null ? Expectation.NONE : new Expectation(b.isArmed() ? b.volt() : Double.NaN, b.chargeAh());
    }

    private void enter(Finding finding) {
        CellState next = switch (finding.kind()) {
            case HARD_SHORT -> finding.severity() == Severity.CRITICAL ? CellState.HARD_SHORT : state;
            case SOFT_SHORT -> CellState.SOFT_SHORT;
            case OPEN_CIRCUIT -> CellState.DISCONNECTED;
            case CONTACT_LOSS -> state;
        };
        if (finding.kind() == FindingKind.SOFT_SHORT) {
            softSinceTestTimeSecond = finding.onsetTestTimeSecond();
        }
        if (state != CellState.HARD_SHORT && next != state) {
            become(next, finding.onsetTestTimeSecond());
        }
    }

    private void become(CellState next, double atTestTimeSecond) {
        state = next;
        sinceTestTimeSecond = atTestTimeSecond;
    }

    private void remember(Cycle cycle) {
        if (cycle.coulombicEfficiency().valid()) {
            lastEfficiency = cycle.coulombicEfficiency().efficiency();
        }
        rolling10Efficiency = cycle.rolling().over10Efficiency();
        if (cycle.complete()) {
            polarizationHalfVolt = cycle.polarizationHalfVolt();
            retentionFraction = cycle.capacityRetentionFraction();
        }
    }

    /// Where the cell stands, as of a measurement.
    public CellHealth health(double atTestTimeSecond, long seq) {
        return new CellHealth(state, sinceTestTimeSecond, atTestTimeSecond, seq, halfCycles, cycles.cycleCount(), lastEfficiency,
                rolling10Efficiency, polarizationHalfVolt, nucleationOverpotentialVolt, baselineVolt, retentionFraction,
                cycles.cumulativePlatedAh());
    }

    public void writeTo(StateWriter out) {
        cycles.writeTo(out);
        baselines.writeTo(out);
        out.putByte(state.ordinal());
        out.putDouble(sinceTestTimeSecond);
        out.putDouble(softSinceTestTimeSecond);
        out.putBoolean(collapseTold);
        out.putInt(halfCycles);
        out.putDouble(baselineVolt);
        out.putDouble(nucleationOverpotentialVolt);
        out.putDouble(lastEfficiency);
        out.putDouble(rolling10Efficiency);
        out.putDouble(polarizationHalfVolt);
        out.putDouble(retentionFraction);
        for (HalfCycleDetector detector : detectors) {
            detector.writeTo(out);
        }
    }

    public void readFrom(StateReader in) {
        cycles.readFrom(in);
        baselines.readFrom(in);
        state = CellState.values()[in.getByte()];
        sinceTestTimeSecond = in.getDouble();
        softSinceTestTimeSecond = in.getDouble();
        collapseTold = in.getBoolean();
        halfCycles = in.getInt();
        baselineVolt = in.getDouble();
        nucleationOverpotentialVolt = in.getDouble();
        lastEfficiency = in.getDouble();
        rolling10Efficiency = in.getDouble();
        polarizationHalfVolt = in.getDouble();
        retentionFraction = in.getDouble();
        for (HalfCycleDetector detector : detectors) {
            detector.readFrom(in);
        }
    }
}
