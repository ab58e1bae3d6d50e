package coulombus.analytics;

import java.nio.file.Path;
import java.time.Duration;

/// How analytics runs.
///
/// @param threads         stream threads in this process, 1 or more
/// @param standbyReplicas copies of the state kept warm on other instances, 0 or more
/// @param commitInterval  results become readable at most this much later
/// @param tombstoneKept   how long a run that ended is remembered, so that a repeated replay counts once
/// @param stateFolder     where Kafka Streams keeps its bookkeeping; the state itself is in memory and in its changelog
/// @param instance        name of this instance that stays the same when it is started anew, e.g. the pod's; with it a killed instance takes
///                        its work up again as soon as it is back, without it after six seconds. No two instances may share one. Not
///                        given: no name
/// @param replication     copies of the changelog topics: 1 on the embedded broker, 3 on a cluster
/// @param detectors       file with settings of the detectors (`DetectorSettings`), or null for their defaults
public record AnalyticsConfig(Integer threads, Integer standbyReplicas, Duration commitInterval, Duration tombstoneKept, Path stateFolder,
        String instance, Integer replication, Path detectors) {
    private static final Duration SHORTEST_COMMIT = Duration.ofMillis(10);
    private static final Duration LONGEST_COMMIT = Duration.ofSeconds(2);
    /// What Kafka takes for a member's name, with room for the thread's number.
    private static final String INSTANCE = "[A-Za-z0-9._-]{0,200}";

    public AnalyticsConfig {
        threads = threads == null ? 1 : threads;
        standbyReplicas = standbyReplicas == null ? 0 : standbyReplicas;
        commitInterval = commitInterval == null ? Duration.ofMillis(100) : commitInterval;
        tombstoneKept = tombstoneKept == null ? Duration.ofDays(90) : tombstoneKept;
        stateFolder = stateFolder == null ? Path.of("data", "analytics") : stateFolder;
        instance = instance == null ? "" : instance;
        replication = replication == null ? 1 : replication;
        require(threads >= 1, "threads: must be at least 1; was " + threads);
        require(standbyReplicas >= 0, "standbyReplicas: must be at least 0; was " + standbyReplicas);
        require(commitInterval.compareTo(SHORTEST_COMMIT) >= 0 && commitInterval.compareTo(LONGEST_COMMIT) <= 0,
                "commitInterval: must lie between 10 ms and 2 s (a transaction may last 3 s); was " + commitInterval);
        require(tombstoneKept.compareTo(Duration.ofHours(1)) >= 0, "tombstoneKept: must be at least an hour; was " + tombstoneKept);
        require(instance.matches(INSTANCE),
                "instance: must be at most 200 letters, digits, dots, underscores or dashes; was '" + instance + "'");
        require(replication >= 1, "replication: must be at least 1; was " + replication);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("analytics." + otherwise);
        }
    }
}
