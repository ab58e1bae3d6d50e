package coulombus.scheduler;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.Source;
import coulombus.core.detection.Finding;
import coulombus.core.detection.FindingKind;
import coulombus.core.detection.Severity;
import coulombus.core.protocol.FindingAction;
import coulombus.runtime.broker.BrokerSettings;
import coulombus.runtime.broker.EmbeddedBroker;
import coulombus.runtime.codec.AgentReportedCodec;
import coulombus.runtime.codec.ChannelDesiredCodec;
import coulombus.runtime.codec.ChannelReportedCodec;
import coulombus.runtime.codec.ChannelRequestCodec;
import coulombus.runtime.codec.DecisionLogCodec;
import coulombus.runtime.codec.FindingCodec;
import coulombus.runtime.codec.ForRun;
import coulombus.runtime.codec.UnreadableRecordException;
import coulombus.runtime.kafka.KafkaClients;
import coulombus.runtime.kafka.TopicAdmin;
import coulombus.runtime.launch.FailureSignal;
import coulombus.runtime.launch.ServiceContext;
import coulombus.schemas.ServiceRole;
import coulombus.schemas.Topic;
import coulombus.schemas.Topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SchedulerServiceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PROTOCOL = """
            protocol: rest
            recording: {time: 10 s}
            steps:
              - rest: 1 h
            """;
    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static Vertx vertx;
    private static KafkaProducer<String, byte[]> agent;
    private static KafkaProducer<String, byte[]> api;
    private static KafkaProducer<String, byte[]> analytics;
    private static int channels;

    private final List<SchedulerService> started = new ArrayList<>();
    private String channel;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(BrokerSettings.in(folder));
        try (Admin admin = Admin.create(broker.settingsFor(ServiceRole.ADMIN).common("test"))) {
            new TopicAdmin(admin, 1).ensure(Topics.ALL);
        }
        vertx = Vertx.vertx();
        agent = clients(ServiceRole.CHANNEL_AGENT).producer();
        api = clients(ServiceRole.FLEET_API).producer();
        analytics = clients(ServiceRole.ANALYTICS).producer();
    }

    @AfterAll
    static void stopBroker() {
        agent.close();
        api.close();
        analytics.close();
        vertx.close();
        broker.close();
    }

    @BeforeEach
    void newChannel() throws Exception {
        channel = "bts/27-1-1-" + ++channels;
        heartbeat();
        report(0, 0, new OperatingState.Idle(), OrderAnswer.NONE, Optional.empty());
    }

    @AfterEach
    void closeSchedulers() throws Exception {
        for (SchedulerService scheduler : started) {
            scheduler.close();
        }
    }

    private static KafkaClients clients(ServiceRole role) {
        return new KafkaClients(broker.settingsFor(role), role.serviceName(), new SimpleMeterRegistry());
    }

    private SchedulerService scheduler(FailureSignal failures) throws Exception {
        SchedulerService scheduler = new SchedulerService(new SchedulerConfig(null, null),
                new ServiceContext(vertx, broker.settingsFor(ServiceRole.SCHEDULER), new SimpleMeterRegistry(), InstantSource.system(),
                        failures),
                System::nanoTime);
        started.add(scheduler);
        scheduler.start();
        return scheduler;
    }

    private static void send(KafkaProducer<String, byte[]> by, Topic<?> topic, String key, byte[] value) throws Exception {
        by.send(new ProducerRecord<>(topic.name(), key, value)).get(30, TimeUnit.SECONDS);
    }

    private static void heartbeat() throws Exception {
        send(agent, Topics.AGENTS, "agent-1", new AgentReportedCodec().encode(new AgentReported("agent-1", new UUID(1, 1), 1, "0.1",
                List.of(new AgentReported.Cycler("bts", "test 1", true, 8, true, "")), 0, 0, Double.NaN, 0, 0)));
    }

    private void report(long token, long generation, OperatingState state, OrderAnswer answer, Optional<UUID> lastRun) throws Exception {
        send(agent, Topics.CHANNEL_REPORTED, channel,
                new ChannelReportedCodec().encode(new ChannelReported(channel, "agent-1", new UUID(1, 1), Source.SIMULATED, token,
                        generation, state, answer, "", state instanceof OperatingState.Idle, lastRun, 0, 1.2, 0, 0)));
    }

    private ChannelRequest ask(Asked asked) throws Exception {
        ChannelRequest request = new ChannelRequest(UUID.randomUUID(), channel, asked, "anna", 0);
        send(api, Topics.REQUESTS, null, new ChannelRequestCodec().encode(request));
        return request;
    }

    private ChannelRequest askStart(String protocol) throws Exception {
        return ask(new Asked.Start("rest", CellFacts.of(CellKind.SYMMETRIC), protocol, 60));
    }

    private static <T> List<T> all(ServiceRole reader, Topic<?> topic, Reading<T> codec) {
        try (KafkaConsumer<String, byte[]> consumer = clients(reader).viewer()) {
            return read(consumer, topic, codec);
        }
    }

    private interface Reading<T> {
        T decode(byte[] bytes) throws UnreadableRecordException;
    }

    private List<Decision> decisions() {
        return all(ServiceRole.SCHEDULER, Topics.DECISIONS, new DecisionLogCodec()::decode).stream()
                .flatMap(e -> e instanceof DecisionLogCodec.Entry.OfAssignment(Decision d) ? java.util.stream.Stream.of(d) : null)
                .filter(d -> d.channelId().equals(channel)).toList();
    }

    private List<ChannelDesired> words() {
        return all(ServiceRole.CHANNEL_AGENT, Topics.CHANNEL_DESIRED, new ChannelDesiredCodec()::decode).stream()
                .filter(d -> d.channelId().equals(channel)).toList();
    }

    private static <T> List<T> read(KafkaConsumer<String, byte[]> consumer, Topic<?> topic, Reading<T> codec) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < topic.partitions(); i++) {
            partitions.add(new TopicPartition(topic.name(), i));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        List<T> read = new ArrayList<>();
        while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                try {
                    read.add(codec.decode(record.value()));
                } catch (UnreadableRecordException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return read;
    }

    private Decision awaitAnswer(ChannelRequest request) {
        await().atMost(PATIENCE).until(() -> decisions().stream().anyMatch(d -> d.requestId().equals(Optional.of(request.requestId()))));
        return decisions().stream().filter(d -> d.requestId().equals(Optional.of(request.requestId()))).findFirst().orElseThrow();
    }

    @Test
    void tellsTheChannelToRunAndReleasesItWhenTheAgentSaysSo() throws Exception {
        // Given
        scheduler(new FailureSignal());

        // When
        Decision decision = awaitAnswer(askStart(PROTOCOL));

        // Then
        ChannelDesired desired = ((Outcome.Granted) decision.outcome()).desired();
        assertThat(words()).containsExactly(desired);

        // When
        UUID run = ((Desired.Run) desired.desired()).order().runId();
        report(1, 1, new OperatingState.Running(run), OrderAnswer.ACCEPTED, Optional.of(run));
        report(1, 1, new OperatingState.Idle(), OrderAnswer.ACCEPTED, Optional.of(run));

        // Then
        await().atMost(PATIENCE).until(() -> decisions().size() == 2);
        assertThat(decisions().get(1).outcome()).isInstanceOf(Outcome.Released.class);
        assertThat(words()).last().isEqualTo(new ChannelDesired(channel, 1, 2, new Desired.Off("released")));
    }

    @Test
    void answersARequestOnceHoweverOftenItIsSentAndWhoeverDecides() throws Exception {
        // Given
        SchedulerService first = scheduler(new FailureSignal());
        ChannelRequest request = askStart(PROTOCOL);
        awaitAnswer(request);
        first.close();

        // When
        scheduler(new FailureSignal());
        send(api, Topics.REQUESTS, null, new ChannelRequestCodec().encode(request));
        Decision later = awaitAnswer(ask(new Asked.Stop("enough")));

        // Then
        assertThat(((Outcome.Granted) later.outcome()).desired()).isEqualTo(new ChannelDesired(channel, 1, 2, new Desired.Off("enough")));
        assertThat(decisions()).hasSize(2);
    }

    @Test
    void refusesAProtocolThatCannotBeReadAndPutsGarbageAside() throws Exception {
        // Given
        scheduler(new FailureSignal());
        send(api, Topics.REQUESTS, null, "no request".getBytes(StandardCharsets.UTF_8));

        // When
        Decision decision = awaitAnswer(askStart(PROTOCOL.replace("rest: 1 h", "walk: 1 h")));

        // Then
        assertThat(((Outcome.Refused) decision.outcome()).why()).startsWith("protocol: line 4, steps[0]");
        assertThat(words()).isEmpty();
    }

    @Test
    void standsByWhileAnotherDecidesAndTakesOverWhenThatOneIsGone() throws Exception {
        // Given
        FailureSignal failures = new FailureSignal();
        SchedulerService first = scheduler(failures);
        awaitAnswer(askStart(PROTOCOL));
        SchedulerService second = scheduler(new FailureSignal());
        assertThat(((Outcome.Granted) awaitAnswer(ask(new Asked.Stop("by the first"))).outcome()).desired().generation()).isEqualTo(2);
        assertThat(failures.first().toCompletableFuture()).isNotDone();
        assertThat(second.isDeciding()).isFalse();

        // When
        first.close();
        Decision decision = awaitAnswer(ask(new Asked.Stop("by the second")));

        // Then
        assertThat(decision.outcome()).isEqualTo(new Outcome.Refused("channel " + channel + " is told to stop already"));
        assertThat(second.isDeciding()).isTrue();
        assertThat(decisions()).hasSize(3);
    }

    @Test
    void isFencedOffByWhoeverHasItsTransactionsAndEnds() throws Exception {
        // Given
        FailureSignal failures = new FailureSignal();
        scheduler(failures);
        awaitAnswer(askStart(PROTOCOL));

        // When somebody fences who does not wait for the seat
        try (KafkaProducer<String, byte[]> other = clients(ServiceRole.SCHEDULER).transactionalProducer("scheduler")) {
            other.initTransactions();
        }
        ask(new Asked.Stop("never decided"));

        // Then
        assertThat(failures.first().toCompletableFuture().get(30, TimeUnit.SECONDS).service()).isEqualTo("scheduler");
        assertThat(decisions()).hasSize(1);
    }

    private void find(UUID run, FindingKind kind, boolean shadow) throws Exception {
        send(analytics, Topics.FINDINGS, channel,
                new FindingCodec().encode(new ForRun<>(run, new Finding(kind, Severity.CRITICAL, 1, 1, 2, 1, 2,
                        "detector/1", "0.2 mV", List.of(), List.of(), shadow))));
    }

    private UUID startWith(String onFinding) throws Exception {
        String protocol = """
                protocol: plate
                on_finding: {%s}
                recording: {time: 10 s}
                steps:
                  - constant_current: -1 mA
                    until: {time: 1 h}
                """.formatted(onFinding);
        ChannelDesired desired = ((Outcome.Granted) awaitAnswer(askStart(protocol)).outcome()).desired();
        UUID run = ((Desired.Run) desired.desired()).order().runId();
        report(1, 1, new OperatingState.Running(run), OrderAnswer.ACCEPTED, Optional.of(run));
        return run;
    }

    @Test
    void stopsARunOnAFindingOnceHoweverOftenItIsToldAndWhoeverDecides() throws Exception {
        // Given
        SchedulerService first = scheduler(new FailureSignal());
        UUID run = startWith("hard_short: stop");
        find(run, FindingKind.SOFT_SHORT, false);
        find(run, FindingKind.HARD_SHORT, true);
        find(UUID.randomUUID(), FindingKind.HARD_SHORT, false);

        // When
        find(run, FindingKind.HARD_SHORT, false);
        find(run, FindingKind.HARD_SHORT, false);

        // Then
        await().atMost(PATIENCE).until(() -> decisions().size() == 2);
        ActedFinding acted = decisions().get(1).finding().orElseThrow();
        assertThat(acted.action()).isEqualTo(FindingAction.STOP);
        assertThat(words()).last().isEqualTo(new ChannelDesired(channel, 1, 2,
                new Desired.Off("stopped on the finding HARD_SHORT of detector/1: 0.2 mV", Optional.of(acted.findingId()))));

        // When another scheduler reads it again, before a finding on another channel's run
        first.close();
        scheduler(new FailureSignal());
        find(run, FindingKind.HARD_SHORT, false);
        String stopped = channel;
        newChannel();
        UUID other = startWith("hard_short: stop");
        String otherChannel = channel;
        channel = stopped;
        find(other, FindingKind.HARD_SHORT, false);
        channel = otherChannel;
        await().atMost(PATIENCE).until(() -> decisions().size() == 2);

        // Then
        channel = stopped;
        assertThat(decisions()).hasSize(2);
    }

    @Test
    void diagnosesACellWhoseRunWasStoppedForIt() throws Exception {
        // Given
        scheduler(new FailureSignal());
        UUID run = startWith("soft_short: diagnose");

        // When
        find(run, FindingKind.SOFT_SHORT, false);
        await().atMost(PATIENCE).until(() -> decisions().size() == 2);
        report(1, 2, new OperatingState.Idle(), OrderAnswer.ACCEPTED, Optional.of(run));

        // Then
        await().atMost(PATIENCE).until(() -> decisions().size() == 4);
        assertThat(decisions().get(2).outcome()).isInstanceOf(Outcome.Released.class);
        assertThat(decisions().get(3).finding()).isEqualTo(decisions().get(1).finding());
        assertThat(words()).last().satisfies(word -> {
            assertThat(word.token()).isEqualTo(2);
            assertThat(word.desired()).isInstanceOfSatisfying(Desired.Run.class, diagnosis -> {
                assertThat(diagnosis.order().title()).isEqualTo("Diagnosis after plate");
                assertThat(diagnosis.order().isIntact()).isTrue();
            });
        });
    }
}
