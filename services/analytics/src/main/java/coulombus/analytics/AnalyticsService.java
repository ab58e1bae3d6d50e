package coulombus.analytics;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.core.detection.DetectorSettings;
import coulombus.runtime.config.ConfigLoader;
import coulombus.runtime.kafka.TopicAdmin;
import coulombus.runtime.launch.Service;
import coulombus.runtime.launch.ServiceContext;
import coulombus.runtime.management.HealthCheck;
import coulombus.runtime.management.HealthCheck.Health;
import coulombus.schemas.Topics;

/// Runs the topology.
public final class AnalyticsService implements Service {
    public static final String NAME = "analytics";
    private static final Logger LOG = LoggerFactory.getLogger(AnalyticsService.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    private final AnalyticsConfig config;
    private final ServiceContext context;
    private KafkaStreams streams;
    private KafkaStreamsMetrics streamsMetrics;

    public AnalyticsService(AnalyticsConfig config, ServiceContext context) {
        this.config = config;
        this.context = context;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() throws IOException {
        Files.createDirectories(config.stateFolder());
        AnalyticsMetrics metrics = new AnalyticsMetrics(context.meters());
        streams = new KafkaStreams(AnalyticsTopology.build(metrics, config.tombstoneKept(), detectors()),
                StreamsSettings.of(config, context.kafka()));
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.atError().setCause(failure).log("a stream thread ended");
            context.failures().raise(NAME, failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streamsMetrics = new KafkaStreamsMetrics(streams);
        streamsMetrics.bindTo(context.meters());
        streams.start();
    }

    /// Only the file counts: a number of a detector that comes from the environment would be seen by nobody.
    private DetectorSettings detectors() {
        return config.detectors() == null
                ? DetectorSettings.DEFAULT
                : new ConfigLoader(Map.of()).load(config.detectors(), DetectorSettings.class);
    }

    /// Creates and checks the topics of the contract; for a process that may, before services start.
    public static void ensureTopics(Admin admin, int replication) {
        new TopicAdmin(admin, replication).ensure(Topics.ALL);
    }

    /// True where tasks are assigned and none is being restored.
    public boolean isWorking() {
        return streams != null && streams.state() == KafkaStreams.State.RUNNING
                && streams.metadataForLocalThreads().stream().anyMatch(thread -> !thread.activeTasks().isEmpty());
    }

    private KafkaStreams.State state() {
        return streams == null ? KafkaStreams.State.CREATED : streams.state();
    }

    @Override
    public void close() {
        if (streamsMetrics != null) {
            streamsMetrics.close();
        }
        if (streams != null) {
            streams.close(LONGEST_CLOSE);
        }
    }

    @Override
    public List<HealthCheck> healthChecks() {
        return List.of(
                new HealthCheck("analytics.streams", HealthCheck.Kind.LIVENESS,
                        () -> state().hasNotStarted() || state().isRunningOrRebalancing()
                                ? new Health.Up(state().name())
                                : new Health.Down("Kafka Streams is " + state())),
                new HealthCheck("analytics.tasks", HealthCheck.Kind.READINESS, () -> isWorking()
                        ? new Health.Up("tasks assigned")
                        : new Health.Down("no task assigned yet, state " + state())));
    }
}
