package coulombus.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

import coulombus.analytics.AnalyticsConfig;
import coulombus.analytics.AnalyticsService;
import coulombus.channelagent.ChannelAgentConfig;
import coulombus.channelagent.ChannelAgentService;
import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.ChannelRequest;
import coulombus.core.assignment.ChannelRequest.Asked;
import coulombus.core.assignment.Decision;
import coulombus.core.assignment.Decision.Outcome;
import coulombus.core.assignment.Desired;
import coulombus.core.assignment.OperatingState;
import coulombus.core.book.FacilityBook;
import coulombus.core.book.FacilityChange;
import coulombus.core.book.FacilityDecision;
import coulombus.core.book.FacilityRequest;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.experiment.RunState;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.runtime.broker.BrokerSettings;
import coulombus.runtime.broker.EmbeddedBroker;
import coulombus.runtime.codec.ChannelDesiredCodec;
import coulombus.runtime.codec.ChannelReportedCodec;
import coulombus.runtime.codec.ChannelRequestCodec;
import coulombus.runtime.codec.DecisionLogCodec;
import coulombus.runtime.codec.FacilityRequestCodec;
import coulombus.runtime.codec.ForRun;
import coulombus.runtime.codec.HalfCycleCodec;
import coulombus.runtime.codec.RunView;
import coulombus.runtime.codec.RunViewCodec;
import coulombus.runtime.kafka.KafkaClients;
import coulombus.runtime.launch.FailureSignal;
import coulombus.runtime.launch.Service;
import coulombus.runtime.launch.ServiceContext;
import coulombus.schemas.ServiceRole;
import coulombus.schemas.Topic;
import coulombus.schemas.Topics;

import static org.awaitility.Awaitility.await;

/// A real broker with scheduler and analytics in this process, and what a test asks and reads of them.
final class TestFleet implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Vertx vertx = Vertx.vertx();
    private final List<Service> services = new ArrayList<>();
    private final Map<UUID, Story> stories = new HashMap<>();
    private final EmbeddedBroker broker;
    private int told;
    private int folded;
    private final FacilityBook book = new FacilityBook(30 * 86_400);
    private final TopicTail<ChannelReported> reported;
    private final TopicTail<DecisionLogCodec.Entry> log;
    private final TopicTail<Story.Word> measurements;
    private final TopicTail<ForRun<HalfCycle>> halfCycles;
    private final TopicTail<RunView> runs;
    private final KafkaProducer<String, byte[]> api;
    private final KafkaProducer<String, byte[]> scheduler;

    TestFleet(Path folder) {
        this.folder = folder;
        broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("kafka")));
        reported = new TopicTail<>(broker, ServiceRole.FLEET_API, Topics.CHANNEL_REPORTED, new ChannelReportedCodec()::decode);
        log = new TopicTail<>(broker, ServiceRole.FLEET_API, Topics.DECISIONS, new DecisionLogCodec()::decode);
        measurements = new TopicTail<>(broker, ServiceRole.FLEET_API, Topics.MEASUREMENTS, Story.Word::of);
        halfCycles = new TopicTail<>(broker, ServiceRole.FLEET_API, Topics.HALF_CYCLES, new HalfCycleCodec()::decode);
        runs = new TopicTail<>(broker, ServiceRole.FLEET_API, Topics.RUNS, new RunViewCodec()::decode);
        api = clients(ServiceRole.FLEET_API).producer();
        scheduler = clients(ServiceRole.SCHEDULER).producer();
    }

    EmbeddedBroker broker() {
        return broker;
    }

    private KafkaClients clients(ServiceRole role) {
        return new KafkaClients(broker.settingsFor(role), role.serviceName(), new SimpleMeterRegistry());
    }

    private ServiceContext context(ServiceRole role) {
        return new ServiceContext(vertx, broker.settingsFor(role), new SimpleMeterRegistry(), InstantSource.system(),
                new FailureSignal());
    }

    TestFleet withScheduler() throws Exception {
        return with(new coulombus.scheduler.SchedulerService(new coulombus.scheduler.SchedulerConfig(null, null),
                context(ServiceRole.SCHEDULER), System::nanoTime));
    }

    TestFleet withAnalytics() throws Exception {
        return with(new AnalyticsService(new AnalyticsConfig(null, null, null, null, folder.resolve("analytics"), null, null, null),
                context(ServiceRole.ANALYTICS)));
    }

    private TestFleet with(Service service) throws Exception {
        services.add(service);
        service.start();
        return this;
    }

    /// An agent in this process, started; who asks for it closes it.
    ChannelAgentService agent(ChannelAgentConfig config) throws Exception {
        ChannelAgentService agent = new ChannelAgentService(config, context(ServiceRole.CHANNEL_AGENT), System::nanoTime);
        try {
            agent.start();
            return agent;
        } catch (Exception e) {
            agent.close();
            throw e;
        }
    }

    private static void send(KafkaProducer<String, byte[]> by, Topic<?> topic, String key, byte[] value) throws Exception {
        by.send(new ProducerRecord<>(topic.name(), key, value)).get(30, TimeUnit.SECONDS);
    }

    /// Asks the scheduler and waits for its answer.
    Decision ask(String channelId, Asked asked) throws Exception {
        ChannelRequest request = new ChannelRequest(UUID.randomUUID(), channelId, asked, "test", 0);
        send(api, Topics.REQUESTS, null, new ChannelRequestCodec().encode(request));
        Predicate<Decision> answers = decision -> decision.requestId().equals(Optional.of(request.requestId()));
        await().atMost(PATIENCE).until(() -> decisions().stream().anyMatch(answers));
        return decisions().stream().filter(answers).findFirst().orElseThrow();
    }

    List<Decision> decisions() {
        return log.all().stream().flatMap(entry -> entry instanceof DecisionLogCodec.Entry.OfAssignment(Decision d) ? Stream.of(d) : null)
                .toList();
    }

    /// Asks the scheduler about the facility and waits for its answer.
    FacilityChange askFacility(FacilityRequest.Asked asked) throws Exception {
        FacilityRequest request = new FacilityRequest(UUID.randomUUID(), asked, "test", 0);
        send(api, Topics.REQUESTS, null, new FacilityRequestCodec().encode(request));
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> book().answerTo(request.requestId()).isPresent());
        return book().answerTo(request.requestId()).orElseThrow().change();
    }

    /// Entries of the log about the facility.
    List<FacilityDecision> facilityEntries() {
        return log.all().stream()
                .flatMap(entry -> entry instanceof DecisionLogCodec.Entry.OfFacility(FacilityDecision d) ? Stream.of(d) : null).toList();
    }

    /// The facility as the log tells it now.
    FacilityBook book() {
        List<DecisionLogCodec.Entry> all = log.all();
        for (; folded < all.size(); folded++) {
            if (all.get(folded) instanceof DecisionLogCodec.Entry.OfFacility(FacilityDecision decision)) {
                book.on(decision);
            }
        }
        return book;
    }

    /// Waits until the run of a cell is such.
    void awaitRun(String experimentId, String cellId, Predicate<RunState> such) {
        List<Object> seen = new ArrayList<>();
        try {
            await().atMost(PATIENCE).until(() -> {
                seen.clear();
                seen.addAll(book().experiment(experimentId).orElseThrow().runs());
                return book().experiment(experimentId).orElseThrow().runs().stream()
                        .anyMatch(run -> run.cellId().equals(cellId) && such.test(run.state()));
            });
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            throw new AssertionError("the runs of " + experimentId + " were " + seen, e);
        }
    }

    /// Starts a test through the scheduler once the channel is idle. Answers the run.
    UUID start(String channelId, String protocol) throws Exception {
        awaitReport(channelId, report -> report.state() instanceof OperatingState.Idle && report.outputOff());
        Decision decision = ask(channelId,
                new Asked.Start("test", CellFacts.of(CellKind.SYMMETRIC), protocol, PATIENCE.toSeconds()));
        if (decision.outcome() instanceof Outcome.Granted(ChannelDesired word) && word.desired() instanceof Desired.Run(var order)) {
            return order.runId();
        }
        throw new AssertionError("not granted: " + decision);
    }

    /// Writes a word for a channel as the scheduler does; for words that no scheduler would write.
    void desire(ChannelDesired word) throws Exception {
        send(scheduler, Topics.CHANNEL_DESIRED, word.channelId(), new ChannelDesiredCodec().encode(word));
    }

    List<ChannelReported> reports(String channelId) {
        return reported.all().stream().filter(report -> report.channelId().equals(channelId)).toList();
    }

    /// Waits until the latest word for a channel is such.
    ChannelReported awaitReport(String channelId, Predicate<ChannelReported> such) {
        List<ChannelReported> latest = new ArrayList<>();
        try {
            await().atMost(PATIENCE).until(() -> {
                latest.clear();
                List<ChannelReported> all = reports(channelId);
                latest.addAll(all.subList(Math.max(0, all.size() - 1), all.size()));
                return latest.stream().anyMatch(such);
            });
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            throw new AssertionError("the last word for " + channelId + " was " + latest, e);
        }
        return latest.getFirst();
    }

    /// Waits until the scheduler has released a channel of a token.
    void awaitReleased(String channelId, long token) {
        await().atMost(PATIENCE).until(() -> decisions().stream().anyMatch(decision -> decision.channelId().equals(channelId)
                && decision.outcome() instanceof Outcome.Released released && released.token() == token));
    }

    Story story(UUID runId) {
        List<Story.Word> words = measurements.all();
        for (; told < words.size(); told++) {
            stories.computeIfAbsent(words.get(told).runId(), id -> new Story()).take(words.get(told));
        }
        return stories.getOrDefault(runId, new Story());
    }

    /// Waits until the story of a run is told to its end.
    Story awaitEnd(UUID runId) {
        await().atMost(PATIENCE).until(() -> story(runId).end().isPresent());
        return story(runId);
    }

    /// Half-cycles of a run as analytics told them, once it has told the run's end.
    List<HalfCycle> awaitAnalysed(UUID runId) {
        await().atMost(PATIENCE).until(() -> runs.all().stream().anyMatch(view -> view.facts().runId().equals(runId) && !view.isRunning()));
        return halfCycles.all().stream().filter(one -> one.runId().equals(runId)).map(one -> one.value().withoutProfile()).toList();
    }

    @Override
    public void close() throws Exception {
        for (Service service : services.reversed()) {
            service.close();
        }
        List.of(reported, log, measurements, halfCycles, runs).forEach(TopicTail::close);
        api.close();
        scheduler.close();
        broker.close();
        vertx.close().await();
    }
}
