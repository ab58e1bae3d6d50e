package coulombus.core.book;

import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import coulombus.core.assignment.OperatingState;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.book.FacilityRequest.Asked;
import coulombus.core.experiment.RunState;
import coulombus.core.facility.BenchRules.Confirmation;

import static org.assertj.core.api.Assertions.assertThat;

class HeldRunsTest {
    private final BookBench bench = new BookBench(2, BookBench.rules(Confirmation.SCAN, Confirmation.SCAN));

    private void idle(String channel, long token, long generation, OrderAnswer answer, Optional<UUID> run) {
        bench.report(channel, token, generation, new OperatingState.Idle(), answer, true, run, 0.1);
        bench.goOn();
    }

    private String started() {
        bench.register("A");
        String experiment = bench.submit(false, "A");
        bench.goOn();
        String channel = bench.channelOf(experiment, "A");
        bench.ask(new Asked.Mount("code-A", channel));
        bench.goOn();
        idle(channel, 0, 0, OrderAnswer.NONE, Optional.empty());
        return experiment;
    }

    @Test
    void aRunThatMayHaveBegunIsAnotherOneWhenItIsStartedAgain() {
        // Given
        String experiment = started();
        String channel = bench.channelOf(experiment, "A");
        UUID first = bench.run(experiment, "A").runId().orElseThrow();

        // When the cycler does not begin it, and a person looks and mounts anew
        idle(channel, 1, 1, OrderAnswer.REFUSED_BY_DEVICE, Optional.of(first));
        assertThat(bench.run(experiment, "A").state()).isInstanceOf(RunState.Held.class);
        bench.ask(new Asked.Mount("code-A", channel));
        bench.goOn();
        idle(channel, 1, 2, OrderAnswer.ACCEPTED, Optional.of(first));

        // Then an agent that never begins a run twice begins this one
        assertThat(bench.run(experiment, "A").state()).isInstanceOf(RunState.Starting.class);
        assertThat(bench.run(experiment, "A").runId()).isPresent().isNotEqualTo(Optional.of(first));
        assertThat(bench.replayed().experiment(experiment)).isEqualTo(bench.book.experiment(experiment));
    }

    @Test
    void aReportThatWasLongOnItsWayDoesNotTellTheVoltageOfTheCell() {
        // Given
        bench.register("A");
        String experiment = bench.submit(false, "A");
        bench.goOn();
        String channel = bench.channelOf(experiment, "A");
        double before = bench.now;
        bench.now += 100;
        bench.ask(new Asked.Mount("code-A", channel));
        bench.goOn();

        // When what was read before the cell came arrives after it
        bench.now = before;
        bench.report(channel, 0, 0, new OperatingState.Idle(), OrderAnswer.NONE, true, Optional.empty(), 0.1);
        bench.now = before + 101;
        bench.goOn();

        // Then
        assertThat(bench.run(experiment, "A").state()).isInstanceOf(RunState.Mounted.class);

        // When
        idle(channel, 0, 0, OrderAnswer.NONE, Optional.empty());

        // Then
        assertThat(bench.run(experiment, "A").state()).isInstanceOf(RunState.Starting.class);
    }
}
