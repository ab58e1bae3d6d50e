package coulombus.core.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

import coulombus.core.detection.FindingKind;

/// What is to be done to a cell: steps in order, what is recorded, what must never be passed, and what happens on a finding. In the units
/// its author chose; [ResolvedProtocol] is the same for one cell. One that contradicts itself cannot be built: loops go backwards to
/// something that is there and do not cross, tags are unique, a capacity relative to another step names one before it that has a charge.
///
/// @param name       for people, not blank
/// @param steps      at least one that is not a tag
/// @param recording  for every step that has no rule of its own
/// @param safety     for the whole test
/// @param onFinding  what ends or holds the test
public record CyclingProtocol(String name, List<Step> steps, RecordingRule recording, SafetyLimits safety,
        Map<FindingKind, FindingAction> onFinding) {

    /// More than any test needs; keeps the work on a text from outside bounded.
    private static final int MOST_STEPS = 10_000;
    private static final int DEEPEST_LOOP = 8;

    public CyclingProtocol {
        Objects.requireNonNull(recording, "recording");
        Objects.requireNonNull(safety, "safety");
        if (name.isBlank() || name.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("protocol: must be a name in one line; was \"" + name + "\"");
        }
        steps = List.copyOf(steps);
        onFinding = Map.copyOf(onFinding);
        if (steps.stream().allMatch(step -> step instanceof Step.Tag)) {
            throw new IllegalArgumentException("steps: must hold at least one step that is not a tag");
        }
        if (steps.size() > MOST_STEPS) {
            throw new IllegalArgumentException("steps: must be " + MOST_STEPS + " at most; were " + steps.size());
        }
        new StepList(steps).requireSound();
    }

    /// A protocol that runs to its end whatever is found.
    public CyclingProtocol(String name, List<Step> steps, RecordingRule recording, SafetyLimits safety) {
        this(name, steps, recording, safety, Map.of());
    }

    /// The index of the first step of a loop's body.
    public int targetOf(Step.Loop loop) {
        return new StepList(steps).targetOf(loop);
    }

    /// The index of the step that a relative capacity of the step at `index` refers to.
    public int referenceOf(int index, End.RelativeCapacity relative) {
        return new StepList(steps).referenceOf(index, relative).orElseThrow();
    }

    /// The rule that holds while the step at `index` runs.
    public RecordingRule recordingOf(int index) {
        return switch (steps.get(index)) {
            case Step.Rest rest -> rest.recording().orElse(recording);
            case Step.ConstantCurrent current -> current.recording().orElse(recording);
            case Step.ConstantVoltage voltage -> voltage.recording().orElse(recording);
            case Step.VoltageSweep sweep -> sweep.recording().orElse(recording);
            case Step.Pulse pulse -> pulse.recording().orElse(recording);
            case Step.Impedance impedance -> recording;
            case Step.Loop loop -> recording;
            case Step.Tag tag -> recording;
        };
    }

    /// Looks through a list of steps that refer to each other.
    private record StepList(List<Step> steps) {

        void requireSound() {
            Map<String, Integer> tags = new LinkedHashMap<>();
            List<int[]> loops = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                switch (steps.get(i)) {
                    case Step.Tag tag -> {
                        Integer first = tags.putIfAbsent(tag.name(), i);
                        if (first != null) {
                            throw refused(i, "tag: must be unique; steps[" + first + "] is also called " + tag.name());
                        }
                    }
                    case Step.Loop loop -> requireLoop(i, loop, tags, loops);
                    case Step.ConstantCurrent current -> requireReferences(i, current.ends());
                    case Step.ConstantVoltage voltage -> requireReferences(i, voltage.ends());
                    case Step.Rest rest -> {
                    }
                    case Step.VoltageSweep sweep -> {
                    }
                    case Step.Impedance impedance -> {
                    }
                    case Step.Pulse pulse -> {
                    }
                }
            }
        }

        private void requireLoop(int index, Step.Loop loop, Map<String, Integer> tags, List<int[]> loops) {
            if (loop.target() instanceof LoopTarget.ToTag tag && !tags.containsKey(tag.tag())) {
                throw refused(index, "loop: must go back to an earlier step; there is no tag " + tag.tag() + " before it");
            }
            int target = targetOf(loop);
            if (target >= index) {
                throw refused(index, "loop: must go back to an earlier step; was " + loop.target());
            }
            if (steps.subList(target, index).stream().allMatch(step -> step instanceof Step.Tag || step instanceof Step.Loop)) {
                throw refused(index, "loop: must hold a step that is neither tag nor loop; from " + loop.target() + " there is none");
            }
            int depth = 1;
            for (int[] earlier : loops) {
                if (target > earlier[0] && target <= earlier[1]) {
                    throw refused(index, "loop: must not begin inside another loop and end outside of it; steps[" + earlier[1]
                            + "] loops from steps[" + earlier[0] + "]");
                }
                depth = target <= earlier[0] ? Math.max(depth, earlier[2] + 1) : depth;
            }
            if (depth > DEEPEST_LOOP) {
                throw refused(index, "loop: must not hold loops in loops more than " + DEEPEST_LOOP + " deep");
            }
            loops.add(new int[]{ target, index, depth });
        }

        private void requireReferences(int index, List<End> ends) {
            for (End end : ends) {
                if (end instanceof End.RelativeCapacity relative && referenceOf(index, relative).isEmpty()) {
                    throw refused(index, "until.capacity_of: must refer to an earlier constant_current or constant_voltage; "
                            + relative.tag().map(tag -> "tag " + tag + " is not right before one").orElse("none comes before it"));
                }
            }
        }

        int targetOf(Step.Loop loop) {
            return switch (loop.target()) {
                case LoopTarget.ToStep step -> step.index();
                case LoopTarget.ToTag tag -> steps.indexOf(new Step.Tag(tag.tag()));
            };
        }

        OptionalInt referenceOf(int index, End.RelativeCapacity relative) {
            int from = index - 1;
            int to = 0;
            if (relative.tag().isPresent()) {
                int tag = steps.indexOf(new Step.Tag(relative.tag().get()));
                if (tag < 0) {
                    return OptionalInt.empty();
                }
                int tagged = tag + 1;
                while (tagged < index && steps.get(tagged) instanceof Step.Tag) {
                    tagged++;
                }
                from = Math.min(tagged, from);
                to = tagged;
            }
            for (int i = from; i >= to; i--) {
                if (steps.get(i) instanceof Step.ConstantCurrent || steps.get(i) instanceof Step.ConstantVoltage) {
                    return OptionalInt.of(i);
                }
            }
            return OptionalInt.empty();
        }

        private static IllegalArgumentException refused(int index, String why) {
            return new IllegalArgumentException("steps[" + index + "]." + why);
        }
    }
}
