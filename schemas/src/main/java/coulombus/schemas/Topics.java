package coulombus.schemas;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.apache.avro.specific.SpecificRecord;

import coulombus.schemas.Topic.Cleanup;
import coulombus.schemas.Topic.Key;

import static coulombus.schemas.ServiceRole.ALERT_ROUTER;
import static coulombus.schemas.ServiceRole.ANALYTICS;
import static coulombus.schemas.ServiceRole.CHANNEL_AGENT;
import static coulombus.schemas.ServiceRole.FLEET_API;
import static coulombus.schemas.ServiceRole.HISTORIAN;
import static coulombus.schemas.ServiceRole.SCHEDULER;
import static coulombus.schemas.Topic.FOREVER;

/// Every topic there is. Services meet nowhere else.
///
/// Partition counts never change: twelve wherever a channel's order matters, one where a single order of everything does.
public final class Topics {
    /// Partitions of every topic whose records belong to channels.
    public static final int CHANNEL_PARTITIONS = 12;

    /// A run's whole story: [RunStarted], [MeasurementBatch]es, [RunEnded], by one producer, in order.
    public static final Topic<SpecificRecord> MEASUREMENTS = new Topic<>("measurements", Key.CHANNEL_ID,
            List.of(RunStarted.class, MeasurementBatch.class, RunEnded.class), CHANNEL_PARTITIONS, Cleanup.DELETE, Duration.ofDays(90),
            Set.of(CHANNEL_AGENT), Set.of(ANALYTICS, HISTORIAN, FLEET_API, CHANNEL_AGENT),
            "A run's whole story: its start, its measurements, its end.");

    public static final Topic<HalfCycle> HALF_CYCLES = ofChannel("half-cycles", List.of(HalfCycle.class), Set.of(ANALYTICS),
            Set.of(FLEET_API, HISTORIAN, SCHEDULER, ALERT_ROUTER), "Every half-cycle of every run, when it closes.");

    public static final Topic<Cycle> CYCLES = ofChannel("cycles", List.of(Cycle.class), Set.of(ANALYTICS),
            Set.of(FLEET_API, HISTORIAN, SCHEDULER, ALERT_ROUTER), "Every pair of half-cycles with its efficiencies.");

    public static final Topic<CellHealth> CELL_HEALTH = latestOf("cell-health", Key.RUN_KEY, List.of(CellHealth.class), Set.of(ANALYTICS),
            Set.of(FLEET_API, HISTORIAN, SCHEDULER, ALERT_ROUTER), "Where each run's cell stands now.");

    public static final Topic<Finding> FINDINGS = ofChannel("findings", List.of(Finding.class), Set.of(ANALYTICS),
            Set.of(FLEET_API, HISTORIAN, SCHEDULER, ALERT_ROUTER), "What detectors found, with the evidence.");

    /// The alert-router's own log: replayed to its end before an alert changes.
    public static final Topic<Alert> ALERTS = ofChannel("alerts", List.of(Alert.class), Set.of(ALERT_ROUTER),
            Set.of(ALERT_ROUTER, FLEET_API, HISTORIAN, SCHEDULER), "Life cycle of alerts: open, acknowledged, resolved.");

    public static final Topic<DataQuality> DATA_QUALITY = ofChannel("data-quality", List.of(DataQuality.class),
            Set.of(ANALYTICS, CHANNEL_AGENT),
            Set.of(FLEET_API, HISTORIAN, SCHEDULER, ALERT_ROUTER), "Events about the data, not about the cell.");

    public static final Topic<RunView> RUNS = latestOf("runs", Key.RUN_KEY, List.of(RunView.class), Set.of(ANALYTICS),
            Set.of(FLEET_API, HISTORIAN, SCHEDULER, ALERT_ROUTER), "Latest view of each run; the story itself is on measurements.");

    public static final Topic<ChannelDesired> CHANNEL_DESIRED = latestOf("channel-desired", Key.CHANNEL_ID, List.of(ChannelDesired.class),
            Set.of(SCHEDULER),
            Set.of(CHANNEL_AGENT, FLEET_API, HISTORIAN), "What a channel shall do, with token and generation.");

    public static final Topic<ChannelReported> CHANNEL_REPORTED = latestOf("channel-reported", Key.CHANNEL_ID,
            List.of(ChannelReported.class),
            Set.of(CHANNEL_AGENT), Set.of(SCHEDULER, FLEET_API, HISTORIAN, ALERT_ROUTER), "What a channel does, with the token it obeys.");

    public static final Topic<AgentReported> AGENTS = new Topic<>("agents", Key.AGENT_ID, List.of(AgentReported.class), 1, Cleanup.COMPACT,
            FOREVER,
            Set.of(CHANNEL_AGENT), Set.of(SCHEDULER, FLEET_API, ALERT_ROUTER), "Channel agents with their channels and heartbeats.");

    /// The scheduler's own log: one order of everything, replayed to its end before a decision is taken.
    public static final Topic<SpecificRecord> DECISIONS = new Topic<>("decisions", Key.NONE,
            List.of(Decision.class, FacilityDecision.class), 1, Cleanup.DELETE, FOREVER, Set.of(SCHEDULER),
            Set.of(SCHEDULER, FLEET_API, HISTORIAN), "The scheduler's log, replayed before it decides.");

    /// What people ask of the scheduler; the answer is a record on decisions with the same request id.
    public static final Topic<SpecificRecord> REQUESTS = new Topic<>("requests", Key.NONE,
            List.of(ChannelRequest.class, FacilityRequest.class), 1, Cleanup.DELETE, Duration.ofDays(90),
            Set.of(FLEET_API), Set.of(SCHEDULER, FLEET_API), "What people ask of the scheduler; decisions answers.");

    /// What people ask about alerts; the answer is a record on audit with the same id.
    public static final Topic<AlertRequest> ALERT_REQUESTS = new Topic<>("alert-requests", Key.NONE, List.of(AlertRequest.class), 1,
            Cleanup.DELETE, Duration.ofDays(90), Set.of(FLEET_API), Set.of(ALERT_ROUTER, FLEET_API),
            "What people ask about alerts; audit answers.");

    public static final Topic<SpecificRecord> ARCHIVE_WATERMARK = latestOf("archive-watermark", Key.RUN_KEY, List.of(), Set.of(HISTORIAN),
            Set.of(CHANNEL_AGENT, FLEET_API), "Up to which measurement each run is in the archive.");

    public static final Topic<Audit> AUDIT = new Topic<>("audit", Key.NONE, List.of(Audit.class), 1, Cleanup.DELETE, FOREVER,
            Set.of(FLEET_API, SCHEDULER, ALERT_ROUTER), Set.of(FLEET_API, HISTORIAN), "Every change a person made; only ever appended to.");

    public static final Topic<Rejected> REJECTED = new Topic<>("rejected", Key.ORIGINAL, List.of(Rejected.class), CHANNEL_PARTITIONS,
            Cleanup.DELETE, Duration.ofDays(90), Set.of(CHANNEL_AGENT, ANALYTICS, SCHEDULER, ALERT_ROUTER, HISTORIAN, FLEET_API),
            Set.of(FLEET_API, HISTORIAN), "Records that could not be read, with their bytes and the reason.");

    /// All topics, in the order of this class.
    public static final List<Topic<?>> ALL = List.of(MEASUREMENTS, HALF_CYCLES, CYCLES, CELL_HEALTH, FINDINGS, ALERTS, DATA_QUALITY, RUNS,
            CHANNEL_DESIRED, CHANNEL_REPORTED, AGENTS, DECISIONS, REQUESTS, ALERT_REQUESTS, ARCHIVE_WATERMARK, AUDIT, REJECTED);

    private Topics() {}

    private static <V extends SpecificRecord> Topic<V> ofChannel(String name, List<Class<? extends V>> values, Set<ServiceRole> writers,
            Set<ServiceRole> readers, String purpose) {
        return new Topic<>(name, Key.CHANNEL_ID, values, CHANNEL_PARTITIONS, Cleanup.DELETE, FOREVER, writers, readers, purpose);
    }

    private static <V extends SpecificRecord> Topic<V> latestOf(String name, Key key, List<Class<? extends V>> values,
            Set<ServiceRole> writers, Set<ServiceRole> readers, String purpose) {
        return new Topic<>(name, key, values, CHANNEL_PARTITIONS, Cleanup.COMPACT, FOREVER, writers, readers, purpose);
    }
}
