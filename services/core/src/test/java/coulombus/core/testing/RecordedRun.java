package coulombus.core.testing;

import java.util.ArrayList;
import java.util.List;

import coulombus.core.cycle.Cycle;
import coulombus.core.detection.CellHealth;
import coulombus.core.detection.Finding;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.run.RunListener;

/// Keeps what a run gave out, in order.
public final class RecordedRun implements RunListener {
    public final List<HalfCycle> halfCycles = new ArrayList<>();
    public final List<Cycle> cycles = new ArrayList<>();
    public final List<Finding> findings = new ArrayList<>();
    public final List<CellHealth> health = new ArrayList<>();
    public final List<DataQuality> dataQuality = new ArrayList<>();

    @Override
    public void on(HalfCycle halfCycle) {
        halfCycles.add(halfCycle);
    }

    @Override
    public void on(Cycle cycle) {
        cycles.add(cycle);
    }

    @Override
    public void on(Finding finding) {
        findings.add(finding);
    }

    @Override
    public void on(CellHealth now) {
        health.add(now);
    }

    @Override
    public void on(DataQuality found) {
        dataQuality.add(found);
    }

    /// The last count of a kind, 0 where it was never told.
    public long count(DataQualityKind kind) {
        return dataQuality.stream().filter(d -> d.kind() == kind).mapToLong(DataQuality::count).max().orElse(0);
    }

    /// Everything as text, so that two runs can be compared to the last bit: numbers print with all their digits.
    public String toText() {
        StringBuilder text = new StringBuilder();
        for (HalfCycle h : halfCycles) {
            text.append(h.toString().replaceAll("Profile@[0-9a-f]+", "")).append(profile(h)).append('\n');
        }
        cycles.forEach(c -> text.append(c).append('\n'));
        findings.forEach(f -> text.append(f).append('\n'));
        health.forEach(h -> text.append(h).append('\n'));
        dataQuality.forEach(d -> text.append(d).append('\n'));
        return text.toString();
    }

    private static String profile(HalfCycle h) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < h.profile().binCount(); i++) {
            text.append(' ').append(h.profile().chargeInBin(i)).append('/').append(h.profile().voltageChargeInBin(i)).append('/')
                    .append(h.profile().timeInBinSecond(i)).append('/').append(h.profile().voltageTimeInBin(i));
        }
        return text.toString();
    }
}
