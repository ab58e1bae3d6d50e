package coulombus.drivers.simulation.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

import coulombus.core.cell.CellKind;
import coulombus.core.cell.Source;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.ProtocolFacts;
import coulombus.core.run.RunFacts;
import coulombus.drivers.simulation.CellFault;
import coulombus.drivers.simulation.CellParameters;
import coulombus.drivers.simulation.InstrumentNoise;
import coulombus.drivers.simulation.InstrumentSettings;
import coulombus.drivers.simulation.SimulatedCell;
import coulombus.drivers.simulation.SimulatedCellKind;
import coulombus.drivers.simulation.SimulatedRun;
import coulombus.drivers.simulation.SimulatedSchedule;
import coulombus.drivers.simulation.SimulatedSchedule.Block;
import coulombus.drivers.simulation.SimulatedSchedule.Step;

/// The measurements of a labelled cell. One thread owns it; how many are read at a time changes nothing.
public final class LabelledRun {
    private static final double AREA_CM2 = 0.785;
    private static final double FULL_AMPERE = 1.5e-3;
    private static final double HOUR = 3600;
    private static final double EPISODE_SECOND = 300;
    private static final double EPISODES_PER_SECOND = 2 / HOUR;

    private final LabelledCell label;
    private final SimulatedCell cell;
    private final SimulatedRun run;
    private final InstrumentSettings instrument;
    private final Disturbance disturbance;
    private final MeasurementBatch raw = new MeasurementBatch(512);
    private long nextSeq = 1;
    private boolean over;

    LabelledRun(LabelledCell label) {
        this.label = label;
        CellParameters parameters = parameters();
        this.cell = new SimulatedCell(parameters, label.seed());
        boolean full = label.cellKind() == CellKind.FULL;
        InstrumentSettings usual = InstrumentSettings.usual(full ? FULL_AMPERE : 2e-3 * AREA_CM2);
        double digit = label.nuisances().digitVolt();
        this.instrument = new InstrumentSettings(usual.voltageNoiseVolt(), digit, usual.spikeChance(), usual.spikeVolt(),
                usual.fullScaleAmpere(), usual.offsetFraction(), usual.currentNoiseFraction(), usual.currentStepAmpere(),
                usual.jitterFraction());
        double interval = label.cellKind() == CellKind.SYMMETRIC ? 30 : 10;
        this.run = new SimulatedRun(cell, new InstrumentNoise(instrument, label.seed()), schedule(), interval,
                label.nuisances().chamber());
        this.disturbance = new Disturbance(label);
        order();
    }

    /// What is known of the run before its first measurement, as of a file: nothing of the protocol.
    public RunFacts facts() {
        return new RunFacts(new UUID(0x434f52505553L, label.seed()), label.id(), Source.SIMULATED, cell.facts(label.id()),
                instrument.facts("simulated"), ProtocolFacts.UNKNOWN, label.id());
    }

    /// Empties the batch and fills it with the next measurements, at most `limit`. Answers how many; 0 at the end.
    public int read(MeasurementBatch into, int limit) {
        into.clear(nextSeq);
        while (!over && into.isEmpty()) {
            int rows = run.read(raw, limit);
            int kept = 0;
            while (kept < rows && raw.testTimeSecond(kept) <= HOUR * label.hours()) {
                kept++;
            }
            over = rows == 0 || kept < rows;
            disturbance.copy(raw, kept, into);
        }
        nextSeq += into.size();
        return into.size();
    }

    private CellParameters parameters() {
        CellParameters sound = switch (label.cellKind()) {
            case PLATING -> SimulatedCellKind.ZN_CU.parameters().with(new CellParameters.Failure.Never())
                    // A thin foil would be used up in 600 h.
                    .withCounter(CellParameters.CounterFoil.zinc(600));
            case FULL, INSERTION_HALF -> SimulatedCellKind.ZN_MNO2.parameters();
            case SYMMETRIC, UNKNOWN -> SimulatedCellKind.SYM_HEALTHY.parameters();
        };
        return sound.withBubblesPerHour(label.nuisances().bubblesPerHour());
    }

    private SimulatedSchedule schedule() {
        int cycles = (int) Math.ceil(label.hours() * 10) + 10;
        return switch (label.cellKind()) {
            case PLATING -> plating(cycles);
            case FULL, INSERTION_HALF -> full(cycles);
            case SYMMETRIC, UNKNOWN -> symmetric(cycles);
        };
    }

    /// 2 mA/cm², 0.5 mAh/cm², after a rest of 3 h.
    private SimulatedSchedule symmetric(int cycles) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block(1, List.of(new Step.Rest(3 * HOUR))));
        double changeHour = label.nuisances().rateChangeHour();
        if (changeHour < label.hours()) {
            blocks.add(symmetricBlock(2e-3, (int) (2 * (changeHour - 3))));
            blocks.add(symmetricBlock(1e-3, 8));
        }
        blocks.add(symmetricBlock(2e-3, cycles));
        return new SimulatedSchedule(blocks);
    }

    private static Block symmetricBlock(double amperePerCm2, int cycles) {
        return new Block(cycles,
                List.of(Step.charge(-amperePerCm2 * AREA_CM2, 0.5e-3 * AREA_CM2), Step.charge(amperePerCm2 * AREA_CM2, 0.5e-3 * AREA_CM2)));
    }

    /// 1 mA/cm², 0.5 mAh/cm², stripped to 0.5 V.
    private SimulatedSchedule plating(int cycles) {
        double ampere = 1e-3 * AREA_CM2;
        double charge = 0.5e-3 * AREA_CM2;
        Step plate = Step.charge(-ampere, charge);
        Step strip = Step.toVoltage(ampere, 0.5, 1.2 * charge);
        Block even = new Block(label.failure() == FailureKind.SELF_DISCHARGE ? (int) (label.onsetSecond() / HOUR) : cycles,
                List.of(plate, strip));
        if (label.failure() != FailureKind.SELF_DISCHARGE) {
            return new SimulatedSchedule(List.of(even));
        }
        Block resting = new Block(cycles, List.of(plate, new Step.Rest(HOUR * label.severity()), strip, plate, strip, plate, strip));
        return new SimulatedSchedule(List.of(even, resting));
    }

    /// 1 A/g between 0.8 and 1.8 V; charges no more than half again what the cell holds.
    private SimulatedSchedule full(int cycles) {
        double mostAh = 0.5e-3;
        if (label.failure() != FailureKind.REST_DECAY) {
            return SimulatedSchedule.full(FULL_AMPERE, 0.8, 1.8, mostAh, cycles);
        }
        return new SimulatedSchedule(List.of(new Block(cycles, List.of(Step.toVoltage(-FULL_AMPERE, 0.8, mostAh),
                Step.toVoltage(FULL_AMPERE, 1.8, mostAh), new Step.Rest(2 * HOUR)))));
    }

    private void order() {
        double at = label.onsetSecond();
        double severity = label.severity();
        switch (label.failure()) {
            case NONE, NOISE, SELF_DISCHARGE -> {
            }
            case HARD_SHORT, REST_DECAY -> cell.orderAt(at, new CellFault.HardShort(severity));
            case SOFT_SHORT, CHARGE_RUNAWAY -> cell.orderAt(at, new CellFault.SoftShort(severity));
            case SOFT_THEN_HARD -> {
                cell.orderAt(at, new CellFault.SoftShort(37));
                cell.orderAt(label.hardOnsetSecond(), new CellFault.HardShort(severity));
            }
            case INTERMITTENT_SHORT -> {
                SplittableRandom random = new SplittableRandom(label.seed() + 1);
                for (double t = at; t < HOUR * label.hours();) {
                    cell.orderAt(t, new CellFault.SoftShort(severity));
                    cell.orderAt(t + EPISODE_SECOND, new CellFault.Recover());
                    t += EPISODE_SECOND - Math.log1p(-random.nextDouble()) / EPISODES_PER_SECOND;
                }
            }
            case CONTACT -> cell.orderAt(at, new CellFault.ContactResistance(severity));
            case POLARIZATION_RISE -> cell.orderAt(at, new CellFault.Passivation(HOUR * severity));
            case CAPACITY_DROP -> cell.orderAt(at, new CellFault.CapacityLoss(severity / 100));
            case EFFICIENCY_DROP -> cell.orderAt(at, new CellFault.SideReaction(severity / 100));
        }
    }
}
