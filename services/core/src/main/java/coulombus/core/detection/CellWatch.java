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
import coulombus.core.halfcycle.Expectation;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.halfcycle.HalfCycle.NucleationAbsence;
import coulombus.core.halfcycle.OpenCircuitWatch;
import coulombus.core.halfcycle.OverchargeWatch;
import coulombus.core.halfcycle.RestWatch;
import coulombus.core.halfcycle.Texture;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Folds the half-cycles of one run into cycles, findings and the cell's health. It changes once a half-cycle and is small: pairs,
/// windows, baselines and detector states are bounded however long the run is.
///
/// One mutable object with a single owner; its state goes to bytes and back.
public final class CellWatch {
    private final CellFacts cell;
    private final DetectorSettings settings;
    private final CycleAssembler cycles;
    private final DetectorPack halfCycleDetectors;
    private final CyclePack cycleDetectors;
    private final ChargeReferences charges;
    private final RestDecayDetector restDecay;
    private final ChargedRestDetector chargedRest;
    private final FormationContactDetector formation = new FormationContactDetector();

    private CellState state = CellState.LEARNING;
    private double sinceTestTimeSecond = Double.NaN;
    private boolean collapseTold;
    private int halfCycles;
    private double nucleationOverpotentialVolt = Double.NaN;
    private double lastEfficiency = Double.NaN;
    private double rolling10Efficiency = Double.NaN;
    private double polarizationHalfVolt = Double.NaN;
    private double retentionFraction = Double.NaN;

    /// What came of one half-cycle.
    public record Verdict(Optional<Cycle> cycle, List<Finding> findings, CellHealth health) {
        public Verdict { findings = List.copyOf(findings); }
    }

    public CellWatch(CellFacts cell, InstrumentFacts instrument, DetectorSettings settings) {
        this.cell = cell;
        this.settings = settings;
        this.cycles = new CycleAssembler(cell, instrument);
        this.halfCycleDetectors = new DetectorPack(settings, cell, instrument.voltageResolutionVolt());
        this.cycleDetectors = new CyclePack(settings, cell);
        this.charges = new ChargeReferences(settings.chargeRunaway());
        this.restDecay = new RestDecayDetector(settings.restDecay());
        this.chargedRest = new ChargedRestDetector(settings.selfDischarge());
    }

    /// Takes the next half-cycle.
    public Verdict on(HalfCycle h, Texture texture) {
        halfCycles++;
        if (h.nucleationAbsence() == NucleationAbsence.NONE) {
            nucleationOverpotentialVolt = h.nucleationOverpotentialVolt();
        }
        List<Finding> found = new ArrayList<>(halfCycleDetectors.on(h, texture));
        if (h.isWhole()) {
            charges.on(h);
        }
        Optional<Cycle> cycle = cycles.on(h);
        cycle.ifPresent(this::remember);
        found.addAll(cycleDetectors.on(h, cycle, halfCycleDetectors.isAfterRest()));
        found.addAll(alone(h, texture.restBeforeSecond()));
        settle(found, h.endTestTimeSecond());
        return new Verdict(cycle, found, health(h.endTestTimeSecond(), h.lastSeq()));
    }

    /// Detectors that need neither a baseline nor a cycle.
    private List<Finding> alone(HalfCycle h, double restBeforeSecond) {
        List<Finding> found = new ArrayList<>();
        Mode selfDischarge = settings.selfDischarge().mode(cell.kind());
        if (cell.kind() == CellKind.FULL && selfDischarge != Mode.OFF) {
            chargedRest.on(h, restBeforeSecond, halfCycleDetectors.isAfterRest()).ifPresent(f -> found.add(f.in(selfDischarge)));
        }
        Mode contact = settings.contactLoss().mode(cell.kind());
        if (contact != Mode.OFF) {
            formation.on(h).ifPresent(f -> found.add(f.in(contact)));
        }
        return found;
    }

    private void settle(List<Finding> found, double atTestTimeSecond) {
        found.forEach(this::enter);
        boolean armed = halfCycleDetectors.anyArmed() || cycleDetectors.isArmed();
        if (state == CellState.LEARNING && armed) {
            become(CellState.HEALTHY, atTestTimeSecond);
        } else if (state == CellState.DISCONNECTED && found.isEmpty()) {
            reconnect(armed, atTestTimeSecond);
        }
    }

    /// The circuit is closed again: the cell is what it was, and a soft short does not heal by a disconnection.
    private void reconnect(boolean armed, double atTestTimeSecond) {
        switch (halfCycleDetectors.state()) {
            case ShortState.Soft soft -> become(CellState.SOFT_SHORT, soft.onset().testTimeSecond());
            case ShortState.Hard hard -> become(CellState.HARD_SHORT, atTestTimeSecond);
            case ShortState.Sound sound -> become(armed ? CellState.HEALTHY : CellState.LEARNING, atTestTimeSecond);
        }
    }

    /// Takes a collapse inside a half-cycle. Empty where it is what a soft short that is held does at times.
    public Optional<Finding> on(CollapseWatch.Collapse c, int halfCycle) {
        Optional<Finding> told = halfCycleDetectors.isOnlySoft(c)
                ? halfCycleDetectors.softCollapse(c, halfCycle)
                : Optional.of(hardCollapse(c, halfCycle));
        told.ifPresent(finding -> {
            halfCycleDetectors.enter(finding);
            enter(finding);
        });
        return told;
    }

    private Finding hardCollapse(CollapseWatch.Collapse c, int halfCycle) {
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
                c.trace(), false).in(settings.hardShort().mode(cell.kind()));
        collapseTold = true;
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
                        new Evidence("threshold_ampere", OpenCircuitWatch.CURRENT_FRACTION * d.expectedAmpere()),
                        new Evidence("voltage_volt", d.voltageVolt())),
                List.of(), false).in(settings.openCircuit().mode(cell.kind()));
        enter(finding);
        return finding;
    }

    /// The run ended; answers the half-cycle that waits for its partner as an incomplete cycle.
    public Optional<Cycle> end() {
        Optional<Cycle> last = cycles.end();
        last.ifPresent(this::remember);
        return last;
    }

    /// Takes a charge that never ends.
    public Optional<Finding> on(OverchargeWatch.Runaway runaway, int halfCycle) {
        return charges.told(runaway, halfCycle).map(f -> f.in(settings.chargeRunaway().mode(cell.kind())));
    }

    /// Takes the slope of a rest.
    public Optional<Finding> on(RestWatch.Slope rest, int halfCycle) {
        // The rest of a fresh cell is wetting, not decay.
        return cycles.cycleCount() == 0
                ? Optional.empty()
                : restDecay.on(rest, halfCycle).map(f -> f.in(settings.restDecay().mode(cell.kind())));
    }

    /// What is known of the next half-cycle of a direction and current, after `restSecond` without a current.
    public Expectation expectation(Direction direction, double ampere, double restSecond) {
        return charges.addTo(halfCycleDetectors.expectation(direction, ampere, restSecond), direction, ampere);
    }

    private void enter(Finding finding) {
        if (finding.shadow() || state == CellState.HARD_SHORT) {
            return;
        }
        switch (finding.kind()) {
            case HARD_SHORT -> {
                if (finding.severity() == Severity.CRITICAL) {
                    become(CellState.HARD_SHORT, finding.onsetTestTimeSecond());
                }
            }
            case SOFT_SHORT, CREEPING_SHORT -> {
                if (state != CellState.SOFT_SHORT) {
                    become(CellState.SOFT_SHORT, finding.onsetTestTimeSecond());
                }
            }
            case SHORT_ENDED -> {
                if (state == CellState.SOFT_SHORT) {
                    become(CellState.HEALTHY, finding.onsetTestTimeSecond());
                }
            }
            case OPEN_CIRCUIT -> become(CellState.DISCONNECTED, finding.onsetTestTimeSecond());
            case CONTACT_LOSS, INTERMITTENT_SHORT, ERRATIC_VOLTAGE, POLARIZATION_RISE, EFFICIENCY_ABOVE_ONE, RECOVERED_METAL,
                    EFFICIENCY_DROP,
                    CHARGE_RUNAWAY, REST_DECAY, SELF_DISCHARGE, CAPACITY_DROP, END_OF_LIFE ->
                {
                }
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
        // Of a shorted cell the ratio of charges says how much leaked, not how well it cycles.
        double last = state.isShorted() ? Double.NaN : lastEfficiency;
        double rolling = state.isShorted() ? Double.NaN : rolling10Efficiency;
        return new CellHealth(state, sinceTestTimeSecond, atTestTimeSecond, seq, halfCycles, cycles.cycleCount(), last, rolling,
                polarizationHalfVolt, nucleationOverpotentialVolt, halfCycleDetectors.baselineVolt(),
                retentionFraction,
                cycles.cumulativePlatedAh());
    }

    public void writeTo(StateWriter out) {
        cycles.writeTo(out);
        halfCycleDetectors.writeTo(out);
        cycleDetectors.writeTo(out);
        charges.writeTo(out);
        restDecay.writeTo(out);
        chargedRest.writeTo(out);
        formation.writeTo(out);
        out.putByte(state.ordinal());
        out.putDouble(sinceTestTimeSecond);
        out.putBoolean(collapseTold);
        out.putInt(halfCycles);
        out.putDouble(nucleationOverpotentialVolt);
        out.putDouble(lastEfficiency);
        out.putDouble(rolling10Efficiency);
        out.putDouble(polarizationHalfVolt);
        out.putDouble(retentionFraction);
    }

    public void readFrom(StateReader in) {
        cycles.readFrom(in);
        halfCycleDetectors.readFrom(in);
        cycleDetectors.readFrom(in);
        charges.readFrom(in);
        restDecay.readFrom(in);
        chargedRest.readFrom(in);
        formation.readFrom(in);
        state = CellState.values()[in.getByte()];
        sinceTestTimeSecond = in.getDouble();
        collapseTold = in.getBoolean();
        halfCycles = in.getInt();
        nucleationOverpotentialVolt = in.getDouble();
        lastEfficiency = in.getDouble();
        rolling10Efficiency = in.getDouble();
        polarizationHalfVolt = in.getDouble();
        retentionFraction = in.getDouble();
    }
}
