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
    /// Healthy cells that stand in one chamber.
    public static final int CELLS_A_CHAMBER = 12;
    private static final double FAILING_CHAMBER_HOUR = 110;
    private static final double FAILING_CHAMBER_HOURS = 140;
    private static final double FAILING_CHAMBER_CELSIUS = 15;

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
        return new LabelledCell(id, "", cellKind, failure, severity, 3600 * onsetHour, 3600 * hardHour, hours, cellSeed, nuisances);
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

    /// Cells to which nothing is done, for at least so many hours together: 600 h each, of twenty 18 symmetric, one plating, one full. Twelve
    /// stand in a chamber: its temperature over the day and its new set-point are theirs together, all else is each cell's own.
    public List<LabelledCell> healthy(double hours) {
        List<LabelledCell> made = new ArrayList<>();
        int cells = (int) Math.ceil(hours / HEALTHY_HOURS);
        for (int n = 0; n < cells; n++) {
            CellKind kind = n % 20 < 18 ? CellKind.SYMMETRIC : n % 20 == 18 ? CellKind.PLATING : CellKind.FULL;
            made.add(healthy(kind, "HEALTHY", n, HEALTHY_HOURS));
        }
        return made;
    }

    private LabelledCell healthy(CellKind kind, String what, int n, double hours) {
        String id = String.format(Locale.ROOT, "%s-%s-%s-%05d", set, what, kind, n);
        String chamber = String.format(Locale.ROOT, "%s-%s-CHAMBER-%04d", set, what, n / CELLS_A_CHAMBER);
        long cellSeed = SimulationSeed.of(seed, id);
        Nuisances own = set.draw(new SplittableRandom(cellSeed ^ 0x6c6162656c6cL), hours);
        Nuisances shared = set.draw(new SplittableRandom(SimulationSeed.of(seed, chamber)), hours);
        return new LabelledCell(id, chamber, kind, FailureKind.NONE, Double.NaN, Double.NaN, Double.NaN, hours, cellSeed,
                own.inChamberOf(shared));
    }

    /// Healthy symmetric cells in chambers that warm up by 15 K at 110 h, without thermometers: more than any detector lets pass.
    public List<LabelledCell> inFailingChambers(int chambers) {
        List<LabelledCell> made = new ArrayList<>();
        for (int n = 0; n < chambers * CELLS_A_CHAMBER; n++) {
            LabelledCell cell = healthy(CellKind.SYMMETRIC, "WARMED", n, FAILING_CHAMBER_HOURS);
            made.add(new LabelledCell(cell.id(), cell.chamber(), cell.cellKind(), cell.failure(), Double.NaN, Double.NaN, Double.NaN,
                    cell.hours(), cell.seed(), cell.nuisances().inFailingChamber(FAILING_CHAMBER_CELSIUS, FAILING_CHAMBER_HOUR)));
        }
        return made;
    }
}
