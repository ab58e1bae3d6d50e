package coulombus.core.book;

import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.Desired;
import coulombus.core.assignment.OperatingState;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.book.FacilityRequest.Asked;
import coulombus.core.cell.CellEvent;
import coulombus.core.experiment.ExperimentState;
import coulombus.core.experiment.RunState;
import coulombus.core.facility.BenchRules.Confirmation;

import static org.assertj.core.api.Assertions.assertThat;

class RunsTest {
    private static BookBench assumed(int channels) {
        return new BookBench(channels, BookBench.rules(Confirmation.ASSUMED, Confirmation.ASSUMED));
    }

    private static BookBench scanned(int channels) {
        return new BookBench(channels, BookBench.rules(Confirmation.SCAN, Confirmation.SCAN));
    }

    @Test
    void goesFromTheQueueToTheCloseAndTheNextOneFollows() {
        // Given
        BookBench bench = assumed(1);
        bench.register("A", "B");
        String first = bench.submit(false, "A");
        String second = bench.submit(false, "B");

        // When
        bench.goOn();
        String channel = bench.channelOf(first, "A");
        UUID run = bench.run(first, "A").runId().orElseThrow();

        // Then
        assertThat(bench.run(first, "A").state()).isEqualTo(new RunState.Starting(1, bench.now));
        assertThat(bench.run(second, "B").state()).isEqualTo(new RunState.Queued());

        // When
        bench.now += 5;
        bench.runs(channel);
        bench.now += 3600;
        bench.idles(channel, run);

        // Then
        assertThat(bench.run(first, "A").state()).isEqualTo(new RunState.Closed(new RunState.Completed()));
        assertThat(bench.book.experiment(first).orElseThrow().state()).isEqualTo(ExperimentState.CLOSED);
        assertThat(bench.run(second, "B").state()).isEqualTo(new RunState.Starting(2, bench.now));
        assertThat(bench.book.usage(bench.now).get("red").channelHours()).isEqualTo(1);
        assertThat(bench.book.lifeOf("A").stream().map(CellEvent::what)).containsExactly(CellEvent.What.REGISTERED,
                CellEvent.What.ASSIGNED, CellEvent.What.MOUNTED, CellEvent.What.STARTED, CellEvent.What.COMPLETED,
                CellEvent.What.UNMOUNTED);
    }

    @Test
    void waitsForTheScanOfTheRightCell() {
        // Given
        BookBench bench = scanned(2);
        bench.register("A", "B");
        String experiment = bench.submit(false, "A");
        bench.goOn();
        String channel = bench.channelOf(experiment, "A");

        // When
        FacilityChange wrong = bench.ask(new Asked.Mount("code-B", channel));
        FacilityChange elsewhere = bench.ask(new Asked.Mount("code-A", bench.channels.stream().filter(c -> !c.equals(channel)).findFirst()
                .orElseThrow()));
        FacilityChange unknown = bench.ask(new Asked.Mount("nonsense", channel));

        // Then
        assertThat(wrong).isEqualTo(new FacilityChange.Refused(channel, "channel " + channel + " waits for cell A; this is cell B"));
        assertThat(((FacilityChange.Refused) elsewhere).why()).endsWith("is the wrong place: cell A belongs on channel " + channel);
        assertThat(((FacilityChange.Refused) unknown).why()).contains("no cell has the barcode 'nonsense'");

        // When
        bench.ask(new Asked.Mount("code-A", channel));
        bench.goOn();

        // Then it is looked at after the next word of the agent, not with the voltage of an empty clip
        assertThat(bench.run(experiment, "A").state()).isInstanceOf(RunState.Mounted.class);
        idle(bench, channel, 0.1);
        assertThat(bench.run(experiment, "A").state()).isInstanceOf(RunState.Starting.class);
    }

    private static void idle(BookBench bench, String channel, double volt) {
        bench.report(channel, 0, 0, new OperatingState.Idle(), OrderAnswer.NONE, true, Optional.empty(), volt);
        bench.goOn();
    }

    @Test
    void isHeldWhereTheVoltageTellsOfAnotherCellOrOfReversedPolarity() {
        // Given
        BookBench bench = scanned(1);
        bench.register("A");
        String experiment = bench.submit(false, "A");
        bench.goOn();
        String channel = bench.channelOf(experiment, "A");
        bench.ask(new Asked.Mount("code-A", channel));
        bench.goOn();

        // When
        idle(bench, channel, -1.2);

        // Then
        assertThat(bench.run(experiment, "A").state()).isEqualTo(new RunState.Held(
                "the open-circuit voltage is -1.200 V and must be from -0.5000 V to 1.500 V: the cell is clipped in with reversed polarity"));
        assertThat(bench.book.experiment(experiment).orElseThrow().state()).isEqualTo(ExperimentState.HELD);

        // When it is clipped in anew
        bench.ask(new Asked.Mount("code-A", channel));
        bench.goOn();
        idle(bench, channel, 1.2);

        // Then
        assertThat(bench.run(experiment, "A").state()).isInstanceOf(RunState.Starting.class);
    }

    @Test
    void goesBackIntoTheQueueWithItsAgeWhereNobodyMounts() {
        // Given
        BookBench bench = scanned(1);
        bench.register("A");
        String experiment = bench.submit(false, "A");
        double submitted = bench.now;
        bench.goOn();

        // When
        bench.now += 3601;
        bench.follow();

        // Then
        assertThat(bench.run(experiment, "A").state()).isEqualTo(new RunState.Queued());
        assertThat(bench.book.experiment(experiment).orElseThrow().submittedUnixSecond()).isEqualTo(submitted);
    }

    @Test
    void startsTogetherOrStopsAll() {
        // Given
        BookBench bench = assumed(2);
        bench.register("A", "B");
        String experiment = bench.submit(true, "A", "B");
        bench.goOn();
        String first = bench.channelOf(experiment, "A");
        String second = bench.channelOf(experiment, "B");
        assertThat(bench.desired).containsKeys(first, second);
        bench.runs(first);

        // When the other never starts
        bench.now += 61;
        bench.goOn();

        // Then
        assertThat(bench.run(experiment, "A").state()).isInstanceOfSatisfying(RunState.Stopping.class, s -> assertThat(s.hold()).isTrue());
        assertThat(bench.desired.get(first).desired()).isInstanceOf(Desired.Off.class);
        assertThat(bench.desired.get(second).desired()).isInstanceOf(Desired.Off.class);

        // When
        bench.idles(first, bench.run(experiment, "A").runId().orElseThrow());
        bench.idles(second, new UUID(0, 99));

        // Then nothing starts again by itself
        assertThat(bench.run(experiment, "A").state()).isInstanceOf(RunState.Held.class);
        assertThat(bench.run(experiment, "B").state()).isInstanceOf(RunState.Held.class);
    }

    @Test
    void isCancelledOnlyWhenTheOutputIsKnownToBeOff() {
        // Given
        BookBench bench = assumed(1);
        bench.register("A");
        String experiment = bench.submit(false, "A");
        bench.goOn();
        String channel = bench.channelOf(experiment, "A");
        bench.runs(channel);

        // When
        bench.ask(new Asked.Cancel(experiment, "enough"));
        bench.goOn();

        // Then
        assertThat(bench.book.experiment(experiment).orElseThrow().state()).isEqualTo(ExperimentState.CANCELLING);
        assertThat(bench.desired.get(channel)).isEqualTo(new ChannelDesired(channel, 1, 2, new Desired.Off("enough")));

        // When
        bench.idles(channel, bench.run(experiment, "A").runId().orElseThrow());

        // Then
        assertThat(bench.run(experiment, "A").state()).isEqualTo(new RunState.Closed(new RunState.Cancelled("enough")));
        assertThat(bench.ask(new Asked.Cancel(experiment, "again")))
                .isEqualTo(new FacilityChange.Refused(experiment, "experiment " + experiment + " is over: closed"));
    }

    @Test
    void staysOutOfALockedChannelAndOutOfATrippedOneUntilItIsCleared() {
        // Given
        BookBench bench = assumed(1);
        bench.register("A", "B");
        String channel = bench.channels.getFirst();
        bench.ask(new Asked.Lock(channel, "red padlock", "wiring"));
        String experiment = bench.submit(false, "A");

        // When
        bench.goOn();

        // Then
        assertThat(bench.run(experiment, "A").state()).isEqualTo(new RunState.Queued());
        assertThat(bench.book.objection(channel, "B")).hasValueSatisfying(why -> assertThat(why).contains("is locked by anna: wiring"));

        // When
        assertThat(((FacilityChange.Refused) bench.ask(new Asked.Unlock(channel, Optional.of("blue"), ""))).why())
                .contains("this is not the key that anna locked it with");
        bench.ask(new Asked.Unlock(channel, Optional.of("red padlock"), "done"));
        bench.goOn();
        bench.runs(channel);
        UUID run = bench.run(experiment, "A").runId().orElseThrow();
        bench.report(channel, 1, 1, new OperatingState.Tripped(run, "voltage above 1.5 V"), OrderAnswer.ACCEPTED, true, Optional.of(run));
        String second = bench.submit(false, "B");
        bench.goOn();

        // Then
        assertThat(bench.run(experiment, "A").state()).isEqualTo(new RunState.Faulted("voltage above 1.5 V"));
        assertThat(bench.run(second, "B").state()).isEqualTo(new RunState.Queued());

        // When
        assertThat(bench.ask(new Asked.ClearTrip(channel, "cell was bad"))).isInstanceOf(FacilityChange.TripCleared.class);
        bench.idles(channel, run);

        // Then
        assertThat(bench.run(second, "B").state()).isInstanceOf(RunState.Starting.class);
    }

    @Test
    void leavesAChannelInDoubtToTwoPersons() {
        // Given
        BookBench bench = assumed(1);
        bench.register("A");
        String experiment = bench.submit(false, "A");
        bench.goOn();
        String channel = bench.channels.getFirst();
        bench.runs(channel);

        // When
        bench.report(channel, 1, 1, new OperatingState.Quarantined("job 17 of somebody"), OrderAnswer.ACCEPTED, false, Optional.empty());
        bench.goOn();

        // Then
        assertThat(bench.book.channel(channel).quarantine()).hasValueSatisfying(q -> assertThat(q.why()).isEqualTo("job 17 of somebody"));
        assertThat(bench.run(experiment, "A").state()).isInstanceOf(RunState.Running.class);

        // When
        bench.ask(new Asked.ReleaseQuarantine(channel, "looked"), "anna");
        FacilityChange alone = bench.ask(new Asked.ReleaseQuarantine(channel, "looked again"), "anna");

        // Then
        assertThat(((FacilityChange.Refused) alone).why()).contains("another person has to confirm");
        assertThat(bench.assignments.activeOn(channel)).isPresent();

        // When
        bench.ask(new Asked.ReleaseQuarantine(channel, "clamp meter reads 0"), "bert");

        // Then
        assertThat(bench.book.channel(channel).quarantine()).isEmpty();
        assertThat(bench.assignments.activeOn(channel)).isEmpty();
        assertThat(bench.run(experiment, "A").state()).isInstanceOfSatisfying(RunState.Faulted.class,
                f -> assertThat(f.cause()).contains("anna and bert"));
    }

    @Test
    void isHeldWhereTheAgentRefusesTheStartAndWaitsAgainWhereTheOrderWasTooOld() {
        // Given
        BookBench bench = assumed(1);
        bench.register("A");
        String experiment = bench.submit(false, "A");
        bench.goOn();
        String channel = bench.channels.getFirst();

        // When
        bench.report(channel, 1, 1, new OperatingState.Idle(), OrderAnswer.EXPIRED, true, Optional.empty());
        bench.goOn();

        // Then it is ordered anew with another run
        assertThat(bench.run(experiment, "A").state()).isEqualTo(new RunState.Starting(2, bench.now));

        // When
        bench.report(channel, 2, 1, new OperatingState.Idle(), OrderAnswer.OUTSIDE_LIMITS, true, Optional.empty());
        bench.goOn();

        // Then
        assertThat(bench.run(experiment, "A").state()).isEqualTo(new RunState.Held("the start was refused (OUTSIDE_LIMITS): detail"));
    }
}
