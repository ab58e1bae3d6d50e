package coulombus.scheduler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import coulombus.core.book.RequestTexts;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.CellRecord;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.experiment.ExperimentSpec;
import coulombus.core.experiment.ExperimentSpec.ExpectedDuration;
import coulombus.core.experiment.ExperimentSpec.PriorityClass;
import coulombus.core.experiment.ExperimentSpec.VoltageWindow;
import coulombus.core.experiment.Placement;
import coulombus.core.experiment.Requirement;
import coulombus.core.facility.BenchRules;
import coulombus.core.facility.BenchRules.Confirmation;
import coulombus.core.facility.Chamber;
import coulombus.core.facility.ChannelSpec;
import coulombus.core.facility.Facility;
import coulombus.core.facility.SafetyGroup;
import coulombus.core.facility.SharedResource;
import coulombus.core.facility.UserGroup;
import coulombus.core.protocol.ChannelLimits;
import coulombus.core.protocol.CyclingProtocol;
import coulombus.core.protocol.RecordingRule;
import coulombus.core.protocol.SafetyLimits;
import coulombus.core.protocol.Step;
import coulombus.core.protocol.StepType;

/// What people of the simulated facility write: a facility of two cyclers, its cells, and experiments by chance. The words stand for the
/// values; reading them is tested where YAML is read.
final class SimulatedTexts implements RequestTexts {
    static final int CELLS = 24;
    static final String MULTIPLEXER = "mux";
    static final int MOST_ENERGISED = 2;
    static final Set<String> SAFETY_GROUP = Set.of("a/3", "a/4", "b/3");
    static final Set<String> CHAMBER = Set.of("a/1", "a/2", "b/1", "b/2");
    private static final CyclingProtocol PROTOCOL = new CyclingProtocol("rest", List.of(new Step.Rest(60)),
            RecordingRule.EVERY_TEN_SECONDS, SafetyLimits.NONE);

    final Facility facility;
    private final Random random;
    private final Map<String, ExperimentSpec> specs = new HashMap<>();

    SimulatedTexts(Random random, double now) {
        this.random = random;
        Confirmation bench = random.nextInt(4) == 0 ? Confirmation.ASSUMED : Confirmation.SCAN;
        List<ChannelSpec> channels = new ArrayList<>();
        for (String cycler : List.of("a", "b")) {
            for (int i = 1; i <= 4; i++) {
                String id = cycler + "/" + i;
                channels.add(new ChannelSpec(id, "rack-" + i % 2, new ChannelLimits(-5, 5, 1, Set.of(StepType.REST)), 10, "",
                        Optional.empty(), CHAMBER.contains(id) ? Optional.of("chamber") : Optional.empty(), Set.of(),
                        SAFETY_GROUP.contains(id) ? Optional.of("bench") : Optional.empty(),
                        id.equals("b/4") ? now + 3000 : Double.NaN, Map.of()));
            }
        }
        facility = new Facility("simulated", channels, List.of(new Chamber("chamber", Double.NaN, Double.NaN)),
                List.of(new SharedResource(MULTIPLEXER, 1)), List.of(new SafetyGroup("bench", MOST_ENERGISED, Double.NaN)),
                List.of(new UserGroup("x", 1), new UserGroup("y", 2)), List.of(), new BenchRules(bench, bench, 600, 60));
    }

    boolean isScanned() {
        return facility.bench().mount() == Confirmation.SCAN;
    }

    /// An experiment by chance, with cells that may be taken already; its text is its name.
    String newExperiment() {
        int n = 1 + random.nextInt(3);
        List<String> cells = random.ints(0, CELLS).distinct().limit(n).mapToObj(i -> "cell-" + i).toList();
        boolean apart = n == 2 && random.nextInt(3) == 0;
        boolean plain = random.nextInt(3) == 0;
        List<Requirement> require = !plain && random.nextInt(5) == 0
                ? List.of(new Requirement.Temperature(random.nextBoolean() ? 25 : 45))
                : List.of();
        Placement placement = plain
                ? Placement.ANYWHERE
                : new Placement(require, List.of(), apart
                        ? Optional.of(new Placement.Spread(Placement.Spread.Over.CYCLER, true))
                        : Optional.empty(), random.nextInt(2) == 0,
                        n == 1 && random.nextInt(4) == 0 ? Set.of(MULTIPLEXER) : Set.of());
        double p50 = 60 + random.nextInt(300);
        String name = "experiment-" + specs.size();
        specs.put(name, new ExperimentSpec(name, random.nextBoolean() ? "x" : "y", PriorityClass.values()[random.nextInt(3)], cells,
                1 + random.nextInt(n), "rest", placement, Double.NaN, Double.NaN, 30 + random.nextInt(200),
                Optional.of(new ExpectedDuration(p50, 1.5 * p50)), Optional.of(new VoltageWindow(1, 2))));
        return name;
    }

    @Override
    public Facility facility(String text) {
        return facility;
    }

    @Override
    public List<CellRecord> cells(String text) {
        List<CellRecord> cells = new ArrayList<>();
        for (int i = 0; i < CELLS; i++) {
            cells.add(new CellRecord(new CellFacts("cell-" + i, CellKind.SYMMETRIC, FirstHalfCycle.UNKNOWN, Double.NaN, Double.NaN, 0.001,
                    Double.NaN), barcodeOf("cell-" + i), Map.of()));
        }
        return cells;
    }

    static String barcodeOf(String cellId) {
        return "barcode of " + cellId;
    }

    @Override
    public ExperimentSpec experiment(String text) {
        return specs.get(text);
    }

    @Override
    public CyclingProtocol protocol(String text) {
        return PROTOCOL;
    }
}
