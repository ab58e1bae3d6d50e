package coulombus.formats.protocol;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.detection.FindingKind;
import coulombus.core.protocol.ChargeQuantity;
import coulombus.core.protocol.CurrentQuantity;
import coulombus.core.protocol.CyclingProtocol;
import coulombus.core.protocol.End;
import coulombus.core.protocol.FindingAction;
import coulombus.core.protocol.LoopTarget;
import coulombus.core.protocol.RecordingRule;
import coulombus.core.protocol.SafetyLimits;
import coulombus.core.protocol.Step;

/// Protocols of every shape there is, from a seed: every quantity, every end, nested loops, odd names.
final class RandomProtocols {
    private static final String[] NAMES = { "Zn||Zn", "a: b # c", "true", "Zn‖Ti 0,5", "\"quoted\" \\ back", "- dash", "50 %", "☃ 𝄞",
            "{x}", "2026-01-01" };

    private final Random random;
    private final boolean everything;
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> tags = new HashSet<>();

    private RandomProtocols(long seed, boolean everything) {
        this.random = new Random(seed);
        this.everything = everything;
    }

    /// Everything that a protocol can say.
    static CyclingProtocol any(long seed) {
        return new RandomProtocols(seed, true).protocol();
    }

    /// Rest, current, voltage, loops and tags, ends in time, voltage and current: what most formats can say.
    static CyclingProtocol plain(long seed) {
        return new RandomProtocols(seed, false).protocol();
    }

    /// A cell of which everything is known, so that every quantity can be resolved.
    static CellFacts cell(long seed) {
        Random random = new Random(seed ^ 0x5DEECE66DL);
        CellKind[] kinds = CellKind.values();
        return new CellFacts("cell-" + random.nextInt(1000), kinds[random.nextInt(kinds.length)], FirstHalfCycle.UNKNOWN,
                0.5 + random.nextDouble(), 1 + 10 * random.nextDouble(), 1e-3 * (1 + random.nextDouble()), Double.NaN);
    }

    private CyclingProtocol protocol() {
        steps.add(work());
        body(random.nextInt(4), 0);
        Map<FindingKind, FindingAction> onFinding = new EnumMap<>(FindingKind.class);
        for (FindingKind kind : FindingKind.values()) {
            if (everything && random.nextBoolean()) {
                onFinding.put(kind, FindingAction.values()[random.nextInt(FindingAction.values().length)]);
            }
        }
        return new CyclingProtocol(NAMES[random.nextInt(NAMES.length)], steps, rule(), safety(), onFinding);
    }

    private void body(int size, int depth) {
        for (int i = 0; i < size; i++) {
            if (depth < 3 && random.nextInt(3) == 0) {
                int first = steps.size();
                String tag = random.nextBoolean() ? tag() : null;
                steps.add(work());
                steps.add(step());
                body(random.nextInt(3), depth + 1);
                steps.add(new Step.Loop(tag == null ? new LoopTarget.ToStep(first) : new LoopTarget.ToTag(tag), 1 + random.nextInt(1000)));
            } else {
                steps.add(step());
            }
        }
    }

    private String tag() {
        String name = "tag " + tags.size() + NAMES[random.nextInt(NAMES.length)];
        tags.add(name);
        steps.add(new Step.Tag(name));
        return name;
    }

    private Step step() {
        return everything && random.nextInt(7) == 0
                ? new Step.Tag("mark " + steps.size() + NAMES[random.nextInt(NAMES.length)])
                : work();
    }

    private Step work() {
        return switch (random.nextInt(everything ? 6 : 3)) {
            case 0 -> new Step.Rest(positive(1e5), override());
            case 1 -> new Step.ConstantCurrent(current(true), currentEnds(), override());
            case 2 -> new Step.ConstantVoltage(volt(), everything && random.nextBoolean() ? Optional.of(current(false)) : Optional.empty(),
                    voltageEnds(), override());
            case 3 -> new Step.VoltageSweep(positive(1e-2), volt(), 9 - positive(1), 1 + random.nextInt(5), override());
            case 4 -> new Step.Impedance(positive(1e5), positive(1e2), 1 + random.nextInt(12),
                    random.nextBoolean() ? new Step.Amplitude.OfVoltage(positive(0.01)) : new Step.Amplitude.OfCurrent(positive(1e-4)),
                    1 + random.nextInt(3));
            default -> new Step.Pulse(current(true), positive(2000), positive(1e4), 1 + random.nextInt(40),
                    random.nextBoolean() ? Optional.of(new End.Voltage(volt())) : Optional.empty(), override());
        };
    }

    private List<End> currentEnds() {
        List<End> ends = new ArrayList<>();
        if (everything && random.nextBoolean()) {
            ends.add(new End.Capacity(charge()));
        }
        boolean afterCurrent = steps.stream()
                .anyMatch(step -> step instanceof Step.ConstantCurrent || step instanceof Step.ConstantVoltage);
        if (everything && afterCurrent && random.nextBoolean()) {
            ends.add(End.RelativeCapacity.ofPrevious(1 + random.nextDouble()));
        }
        if (random.nextBoolean()) {
            ends.add(new End.Voltage(volt()));
        }
        if (ends.isEmpty() || random.nextBoolean()) {
            ends.add(new End.Time(positive(1e5)));
        }
        return ends;
    }

    private List<End> voltageEnds() {
        List<End> ends = new ArrayList<>();
        if (random.nextBoolean()) {
            ends.add(new End.Current(current(false)));
        }
        if (ends.isEmpty() || random.nextBoolean()) {
            ends.add(new End.Time(positive(1e5)));
        }
        return ends;
    }

    private CurrentQuantity current(boolean signed) {
        double sign = signed && random.nextBoolean() ? -1 : 1;
        return switch (random.nextInt(everything ? 4 : 2)) {
            case 0 -> new CurrentQuantity.Absolute(sign * positive(0.01));
            case 1 -> new CurrentQuantity.CRate(sign * (random.nextBoolean() ? 1.0 / (1 + random.nextInt(30)) : positive(5)));
            case 2 -> new CurrentQuantity.Areal(sign * positive(0.01));
            default -> new CurrentQuantity.Specific(sign * positive(5));
        };
    }

    private ChargeQuantity charge() {
        return switch (random.nextInt(3)) {
            case 0 -> new ChargeQuantity.Absolute(positive(0.01));
            case 1 -> new ChargeQuantity.Areal(positive(0.01));
            default -> new ChargeQuantity.Specific(positive(1));
        };
    }

    private SafetyLimits safety() {
        return new SafetyLimits(random.nextBoolean() ? -1 - positive(1) : Double.NaN, random.nextBoolean() ? 1 + positive(1) : Double.NaN,
                everything && random.nextBoolean() ? Optional.of(new CurrentQuantity.Areal(-positive(0.1))) : Optional.empty(),
                random.nextBoolean() ? Optional.of(new CurrentQuantity.Absolute(positive(0.1))) : Optional.empty(),
                random.nextBoolean() ? Optional.of(new ChargeQuantity.Absolute(positive(0.1))) : Optional.empty(),
                random.nextBoolean() ? positive(10) : 0, everything && random.nextBoolean() ? positive(80) : Double.NaN);
    }

    private Optional<RecordingRule> override() {
        return everything && random.nextInt(4) == 0 ? Optional.of(rule()) : Optional.empty();
    }

    private RecordingRule rule() {
        return new RecordingRule(positive(60), random.nextBoolean() ? positive(0.01) : Double.NaN,
                random.nextBoolean() ? positive(1e-4) : Double.NaN);
    }

    private double volt() {
        return switch (random.nextInt(4)) {
            case 0 -> everything ? 0 : 0.5;
            case 1 -> random.nextInt(5) - 2.5;
            default -> 2 * random.nextDouble() - 1;
        };
    }

    /// As people write them or as odd as doubles get; well above the smallest that a device can take.
    private double positive(double most) {
        return random.nextBoolean() ? most * (1 + random.nextInt(100)) / 100 : most * (0.01 + 0.99 * random.nextDouble());
    }
}
