package coulombus.core.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cycle.Cycle;
import coulombus.core.detection.DetectorSettings.Switched;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// The detectors of complete cycles. It sees half-cycles too, because a cycle does not tell its measurements, its rate and its rests.
///
/// For a vendor's table of cycles, which has no measurements, it works by itself.
public final class CyclePack {
    private static final int CYCLES_TO_ARM = 5;
    /// Where so many cycles in a row have a long rest, rests are part of the protocol and no reason to leave a cycle out.
    private static final int REGULAR_RESTS = 5;

    private final CellFacts cell;
    /// In the order of their state. New ones go to the end.
    private final List<Mounted> mounted;
    private long firstSeq;
    private boolean afterRest;
    private int complete;
    private int rested;

    private record Mounted(CycleDetector detector, Mode mode) {}

    public CyclePack(DetectorSettings settings, CellFacts cell) {
        this.cell = cell;
        CellKind kind = cell.kind();
        this.mounted = List.of(mount(new EfficiencyAboveOneDetector(settings.efficiencyAboveOne()), settings.efficiencyAboveOne(), kind),
                mount(new EfficiencyDropDetector(settings.efficiencyDrop()), settings.efficiencyDrop(), kind),
                mount(new SelfDischargeDetector(settings.selfDischarge()), settings.selfDischarge(), kind),
                mount(new CapacityDropDetector(settings.capacityDrop()), settings.capacityDrop(), kind),
                mount(new EndOfLifeDetector(settings.endOfLife()), settings.endOfLife(), kind));
    }

    private static Mounted mount(CycleDetector detector, Switched settings, CellKind kind) {
        return new Mounted(detector, settings.mode(kind));
    }

    /// Takes the half-cycle that was closed last, and the cycle it completed, if it did.
    public List<Finding> on(HalfCycle h, Optional<Cycle> completed, boolean restAround) {
        List<Finding> found = List.of();
        if (completed.isPresent() && completed.get().complete()) {
            complete++;
            boolean rest = afterRest || restAround;
            rested = rest ? Math.min(REGULAR_RESTS, rested + 1) : 0;
            found = judge(
                    new JudgedCycle(completed.get(), firstSeq, h.lastSeq(), Math.abs(h.meanCurrentAmpere()), capacityAh(completed.get(), h),
                            rest && rested < REGULAR_RESTS, cell.areaCm2()));
        }
        firstSeq = h.firstSeq();
        afterRest = restAround;
        return found;
    }

    private double capacityAh(Cycle cycle, HalfCycle second) {
        return cell.kind() == CellKind.FULL ? cycle.dischargingCapacityAh() : second.capacityAh();
    }

    private List<Finding> judge(JudgedCycle judged) {
        List<Finding> found = new ArrayList<>();
        for (Mounted m : mounted) {
            if (m.mode() != Mode.OFF) {
                m.detector().on(judged).ifPresent(f -> found.add(f.in(m.mode())));
            }
        }
        return found;
    }

    /// True where enough cycles are known to miss something.
    boolean isArmed() {
        return complete >= CYCLES_TO_ARM && mounted.stream().anyMatch(m -> m.mode() != Mode.OFF);
    }

    void writeTo(StateWriter out) {
        out.putLong(firstSeq);
        out.putBoolean(afterRest);
        out.putInt(complete);
        out.putByte(rested);
        for (Mounted m : mounted) {
            m.detector().writeTo(out);
        }
    }

    void readFrom(StateReader in) {
        firstSeq = in.getLong();
        afterRest = in.getBoolean();
        complete = in.getInt();
        rested = in.getByte();
        for (Mounted m : mounted) {
            m.detector().readFrom(in);
        }
    }
}
