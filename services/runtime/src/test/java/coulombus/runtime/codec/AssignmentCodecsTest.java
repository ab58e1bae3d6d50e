package coulombus.runtime.codec;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import coulombus.core.assignment.ActedFinding;
import coulombus.core.assignment.AgentReported;
import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.ChannelRequest;
import coulombus.core.assignment.ChannelRequest.Asked;
import coulombus.core.assignment.Decision;
import coulombus.core.assignment.Decision.Outcome;
import coulombus.core.assignment.Desired;
import coulombus.core.assignment.OperatingState;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.assignment.RunOrder;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.Source;
import coulombus.core.protocol.FindingAction;

import static org.assertj.core.api.Assertions.assertThat;

class AssignmentCodecsTest {
    private static ChannelDesired desired(RandomRecords random) {
        CellFacts cell = random.record(CellFacts.class);
        int which = random.below(3);
        Desired wanted = which == 0
                ? new Desired.Run(RunOrder.of(random.uuid(), random.text(), cell, random.text(), 1 + random.below(1000)))
                : which == 1
                        ? new Desired.Pause(random.text(), random.below(2) == 0 ? Optional.empty() : Optional.of(random.uuid()))
                        : new Desired.Off(random.text(), random.below(2) == 0 ? Optional.empty() : Optional.of(random.uuid()));
        return new ChannelDesired(random.text(), 1L + random.below(1000), 1L + random.below(1000), wanted);
    }

    private static OperatingState state(RandomRecords random) {
        UUID run = random.uuid();
        return List.of(new OperatingState.Unknown(), new OperatingState.Idle(), new OperatingState.Starting(run),
                new OperatingState.Running(run), new OperatingState.Paused(run), new OperatingState.Stopping(run),
                new OperatingState.Tripped(run, random.text()), new OperatingState.Quarantined(random.text())).get(random.below(8));
    }

    private static <T> void assertReadsBack(RecordCodec<T> codec, T written) {
        // When
        T read = MeasurementCodecTest.unchecked(() -> codec.decode(codec.encode(written)));

        // Then
        assertThat(read).isEqualTo(written);
    }

    @Test
    void readsBackWhatChannelsShallDo() {
        Seeds.each(100, seed -> assertReadsBack(new ChannelDesiredCodec(), desired(new RandomRecords(seed))));
    }

    @Test
    void readsBackAnOrderWhosePlanIsStillIntact() {
        Seeds.each(50, seed -> {
            // Given
            RunOrder order = RunOrder.of(new UUID(1, seed), "t", new RandomRecords(seed).record(CellFacts.class), "steps: []", 60);
            ChannelDesiredCodec codec = new ChannelDesiredCodec();

            // When
            ChannelDesired read = MeasurementCodecTest
                    .unchecked(() -> codec.decode(codec.encode(new ChannelDesired("c/1", 1, 1, new Desired.Run(order)))));

            // Then
            assertThat(((Desired.Run) read.desired()).order().isIntact()).isTrue();
        });
    }

    @Test
    void readsBackWhatChannelsDo() {
        Seeds.each(200, seed -> {
            RandomRecords random = new RandomRecords(seed);
            Optional<UUID> last = random.below(2) == 0 ? Optional.empty() : Optional.of(random.uuid());
            assertReadsBack(new ChannelReportedCodec(), new ChannelReported(random.text(), random.text(), random.uuid(),
                    Source.values()[random.below(2)], random.below(9), random.below(9), state(random),
                    OrderAnswer.values()[random.below(OrderAnswer.values().length)], random.text(), random.below(2) == 0, last,
                    random.below(1 << 30), random.quantity(), random.quantity(), random.below(1 << 30)));
        });
    }

    @Test
    void readsBackHeartbeats() {
        Seeds.each(50, seed -> {
            RandomRecords random = new RandomRecords(seed);
            List<AgentReported.Cycler> cyclers = List.of(random.record(AgentReported.Cycler.class),
                    random.record(AgentReported.Cycler.class));
            assertReadsBack(new AgentReportedCodec(), new AgentReported(random.text(), random.uuid(), random.below(99), random.text(),
                    cyclers, random.below(1 << 30), random.below(1 << 30), random.quantity(), random.below(99), random.below(99)));
        });
    }

    @Test
    void readsBackRequests() {
        Seeds.each(50, seed -> {
            RandomRecords random = new RandomRecords(seed);
            Asked asked = random.below(2) == 0
                    ? new Asked.Start(random.text(), random.record(CellFacts.class), random.text(), 1 + random.below(99))
                    : switch (random.below(3)) {
                        case 0 -> new Asked.Pause(random.text());
                        case 1 -> new Asked.Resume(random.text());
                        default -> new Asked.Stop(random.text());
                    };
            assertReadsBack(new ChannelRequestCodec(),
                    new ChannelRequest(random.uuid(), random.text(), asked, random.text(), random.below(99)));
        });
    }

    @Test
    void readsBackDecisions() {
        Seeds.each(100, seed -> {
            RandomRecords random = new RandomRecords(seed);
            Outcome outcome = switch (random.below(3)) {
                case 0 -> new Outcome.Granted(desired(random));
                case 1 -> new Outcome.Refused(random.text());
                default -> new Outcome.Released(random.below(99), random.text());
            };
            Optional<UUID> request = random.below(2) == 0 ? Optional.empty() : Optional.of(random.uuid());
            Optional<ActedFinding> finding = random.below(2) == 0
                    ? Optional.empty()
                    : Optional.of(new ActedFinding(random.uuid(), FindingAction.values()[1 + random.below(3)]));
            assertReadsBack(new DecisionCodec(), new Decision(request, finding, random.text(), outcome, random.text(), random.below(99)));
        });
    }
}
