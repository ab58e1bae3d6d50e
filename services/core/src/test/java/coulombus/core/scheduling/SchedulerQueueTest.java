package coulombus.core.scheduling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import coulombus.core.experiment.ExperimentSpec;
import coulombus.core.experiment.ExperimentSpec.PriorityClass;
import coulombus.core.experiment.Placement;
import coulombus.core.experiment.Requirement;
import coulombus.core.facility.ChannelSpec;
import coulombus.core.facility.Facility;
import coulombus.core.facility.UserGroup;
import coulombus.core.protocol.ChannelLimits;
import coulombus.core.scheduling.ChannelSituation.Occupant;
import coulombus.core.scheduling.QueuedExperiment.QueueMove;
import coulombus.core.scheduling.QueuedExperiment.WaitingCell;
import coulombus.core.scheduling.SchedulingPolicy.ChannelChoice;
import coulombus.core.scheduling.SchedulingResult.CellStart;
import coulombus.core.scheduling.SchedulingResult.Reservation;

import static org.assertj.core.api.Assertions.assertThat;

/// Who comes first, what a reservation is worth, and what is told.
class SchedulerQueueTest {
    private static final double DAY = 86_400;
    private static final double NOW = 100 * DAY;

    private final Scheduler scheduler = new Scheduler();
    private final Map<String, Occupant> running = new HashMap<>();
    private final Map<String, Double> used = new HashMap<>();
    private List<String> reservedBefore = List.of();

    private static Facility facility(int cyclers, int each) {
        List<ChannelSpec> channels = new ArrayList<>();
        for (int i = 0; i < cyclers * each; i++) {
            boolean big = i % each == 0;
            channels.add(
                    new ChannelSpec("y" + i / each + "/" + i % each, "", new ChannelLimits(0, 5, big ? 20 : 1, Set.of()), Double.NaN, "",
                            Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), Double.NaN, Map.of()));
        }
        return new Facility("f", channels, List.of(), List.of(), List.of(), List.of(new UserGroup("a", 1), new UserGroup("b", 2)),
                List.of());
    }

    private static QueuedExperiment experiment(String id, String group, PriorityClass priority, double submittedDay, int cells,
            double days) {
        return experiment(id, group, priority, submittedDay, cells, days, QueueMove.NONE, 1);
    }

    private static QueuedExperiment experiment(String id, String group, PriorityClass priority, double submittedDay, int cells, double days,
            QueueMove move, double ampere) {
        List<String> ids = new ArrayList<>();
        List<WaitingCell> waiting = new ArrayList<>();
        for (int i = 0; i < cells; i++) {
            ids.add(id + "-" + i);
            waiting.add(new WaitingCell(id + "-" + i, Double.NaN));
        }
        Placement placement = new Placement(List.of(), List.of(), Optional.of(new Placement.Spread(Placement.Spread.Over.CYCLER, true)),
                true,
                Set.of());
        ExperimentSpec spec = new ExperimentSpec(id, group, priority, ids, 1, "", placement, Double.NaN, Double.NaN, 60);
        return new QueuedExperiment(id, spec, submittedDay * DAY, waiting, Map.of(), List.of(new Requirement.CurrentAtLeast(ampere)),
                Set.of(),
                days * DAY, days * DAY, move);
    }

    private SchedulingResult plan(Facility facility, double now, SchedulingPolicy policy, List<QueuedExperiment> queue) {
        List<ChannelSituation> channels = facility.channels().stream().map(c -> new ChannelSituation(c.channelId(), Optional.empty(),
                Optional.ofNullable(running.get(c.channelId())), Optional.empty(), List.of())).toList();
        return scheduler.plan(new SchedulingInput(now, facility, channels, queue, used, reservedBefore, policy));
    }

    private List<String> started(Facility facility, QueuedExperiment... queue) {
        return plan(facility, NOW, SchedulingPolicy.DEFAULT, List.of(queue)).starts().stream().map(CellStart::experimentId).toList();
    }

    private void occupy(String channelId, double untilDay) {
        running.put(channelId,
                new Occupant("r" + channelId, "r", "a", NOW - DAY, untilDay * DAY, Double.NaN, Double.NaN, Set.of(), List.of()));
    }

    /// M5: of equal jobs the group goes first that used less of its share; what starts is charged at once.
    @Test
    void givesToTheGroupThatUsedLeastOfItsShareAndChargesAtOnce() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            double a = random.nextInt(1000);
            double b = random.nextInt(1000);
            used.put("a", a);
            used.put("b", b);
            List<QueuedExperiment> queue = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                queue.add(experiment("e" + i, i % 2 == 0 ? "a" : "b", PriorityClass.NORMAL, 99, 1, 5));
            }
            List<String> order = started(facility(2, 5), queue.toArray(QueuedExperiment[]::new));
            double hoursA = a;
            double hoursB = b / 2;
            for (int i = 0; i < 5; i++) {
                boolean isA = Integer.parseInt(order.get(i).substring(1)) % 2 == 0;
                if (hoursA != hoursB) {
                    assertThat(isA).as("seed %d: start %d of %s", seed, i, order).isEqualTo(hoursA < hoursB);
                }
                hoursA += isA ? 120 : 0;
                hoursB += isA ? 0 : 60;
            }
        }
    }

    @Test
    void countsWhatRunningTestsWillStillUse() {
        occupy("y0/0", 200);
        assertThat(started(facility(1, 2), experiment("mine", "a", PriorityClass.NORMAL, 90, 1, 5),
                experiment("theirs", "b", PriorityClass.NORMAL, 95, 1, 5))).containsExactly("theirs");
    }

    @Test
    void ordersByPlaceThenOverdueThenClassThenAge() {
        used.put("a", 1e6);
        QueueMove second = new QueueMove(Optional.empty(), OptionalInt.of(2));
        List<String> order = plan(facility(1, 6), NOW, SchedulingPolicy.DEFAULT,
                List.of(experiment("low", "b", PriorityClass.LOW, 99, 1, 5), experiment("overdue", "a", PriorityClass.LOW, 5, 1, 5),
                        experiment("high", "a", PriorityClass.HIGH, 99, 1, 5), experiment("normal", "b", PriorityClass.NORMAL, 90, 1, 5),
                        experiment("aged", "a", PriorityClass.NORMAL, 60, 1, 5),
                        experiment("moved", "a", PriorityClass.LOW, 98, 1, 5, second, 1)))
                .starts().stream().map(CellStart::experimentId).toList();
        assertThat(order).containsExactly("overdue", "moved", "high", "aged", "normal", "low");
    }

    @Test
    void neverBlocksOnTheHead() {
        occupy("y0/0", 110);
        assertThat(started(facility(2, 1), experiment("gang", "a", PriorityClass.HIGH, 90, 2, 5),
                experiment("short", "a", PriorityClass.LOW, 95, 1, 10), experiment("long", "a", PriorityClass.LOW, 94, 1, 11)))
                .as("what ends before the gang can start goes first; what does not waits").containsExactly("short");
    }

    @Test
    void leavesScarceChannelsToThoseWhoNeedThem() {
        List<CellStart> starts = plan(facility(1, 3), NOW, SchedulingPolicy.DEFAULT,
                List.of(experiment("easy", "a", PriorityClass.HIGH, 90, 1, 5),
                        experiment("hard", "a", PriorityClass.NORMAL, 95, 1, 5, QueueMove.NONE, 10)))
                .starts();
        assertThat(starts).containsExactly(new CellStart("easy", "easy-0", "y0/1"), new CellStart("hard", "hard-0", "y0/0"));
    }

    @Test
    void saysWhyInWordsWithCounts() {
        // Given
        occupy("y0/0", 103);
        occupy("y1/0", 107);
        QueuedExperiment gang = experiment("gang", "a", PriorityClass.NORMAL, 95, 3, 5, QueueMove.NONE, 10);
        QueuedExperiment never = experiment("never", "a", PriorityClass.NORMAL, 96, 1, 5, QueueMove.NONE, 100);
        QueuedExperiment many = experiment("many", "a", PriorityClass.NORMAL, 97, 4, 5);

        // When
        List<WaitingExperiment> waiting = plan(facility(3, 2), NOW, SchedulingPolicy.DEFAULT, List.of(gang, never, many)).waiting();

        // Then
        assertThat(waiting).extracting(WaitingExperiment::experimentId).containsExactly("gang", "never", "many");
        assertThat(waiting.get(0).why()).isEqualTo("needs 3 cyclers at once with at least 10.0 A; 3 suit, 1 is free");
        assertThat(waiting.get(0).cause()).isEqualTo(WaitingExperiment.Cause.BUSY);
        assertThat(waiting.get(0).earliestStartUnixSecond()).isEqualTo(107 * DAY);
        assertThat(waiting.get(0).likelyStartUnixSecond()).isEqualTo(107 * DAY);
        assertThat(waiting.get(1).cause()).isEqualTo(WaitingExperiment.Cause.IMPOSSIBLE);
        assertThat(waiting.get(1).why()).isEqualTo("needs 1 cycler with at least 100.0 A, never possible here: 0 of 6 channels suit; "
                + "what empties the set is at least 100.0 A (0 of 6 channels have it, 6 would suit without it)");
        assertThat(waiting.get(2).why()).contains("not even all channels together have so many cyclers");
    }

    @Test
    void correctsATestThatShouldHaveEnded() {
        occupy("y0/0", 99);
        WaitingExperiment waiting = plan(facility(1, 1), NOW, SchedulingPolicy.DEFAULT,
                List.of(experiment("e", "a", PriorityClass.NORMAL, 99, 1, 5))).waiting().get(0);
        assertThat(waiting.earliestStartUnixSecond()).isEqualTo(NOW + 0.1 * DAY);
    }

    /// M3 and L1: in a crowd that never ends, what was predicted for the first in the queue that has a reservation never moves later while tests end when or
    /// before they should, and it starts.
    @Test
    void keepsWhatItPredictedForAReservation() {
        int predicted = 0;
        for (long seed = 0; seed < 60; seed++) {
            predicted += crowd(seed);
        }
        assertThat(predicted).as("the seeds must try something").isGreaterThan(1_000);
    }

    private int crowd(long seed) {
        running.clear();
        used.clear();
        reservedBefore = List.of();
        Random random = new Random(seed);
        Facility facility = facility(4, 3);
        List<QueuedExperiment> queue = new ArrayList<>();
        queue.add(experiment("gang", "a", PriorityClass.NORMAL, 100, 4, 5, QueueMove.NONE, 10));
        Map<String, Double> ends = new HashMap<>();
        Map<String, Double> promised = new HashMap<>();
        int seen = 0;
        boolean gangStarted = false;
        for (int step = 0; step < 100; step++) {
            double now = NOW + step * DAY / 2;
            ends.entrySet().removeIf(e -> e.getValue() <= now && running.remove(e.getKey()) != null);
            for (int i = random.nextInt(4); i > 0; i--) {
                queue.add(experiment("s" + step + "-" + i, random.nextBoolean() ? "a" : "b", PriorityClass.NORMAL, now / DAY,
                        1 + random.nextInt(3), 1 + random.nextInt(12), QueueMove.NONE, random.nextBoolean() ? 10 : 1));
            }
            SchedulingResult result = plan(facility, now, new SchedulingPolicy(1 + (int) (seed % 3), 30 * DAY, 400 * DAY, 400 * DAY,
                    ChannelChoice.LEAST_SCARCE), queue);
            for (CellStart start : result.starts()) {
                QueuedExperiment e = queue.stream().filter(q -> q.experimentId().equals(start.experimentId())).findFirst().orElseThrow();
                running.put(start.channelId(), new Occupant(e.experimentId(), start.cellId(), e.spec().group(), now,
                        now + e.durationP50Second(), Double.NaN, Double.NaN, Set.of(), e.protocolNeeds()));
                ends.put(start.channelId(), now + e.durationP50Second() * (random.nextBoolean() ? 1 : random.nextDouble()));
                gangStarted |= e.experimentId().equals("gang");
            }
            queue.removeIf(q -> result.starts().stream().anyMatch(s -> s.experimentId().equals(q.experimentId())));
            reservedBefore = result.reservations().stream().map(Reservation::experimentId).toList();
            Map<String, Double> before = promised;
            promised = new HashMap<>();
            if (!result.reservations().isEmpty()) {
                Reservation head = result.reservations().get(0);
                promised.put(head.experimentId(), head.notBeforeUnixSecond());
                if (before.containsKey(head.experimentId())) {
                    assertThat(head.notBeforeUnixSecond()).as("seed %d, step %d: %s", seed, step, head)
                            .isLessThanOrEqualTo(Math.max(now, before.get(head.experimentId())));
                    seen++;
                }
            }
        }
        assertThat(gangStarted).as("seed %d: the gang starts", seed).isTrue();
        return seen;
    }
}
