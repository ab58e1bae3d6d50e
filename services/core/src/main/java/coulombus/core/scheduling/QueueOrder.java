package coulombus.core.scheduling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import coulombus.core.experiment.ExperimentSpec.PriorityClass;

/// The order in which experiments are tried, made while they are: what starts is charged to its group at once.
///
/// The operator's places come first, then what is overdue, then the classes from high to low. In a class those come first that had a
/// reservation, then the aged, then the group that used least of its share; in a group the one that was submitted first.
final class QueueOrder {
    private static final double HOUR_SECOND = 3_600;
    static final Comparator<QueuedExperiment> SUBMITTED = Comparator.comparingDouble(QueuedExperiment::submittedUnixSecond)
            .thenComparing(QueuedExperiment::experimentId);

    private final TreeMap<Integer, Deque<Waiting>> byPlace = new TreeMap<>();
    private final List<Deque<Waiting>> first = new ArrayList<>();
    private final List<Map<String, Deque<Waiting>>> shared = new ArrayList<>();
    private final Map<String, Double> usedHours = new HashMap<>();
    private final Map<String, Double> shares = new HashMap<>();
    private int taken;

    /// @param queue in the order of submission
    QueueOrder(SchedulingInput input, List<Waiting> queue) {
        input.facility().groups().forEach(g -> shares.put(g.name(), g.shareRatio()));
        usedHours.putAll(input.groupChannelHours());
        for (ChannelSituation channel : input.channels()) {
            channel.occupant().ifPresent(o -> usedHours.merge(o.group(),
                    Math.max(0, o.expectedFreeUnixSecond() - input.nowUnixSecond()) / HOUR_SECOND, Double::sum));
        }
        Map<String, Integer> reserved = new HashMap<>();
        input.reservedBefore().forEach(id -> reserved.putIfAbsent(id, reserved.size()));
        Deque<Waiting> overdue = new ArrayDeque<>();
        Map<PriorityClass, List<Waiting>> kept = new HashMap<>();
        Map<PriorityClass, Deque<Waiting>> aged = new HashMap<>();
        Map<PriorityClass, Map<String, Deque<Waiting>>> byGroup = new HashMap<>();
        for (Waiting w : queue) {
            if (w.told.move().position().isPresent()) {
                byPlace.computeIfAbsent(w.told.move().position().getAsInt(), p -> new ArrayDeque<>()).add(w);
            } else if (isOverdue(w, input)) {
                overdue.add(w);
            } else if (reserved.containsKey(w.told.experimentId())) {
                kept.computeIfAbsent(w.told.priority(), p -> new ArrayList<>()).add(w);
            } else if (waited(w, input) > input.policy().agedAfterSecond()) {
                aged.computeIfAbsent(w.told.priority(), p -> new ArrayDeque<>()).add(w);
            } else {
                byGroup.computeIfAbsent(w.told.priority(), p -> new TreeMap<>()).computeIfAbsent(w.group(), g -> new ArrayDeque<>()).add(w);
            }
        }
        add(overdue, Map.of());
        for (int i = PriorityClass.values().length - 1; i >= 0; i--) {
            PriorityClass priority = PriorityClass.values()[i];
            List<Waiting> keepers = kept.getOrDefault(priority, List.of());
            keepers = new ArrayList<>(keepers);
            keepers.sort(Comparator.comparingInt(w -> reserved.get(w.told.experimentId())));
            Deque<Waiting> ahead = new ArrayDeque<>(keepers);
            ahead.addAll(aged.getOrDefault(priority, new ArrayDeque<>()));
            add(ahead, byGroup.getOrDefault(priority, Map.of()));
        }
    }

    private void add(Deque<Waiting> ahead, Map<String, Deque<Waiting>> groups) {
        first.add(ahead);
        shared.add(groups);
    }

    /// Time since it could have started, s.
    private static double waited(Waiting w, SchedulingInput input) {
        double since = Math.max(w.told.submittedUnixSecond(), Double.isNaN(w.told.spec().earliestStartUnixSecond())
                ? Double.NEGATIVE_INFINITY
                : w.told.spec().earliestStartUnixSecond());
        return input.nowUnixSecond() - since;
    }

    static boolean isOverdue(Waiting w, SchedulingInput input) {
        return waited(w, input) > input.policy().overdueAfterSecond();
    }

    /// The next one, null at the end.
    Waiting next() {
        if (!byPlace.isEmpty() && (byPlace.firstKey() <= taken + 1 || restIsEmpty())) {
            Deque<Waiting> here = byPlace.firstEntry().getValue();
            Waiting next = here.poll();
            if (here.isEmpty()) {
                byPlace.pollFirstEntry();
            }
            taken++;
            return next;
        }
        for (int level = 0; level < first.size(); level++) {
            Waiting next = first.get(level).poll();
            if (next == null) {
                next = ofLeastUser(shared.get(level));
            }
            if (next != null) {
                taken++;
                return next;
            }
        }
        return null;
    }

    private boolean restIsEmpty() {
        return first.stream().allMatch(Deque::isEmpty)
                && shared.stream().allMatch(groups -> groups.values().stream().allMatch(Deque::isEmpty));
    }

    private Waiting ofLeastUser(Map<String, Deque<Waiting>> groups) {
        Deque<Waiting> best = null;
        double least = Double.POSITIVE_INFINITY;
        for (Map.Entry<String, Deque<Waiting>> group : groups.entrySet()) {
            Waiting head = group.getValue().peek();
            if (head != null) {
                double used = usedHours.getOrDefault(group.getKey(), 0.0) / shares.getOrDefault(group.getKey(), 1.0);
                if (best == null || used < least || used == least && SUBMITTED.compare(head.told, best.peek().told) < 0) {
                    best = group.getValue();
                    least = used;
                }
            }
        }
        return best == null ? null : best.poll();
    }

    /// Charges what starts to its group, all the hours it is expected to take.
    void charge(Waiting who, int cells) {
        usedHours.merge(who.group(), cells * who.p50() / HOUR_SECOND, Double::sum);
    }
}
