package coulombus.core.scheduling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import coulombus.core.facility.ChannelSpec;
import coulombus.core.facility.Facility;
import coulombus.core.scheduling.ChannelSituation.Occupant;
import coulombus.core.scheduling.Rulebook.Put;
import coulombus.core.scheduling.SchedulingResult.CellStart;
import coulombus.core.scheduling.SchedulingResult.Reservation;

import static org.assertj.core.api.Assertions.assertThat;

/// What holds of every pass, over small facilities drawn from seeds; a failure names its seed.
class SchedulerPropertiesTest {
    private static final int SEEDS = 3_000;

    private final Scheduler scheduler = new Scheduler();

    /// M2, S5, S6, S7, S8.
    @Test
    void startsOnlyWhatIsAllowed() {
        int started = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            SchedulingInput input = SmallFacilities.of(seed, (int) (seed % 4));
            SchedulingResult result = scheduler.plan(input);
            assertThat(new Rulebook(input).wrongs(new Rulebook(input).puts(result.starts()))).as("seed " + seed).isEmpty();
            for (QueuedExperiment e : input.queue()) {
                long cells = result.starts().stream().filter(s -> s.experimentId().equals(e.experimentId())).count();
                boolean waits = result.waiting().stream().anyMatch(w -> w.experimentId().equals(e.experimentId()));
                assertThat(waits).as("seed %d: %s waits exactly when a cell of it did not start", seed, e.experimentId())
                        .isEqualTo(cells < e.cells().size());
                if (e.spec().placement().startTogether()) {
                    assertThat(cells).as("seed %d: all or none of %s", seed, e.experimentId()).isIn(0L, (long) e.cells().size());
                }
            }
            started += result.starts().size();
        }
        assertThat(started).as("the seeds must try something").isGreaterThan(SEEDS / 2);
    }

    /// M1 and the oracle: without reservations nothing waits that any way of placing it could start.
    @Test
    void leavesNothingWaitingThatCouldStart() {
        int waiting = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            SchedulingInput input = SmallFacilities.of(seed, 0);
            input = withoutOverdue(input);
            SchedulingResult result = scheduler.plan(input);
            Rulebook rules = new Rulebook(input);
            for (WaitingExperiment w : result.waiting()) {
                QueuedExperiment waits = queued(input, w.experimentId());
                assertThat(rules.ways(waits, rules.puts(result.starts()))).as("seed %d: %s waits, as %s", seed, w.experimentId(), w)
                        .isEmpty();
                waiting++;
            }
        }
        assertThat(waiting).isGreaterThan(SEEDS);
    }

    /// M1 with reservations: what waits and could start would make somebody with a reservation start later.
    @Test
    void leavesNothingWaitingThatDelaysNobody() {
        int held = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            SchedulingInput input = withoutOverdue(SmallFacilities.of(seed, 1));
            SchedulingResult result = scheduler.plan(input);
            Rulebook rules = new Rulebook(input);
            for (WaitingExperiment w : result.waiting()) {
                QueuedExperiment waits = queued(input, w.experimentId());
                for (List<Put> way : rules.ways(waits, rules.puts(result.starts()))) {
                    assertThat(result.reservations()).as("seed " + seed).isNotEmpty();
                    Reservation reservation = result.reservations().get(0);
                    if (reservation.experimentId().equals(w.experimentId())) {
                        continue;
                    }
                    List<Put> all = new ArrayList<>(rules.puts(result.starts()));
                    all.addAll(way);
                    Optional<Reservation> then = reservationAlone(input, all, reservation.experimentId());
                    assertThat(then.map(Reservation::notBeforeUnixSecond).orElse(Double.POSITIVE_INFINITY))
                            .as("seed %d: %s could go %s without delay of %s", seed, w, way, reservation)
                            .isGreaterThan(reservation.notBeforeUnixSecond());
                    held++;
                }
            }
        }
        assertThat(held).as("the seeds must try something").isGreaterThan(50);
    }

    private Optional<Reservation> reservationAlone(SchedulingInput input, List<Put> started, String experimentId) {
        QueuedExperiment head = queued(input, experimentId);
        return scheduler.plan(copy(occupied(input, started), List.of(head))).reservations().stream().findFirst();
    }

    /// The same facility a moment after these started, with their 90 % durations.
    private static SchedulingInput occupied(SchedulingInput input, List<Put> started) {
        List<ChannelSituation> channels = new ArrayList<>();
        for (ChannelSituation s : input.channels()) {
            channels.add(
                    started.stream().filter(p -> p.channelId().equals(s.channelId())).findFirst().map(p -> taken(s, p, input)).orElse(s));
        }
        return new SchedulingInput(input.nowUnixSecond(), input.facility(), channels, input.queue(), input.groupChannelHours(),
                input.reservedBefore(), input.policy());
    }

    private static ChannelSituation taken(ChannelSituation s, Put put, SchedulingInput input) {
        QueuedExperiment e = put.experiment();
        Set<String> resources = new HashSet<>(e.spec().placement().sharedResources());
        if (e.protocolNeeds().stream().anyMatch(r -> r instanceof coulombus.core.experiment.Requirement.Impedance)) {
            input.facility().channels().stream().filter(c -> c.channelId().equals(s.channelId())).findFirst().orElseThrow().impedance()
                    .flatMap(ChannelSpec.ImpedanceRange::multiplexer).ifPresent(resources::add);
        }
        double celsius = e.spec().placement().require().stream().filter(r -> r instanceof coulombus.core.experiment.Requirement.Temperature)
                .mapToDouble(r -> ((coulombus.core.experiment.Requirement.Temperature) r).temperatureCelsius()).findFirst()
                .orElse(Double.NaN);
        return new ChannelSituation(s.channelId(), s.hindrance(), Optional.of(new Occupant(e.experimentId(), put.cell().cellId(),
                e.spec().group(), input.nowUnixSecond(), input.nowUnixSecond() + e.durationP90Second(), celsius, put.cell().energyWh(),
                resources, e.protocolNeeds())), Optional.of(put.cell().cellId()), s.closures());
    }

    private static SchedulingInput copy(SchedulingInput input, List<QueuedExperiment> queue) {
        return new SchedulingInput(input.nowUnixSecond(), input.facility(), input.channels(), queue, input.groupChannelHours(),
                input.reservedBefore(), input.policy());
    }

    private static SchedulingInput withoutOverdue(SchedulingInput input) {
        SchedulingPolicy p = input.policy();
        return new SchedulingInput(input.nowUnixSecond(), input.facility(), input.channels(), input.queue(), input.groupChannelHours(),
                input.reservedBefore(), new SchedulingPolicy(p.reservations(), p.usageHalfLifeSecond(), p.agedAfterSecond(),
                        Double.POSITIVE_INFINITY, p.choice()));
    }

    private static QueuedExperiment queued(SchedulingInput input, String experimentId) {
        return input.queue().stream().filter(q -> q.experimentId().equals(experimentId)).findFirst().orElseThrow();
    }

    /// M4.
    @Test
    void decidesTheSameWhateverTheOrderOfItsInput() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SchedulingInput input = SmallFacilities.of(seed, (int) (seed % 3));
            List<ChannelSituation> channels = new ArrayList<>(input.channels());
            List<QueuedExperiment> queue = new ArrayList<>(input.queue());
            Collections.shuffle(channels, new Random(seed));
            Collections.shuffle(queue, new Random(seed));
            SchedulingInput shuffled = new SchedulingInput(input.nowUnixSecond(), input.facility(), channels, queue,
                    input.groupChannelHours(), input.reservedBefore(), input.policy());
            assertThat(new Scheduler().plan(shuffled)).as("seed " + seed).isEqualTo(scheduler.plan(input));
        }
    }

    /// Names of channels and cyclers decide nothing.
    @Test
    void decidesTheSameUnderOtherNames() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SchedulingInput input = SmallFacilities.of(seed, (int) (seed % 3));
            Map<String, String> names = new HashMap<>();
            for (ChannelSpec c : input.facility().channels()) {
                names.put(c.channelId(), "z" + (9 - Integer.parseInt(c.cycler().substring(1))) + "/" + (99 - names.size()));
            }
            List<CellStart> renamed = scheduler.plan(input).starts().stream()
                    .map(s -> new CellStart(s.experimentId(), s.cellId(), names.get(s.channelId()))).toList();
            assertThat(scheduler.plan(rename(input, names)).starts()).as("seed " + seed).isEqualTo(renamed);
        }
    }

    private static SchedulingInput rename(SchedulingInput input, Map<String, String> names) {
        Facility f = input.facility();
        Facility facility = new Facility(f.name(), f.channels().stream().map(c -> named(c, names.get(c.channelId()))).toList(),
                f.chambers(),
                f.sharedResources(), f.safetyGroups(), f.groups(),
                f.closures().stream().map(c -> new coulombus.core.facility.Closure(c.id(),
                        c.channelIds().stream().map(names::get).collect(Collectors.toSet()), c.fromUnixSecond(), c.untilUnixSecond(),
                        c.keptForGroup(), c.why())).toList());
        return new SchedulingInput(input.nowUnixSecond(), facility, input.channels().stream()
                .map(s -> new ChannelSituation(names.get(s.channelId()), s.hindrance(), s.occupant(), s.mountedCellId(), s.closures()))
                .toList(),
                input.queue(), input.groupChannelHours(), input.reservedBefore(), input.policy());
    }

    private static ChannelSpec named(ChannelSpec c, String name) {
        return new ChannelSpec(name, c.rack(), c.limits(), c.maxPowerWatt(), c.accuracyClass(), c.impedance(), c.chamber(), c.fixtures(),
                c.safetyGroup(), c.calibrationDueUnixSecond(), c.labels());
    }

    /// A channel that suits nobody changes nothing.
    @Test
    void anIrrelevantChannelChangesNothing() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SchedulingInput input = SmallFacilities.of(seed, (int) (seed % 3));
            Facility f = input.facility();
            List<ChannelSpec> channels = new ArrayList<>(f.channels());
            channels.add((int) (seed % (channels.size() + 1)), named(f.channels().get(0), "nobody/1"));
            List<ChannelSituation> situations = new ArrayList<>(input.channels());
            situations.add(new ChannelSituation("nobody/1", Optional.of("retired"), Optional.empty(), Optional.empty(), List.of()));
            SchedulingInput more = new SchedulingInput(input.nowUnixSecond(), new Facility(f.name(), channels, f.chambers(),
                    f.sharedResources(), f.safetyGroups(), f.groups(), f.closures()), situations, input.queue(), input.groupChannelHours(),
                    input.reservedBefore(), input.policy());
            Set<String> started = ids(scheduler.plan(input));
            assertThat(ids(scheduler.plan(more))).as("seed " + seed).isEqualTo(started);
        }
    }

    private static Set<String> ids(SchedulingResult result) {
        return result.starts().stream().map(s -> s.experimentId() + " " + s.cellId()).collect(Collectors.toSet());
    }

    /// What is told of the future holds together.
    @Test
    void tellsTimesThatHoldTogether() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SchedulingInput input = SmallFacilities.of(seed, 1);
            SchedulingResult result = scheduler.plan(input);
            for (WaitingExperiment w : result.waiting()) {
                String as = "seed " + seed + ": " + w;
                assertThat(w.why()).as(as).isNotBlank();
                if (w.cause() == WaitingExperiment.Cause.IMPOSSIBLE) {
                    assertThat(w.earliestStartUnixSecond()).as(as).isNaN();
                }
                if (!Double.isNaN(w.likelyStartUnixSecond())) {
                    assertThat(w.earliestStartUnixSecond()).as(as).isGreaterThanOrEqualTo(input.nowUnixSecond());
                    assertThat(w.likelyStartUnixSecond()).as(as).isGreaterThanOrEqualTo(w.earliestStartUnixSecond());
                }
            }
            for (Reservation reservation : result.reservations()) {
                assertThat(reservation.notBeforeUnixSecond()).as("seed " + seed).isGreaterThanOrEqualTo(input.nowUnixSecond());
                assertThat(reservation.channelIds()).as("seed " + seed).doesNotHaveDuplicates().isNotEmpty();
            }
        }
    }
}
