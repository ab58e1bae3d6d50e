package coulombus.drivers.simulation.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

import coulombus.core.cell.CellKind;
import coulombus.drivers.simulation.SimulationSeed;

/// Makes the labelled cells of a collection. The same set, seed and counts give the same cells; more cells leave the first ones as they
/// were.
public final class Corpus {
    /// No onset in a symmetric cell lies before: every detector is armed, after a planned change of the current too.
    public static final double SYMMETRIC_ONSET_HOUR = 100;
    private static final double ONSET_SPREAD_HOUR = 24;
    private static final double CYCLED_ONSET_HOUR = 16;
    private static final double HEALTHY_HOURS = 600;

    private final NuisanceSet set;
    private final long seed;

    public Corpus(NuisanceSet set, long seed) {
        this.set = set;
        this.seed = seed;
    }

    /// So many cells of each short and severity, a quarter of it (at least one) of each other failure.
    public List<LabelledCell> failing(int cells) {
        List<LabelledCell> made = new ArrayList<>();
        for (FailureKind failure : FailureKind.values()) {
            int each = failure.isShort() ? cells : Math.max(1, cells / 4);
            for (double severity : failure.severities()) {
                for (int n = 0; n < each; n++) {
                    made.add(failing(failure, severity, n));
                }
            }
        }
        return made;
    }

    /// One cell of a failure.
    public LabelledCell failing(FailureKind failure, double severity, int number) {
        CellKind cellKind = cellKind(failure);
        String id = String.format(Locale.ROOT, "%s-%s-%s-%04d", set, failure, Double.toString(severity), number);
        long cellSeed = SimulationSeed.of(seed, id);
        SplittableRandom random = new SplittableRandom(cellSeed ^ 0x6c6162656c6cL);
        boolean symmetric = cellKind == CellKind.SYMMETRIC;
        double onsetHour = symmetric ? SYMMETRIC_ONSET_HOUR + ONSET_SPREAD_HOUR * random.nextDouble() : CYCLED_ONSET_HOUR;
        if (!symmetric && failure != FailureKind.SELF_DISCHARGE) {
            onsetHour += 4 * random.nextDouble();
        }
        double hardHour = failure == FailureKind.SOFT_THEN_HARD ? onsetHour + 10 + 50 * random.nextDouble() : Double.NaN;
        double hours = Double.isNaN(hardHour) ? onsetHour + watchedHours(failure, severity) : hardHour + 5;
        Nuisances nuisances = set.draw(random, hours);
        if (failure == FailureKind.NOISE) {
            nuisances = nuisances.withNoise(severity / 1000);
        }
        return new LabelledCell(id, cellKind, failure, severity, 3600 * onsetHour, 3600 * hardHour, hours, cellSeed, nuisances);
    }

    private static CellKind cellKind(FailureKind failure) {
        return switch (failure) {
            case NONE, HARD_SHORT, SOFT_SHORT, SOFT_THEN_HARD, INTERMITTENT_SHORT, CONTACT, POLARIZATION_RISE, NOISE -> CellKind.SYMMETRIC;
            case EFFICIENCY_DROP, SELF_DISCHARGE -> CellKind.PLATING;
            case CAPACITY_DROP, CHARGE_RUNAWAY, REST_DECAY -> CellKind.FULL;
        };
    }

    private static double watchedHours(FailureKind failure, double severity) {
        return switch (failure) {
            case HARD_SHORT -> 5;
            case POLARIZATION_RISE -> 3 * severity;
            case SELF_DISCHARGE -> 80;
            case CAPACITY_DROP, EFFICIENCY_DROP, CHARGE_RUNAWAY, REST_DECAY -> 12;
            case NONE, SOFT_SHORT, SOFT_THEN_HARD, INTERMITTENT_SHORT, CONTACT, NOISE -> 24;
        };
    }

    /// Cells to which nothing is done, for at least so many hours together: 600 h each, of twenty
    /// 18 symmetric, one plating, one full.
    public List<LabelledCell> healthy(double hours) {
        List<LabelledCell> made = new ArrayList<>();
        int cells = (int) Math.ceil(hours / HEALTHY_HOURS);
        for (int n = 0; n < cells; n++) {
            CellKind kind = n % 20 < 18 ? CellKind.SYMMETRIC : n % 20 == 18 ? CellKind.PLATING : CellKind.FULL;
            String id = String.format(Locale.ROOT, "%s-HEALTHY-%s-%05d", set, kind, n);
            long cellSeed = SimulationSeed.of(seed, id);
            Nuisances nuisances = set.draw(new SplittableRandom(cellSeed ^ 0x6c6162656c6cL), HEALTHY_HOURS);
            made.add(new LabelledCell(id, kind, FailureKind.NONE, Double.NaN, Double.NaN, Double.NaN, HEALTHY_HOURS, cellSeed, nuisances));
        }
        return made;
    }
}
