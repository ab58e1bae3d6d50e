package coulombus.runtime.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

import coulombus.schemas.Topic;

/// Makes the topics of the contract and checks those that are there already.
public final class TopicAdmin {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Admin admin;
    private final short replicationFactor;

    /// @param admin             may create topics; not closed here
    /// @param replicationFactor copies of each partition: 1 on the embedded broker, 3 on a cluster
    public TopicAdmin(Admin admin, int replicationFactor) {
        if (replicationFactor < 1 || replicationFactor > Short.MAX_VALUE) {
            throw new IllegalArgumentException("kafka.replicationFactor: must be at least 1; was " + replicationFactor);
        }
        this.admin = admin;
        this.replicationFactor = (short) replicationFactor;
    }

    /// Creates what is missing, brings settings in line with the contract and answers when all topics are as they should be. May be
    /// repeated.
    ///
    /// @throws TopicMismatchException where a topic has another number of partitions, which nothing can mend
    public void ensure(Collection<? extends Topic<?>> topics) {
        Set<String> present = await(admin.listTopics().names(), "listing topics");
        List<NewTopic> missing = new ArrayList<>();
        List<Topic<?>> existing = new ArrayList<>();
        for (Topic<?> topic : topics) {
            if (present.contains(topic.name())) {
                existing.add(topic);
            } else {
                missing.add(new NewTopic(topic.name(), topic.partitions(), replicationFactor).configs(topic.settings()));
            }
        }
        create(missing);
        check(existing);
        align(existing);
    }

    private void create(List<NewTopic> missing) {
        admin.createTopics(missing).values().forEach((name, created) -> {
            try {
                await(created, "creating topic " + name);
            } catch (KafkaUnavailableException e) {
                // Another process may start at the same time; it creates the same topic.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        });
    }

    private void check(List<Topic<?>> topics) {
        Map<String, TopicDescription> found = await(admin.describeTopics(topics.stream().map(Topic::name).toList()).allTopicNames(),
                "describing topics");
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

    private void align(List<Topic<?>> topics) {
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
