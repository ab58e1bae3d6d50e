package coulombus.core.detection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import coulombus.core.detection.DetectorSettings.EndOfLife;
import coulombus.core.detection.Finding.Evidence;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Tells the end of life: capacity retention below 80 % in three cycles in a row at the rate of the reference.
///
/// ```
/// ALIVE --R < 0.8--> LOW(n) --n = 3--> TOLD (once a run)
///   ^-----R >= 0.8-----/
/// ```
/// A cycle at another rate has no retention and neither counts nor breaks the row; so do cycles about a long rest. Must not trip: a rate
/// test, diagnostic cycles, an interrupted cycle.
final class EndOfLifeDetector implements CycleDetector {
    static final String DETECTOR = "end-of-life/1";

    private final EndOfLife settings;
    private Onset onset = new Onset(0, Double.NaN, 0);
    private int onsetCycle;
    private int low;

    EndOfLifeDetector(EndOfLife settings) {
        this.settings = settings;
    }

    @Override
    public Optional<Finding> on(JudgedCycle judged) {
        double retention = judged.cycle().capacityRetentionFraction();
        if (low >= settings.cycles() || Double.isNaN(retention) || judged.afterRest()) {
            return Optional.empty();
        }
        if (retention >= settings.retentionFraction()) {
            low = 0;
            return Optional.empty();
        }
        if (low == 0) {
            onset = judged.onset();
            onsetCycle = judged.cycle().number();
        }
        low++;
        if (low < settings.cycles()) {
            return Optional.empty();
        }
        String sentence = String.format(Locale.ROOT, "End of life at cycle %d: %.1f %% of the reference capacity are left (limit %.0f %%)",
                onsetCycle, 100 * retention, 100 * settings.retentionFraction());
        return Optional.of(judged.finding(FindingKind.END_OF_LIFE, Severity.WARNING, DETECTOR, onset, sentence,
                List.of(new Evidence("retention_fraction", retention), new Evidence("threshold_fraction", settings.retentionFraction()),
                        new Evidence("capacity_ah", judged.capacityAh()),
                        new Evidence("reference_capacity_ah", judged.capacityAh() / retention),
                        new Evidence("end_of_life_cycle", onsetCycle))));
    }

    @Override
    public void writeTo(StateWriter out) {
        onset.writeTo(out);
        out.putInt(onsetCycle);
        out.putInt(low);
    }

    @Override
    public void readFrom(StateReader in) {
        onset = Onset.readFrom(in);
        onsetCycle = in.getInt();
        low = in.getInt();
    }
}
