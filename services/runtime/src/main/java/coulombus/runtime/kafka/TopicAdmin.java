package coulombus.runtime.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.schemas.Topic;

/// Makes the topics of the contract and checks those that are there already.
public final class TopicAdmin {
    private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofMillis(50);

    private final Admin admin;
    private final short replicationFactor;

    /// @param admin             may create topics; not closed here
    /// @param replicationFactor copies of each partition: 1 on the embedded broker, 3 on a cluster
    public TopicAdmin(Admin admin, int replicationFactor) {
        if (replicationFactor < 1 || replicationFactor > Short.MAX_VALUE) {
            throw new IllegalArgumentException("topics.replication: must be at least 1; was " + replicationFactor);
        }
        this.admin = admin;
        this.replicationFactor = (short) replicationFactor;
    }

    /// Creates what is missing, brings settings in line with the contract and answers when the broker shows all topics as they should
    /// be. May be repeated, and by several processes at once. A user who may neither create topics nor see their settings will do where
    /// all topics are there.
    ///
    /// @throws TopicMismatchException where a topic has another number of partitions, which nothing can mend
    public void ensure(Collection<? extends Topic<?>> topics) {
        Set<String> present = await(admin.listTopics().names(), "listing topics");
        Set<String> created = create(topics.stream().filter(t -> !present.contains(t.name())).toList());
        check(topics);
        align(topics.stream().filter(t -> !created.contains(t.name())).toList());
        awaitLeaders(topics);
    }

    /// A broker shows a new partition before it leads it. A producer that starts in between can have its first batch refused and its
    /// second taken, and never gets its order back; so a topic is ready only when the leader of every partition has answered for it.
    /// Admin repeats the question until it does.
    private void awaitLeaders(Collection<? extends Topic<?>> topics) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (Topic<?> topic : topics) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        await(admin.listOffsets(ends).all(), "waiting for the leaders of the topics");
    }

    /// Answers the names of those that were really created here.
    private Set<String> create(List<? extends Topic<?>> missing) {
        Set<String> created = new HashSet<>();
        admin.createTopics(
                missing.stream().map(t -> new NewTopic(t.name(), t.partitions(), replicationFactor).configs(t.settings())).toList())
                .values().forEach((name, creation) -> {
                    try {
                        await(creation, "creating topic " + name);
                        created.add(name);
                    } catch (KafkaUnavailableException e) {
                        switch (e.getCause()) {
                            // Made by another process a moment ago, which the list did not show yet.
                            case TopicExistsException exists -> {
                            }
                            case AuthorizationException refused -> throw new KafkaUnavailableException("topic " + name
                                    + " is missing, or hidden from this user, who may not create it either: make it first, with its settings"
                                    + " from the list of topics, or let a user start once who may", refused);
                            default -> throw e;
                        }
                    }
                });
        return created;
    }

    private void check(Collection<? extends Topic<?>> topics) {
        Map<String, TopicDescription> found = describe(topics.stream().map(Topic::name).toList());
        List<String> wrong = new ArrayList<>();
        for (Topic<?> topic : topics) {
            int partitions = found.get(topic.name()).partitions().size();
            if (partitions != topic.partitions()) {
                wrong.add("topic " + topic.name() + " has " + partitions + " partitions instead of " + topic.partitions());
            }
        }
        if (!wrong.isEmpty()) {
            throw new TopicMismatchException(String.join("; ", wrong) + ": records of a channel would lose their order");
        }
    }

    /// A broker learns of a new topic a moment after the controller made it.
    private Map<String, TopicDescription> describe(List<String> names) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return await(admin.describeTopics(names).allTopicNames(), "describing topics");
            } catch (KafkaUnavailableException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(RETRY_AFTER.toNanos());
            }
        }
    }

    private void align(List<? extends Topic<?>> topics) {
        try {
            alignWhereAllowed(topics);
        } catch (KafkaUnavailableException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
            LOG.info("this user may not look after the settings of topics; they are taken as they are");
        }
    }

    private void alignWhereAllowed(List<? extends Topic<?>> topics) {
        List<ConfigResource> resources = topics.stream().map(t -> new ConfigResource(ConfigResource.Type.TOPIC, t.name())).toList();
        Map<ConfigResource, Config> found = await(admin.describeConfigs(resources).all(), "describing topic settings");
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (Topic<?> topic : topics) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
            List<AlterConfigOp> operations = new ArrayList<>();
            topic.settings().forEach((name, value) -> {
                if (!value.equals(found.get(resource).get(name).value())) {
                    operations.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET));
                }
            });
            if (!operations.isEmpty()) {
                changes.put(resource, operations);
            }
        }
        if (!changes.isEmpty()) {
            await(admin.incrementalAlterConfigs(changes).all(), "changing topic settings");
        }
    }

    private static <T> T await(KafkaFuture<T> future, String what) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new KafkaUnavailableException(what + " failed: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaUnavailableException(what + ": Kafka did not answer within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException(what + " was interrupted", e);
        }
    }
}
