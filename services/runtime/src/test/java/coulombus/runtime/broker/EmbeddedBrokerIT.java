package coulombus.runtime.broker;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.runtime.kafka.KafkaClients;
import coulombus.runtime.kafka.KafkaSettings;
import coulombus.schemas.ServiceRole;
import coulombus.schemas.Topic;
import coulombus.schemas.Topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedBrokerIT {
    @TempDir
    static Path shared;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(BrokerSettings.in(shared));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void keepsPortsUsersAndRecordsOverARestart(@TempDir Path folder) throws Exception {
        // Given
        String bootstrap;
        try (EmbeddedBroker first = EmbeddedBroker.start(BrokerSettings.in(folder))) {
            bootstrap = first.bootstrap();
            write(first, ServiceRole.CHANNEL_AGENT, Topics.MEASUREMENTS, "A1", "kept");
        }

        // When
        try (EmbeddedBroker second = EmbeddedBroker.start(BrokerSettings.in(folder))) {

            // Then
            assertThat(second.bootstrap()).isEqualTo(bootstrap);
            assertThat(readOne(second, ServiceRole.ANALYTICS, Topics.MEASUREMENTS)).isEqualTo("kept");
        }
    }

    @Test
    void startsAgainWithItsRecordsAfterItWasKilled(@TempDir Path folder) throws Exception {
        // Given
        Process killed = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), BrokerProcess.class.getName(), folder.toString()).redirectErrorStream(true).start();
        assertThat(killed.inputReader().lines().anyMatch(BrokerProcess.WRITTEN::equals)).isTrue();
        killed.destroyForcibly().waitFor();

        // When
        long before = System.nanoTime();
        try (EmbeddedBroker again = EmbeddedBroker.start(BrokerSettings.in(folder))) {
            Duration took = Duration.ofNanos(System.nanoTime() - before);

            // Then
            assertThat(readOne(again, ServiceRole.ANALYTICS, Topics.MEASUREMENTS)).isEqualTo("acknowledged");
            assertThat(took).isLessThan(Duration.ofSeconds(30));
        }
    }

    @Test
    void makesEveryTopicAsAgreed() throws Exception {
        // Given
        try (Admin admin = admin()) {

            // When
            var found = admin.describeTopics(Topics.ALL.stream().map(Topic::name).toList()).allTopicNames().get();

            // Then
            for (Topic<?> topic : Topics.ALL) {
                assertThat(found.get(topic.name()).partitions()).as(topic.name()).hasSize(topic.partitions());
            }
        }
    }

    @Test
    void refusesAWrongPassword() {
        // Given
        Map<String, String> properties = new TreeMap<>(broker.settingsFor(ServiceRole.SCHEDULER).properties());
        properties.computeIfPresent("sasl.jaas.config", (k, jaas) -> jaas.replaceAll("password=\"[^\"]*\"", "password=\"guessed\""));

        // When / Then
        try (Admin admin = Admin.create(new KafkaSettings(broker.bootstrap(), properties).common("test"))) {
            assertThatThrownBy(() -> admin.listTopics().names().get()).cause().isInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void letsNobodyInWithoutAUser() {
        // Given
        Map<String, Object> anonymous = Map.of("bootstrap.servers", broker.bootstrap(), "request.timeout.ms", "2000",
                "default.api.timeout.ms", "3000");

        // When / Then
        try (Admin admin = Admin.create(anonymous)) {
            assertThatThrownBy(() -> admin.listTopics().names().get()).isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void controllerKnowsNoneOfTheServices() throws Exception {
        // Given
        String controller = Files.readAllLines(shared.resolve("broker.ports")).stream().filter(l -> l.startsWith("controller="))
                .map(l -> "127.0.0.1:" + l.substring("controller=".length())).findFirst().orElseThrow();
        Map<String, Object> config = broker.settingsFor(ServiceRole.SCHEDULER).common("test");
        config.remove("bootstrap.servers");
        config.put("bootstrap.controllers", controller);

        // When / Then
        try (Admin admin = Admin.create(config)) {
            assertThatThrownBy(() -> admin.describeMetadataQuorum().quorumInfo().get()).cause()
                    .isInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void onlyTheSchedulerWritesWhatChannelsShallDo() throws Exception {
        // When
        write(broker, ServiceRole.SCHEDULER, Topics.CHANNEL_DESIRED, "A1", "run");

        // Then
        for (ServiceRole role : List.of(ServiceRole.FLEET_API, ServiceRole.CHANNEL_AGENT, ServiceRole.ANALYTICS,
                ServiceRole.ALERT_ROUTER, ServiceRole.HISTORIAN)) {
            assertThatThrownBy(() -> write(broker, role, Topics.CHANNEL_DESIRED, "A1", "run")).as(role.serviceName())
                    .isInstanceOf(ExecutionException.class).cause().isInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void analyticsHasItsTransactionsAndInternalTopicsAndNoOthers() throws Exception {
        // Given
        var settings = broker.settingsFor(ServiceRole.ANALYTICS);
        try (Admin admin = Admin.create(settings.common("test"));
                KafkaProducer<String, byte[]> producer = clients(broker, ServiceRole.ANALYTICS).transactionalProducer("analytics-1-1")) {

            // When
            admin.createTopics(List.of(new NewTopic("analytics-hot-changelog", 2, (short) 1))).all().get();
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(Topics.CYCLES.name(), "A1", new byte[]{ 1 }));
            producer.send(new ProducerRecord<>("analytics-hot-changelog", "A1", new byte[]{ 1 }));
            producer.commitTransaction();

            // Then
            assertThatThrownBy(() -> admin.createTopics(List.of(new NewTopic("other", 1, (short) 1))).all().get()).cause()
                    .isInstanceOf(AuthorizationException.class);
            assertThatThrownBy(() -> admin.deleteTopics(List.of(Topics.MEASUREMENTS.name())).all().get()).cause()
                    .isInstanceOf(AuthorizationException.class);
        }
        try (KafkaProducer<String, byte[]> other = clients(broker, ServiceRole.ANALYTICS).transactionalProducer("scheduler")) {
            assertThatThrownBy(other::initTransactions).isInstanceOf(AuthorizationException.class);
        }
    }

    @Test
    void credentialsAreForTheirOwnerOnly() throws Exception {
        // Given
        org.junit.jupiter.api.Assumptions.assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "file modes exist on POSIX systems only");

        // When / Then
        for (ServiceRole role : ServiceRole.values()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(broker.credentialsFile(role)))).isEqualTo("rw-------");
        }
        assertThat(ServiceRole.values()).extracting(r -> Files.readString(broker.credentialsFile(r))).doesNotHaveDuplicates();
    }

    @Test
    void refusesASecondStartOnTheSameFolder() {
        assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.in(shared))).isInstanceOf(BrokerStartException.class)
                .hasMessageContaining(shared.toString()).hasMessageContaining("process " + ProcessHandle.current().pid());
    }

    @Test
    void namesThePortThatIsTaken(@TempDir Path folder) throws Exception {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();

            // When / Then
            assertThatThrownBy(() -> EmbeddedBroker.start(new BrokerSettings(folder, port, 0))).isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("port " + port).hasMessageContaining("set another port");
        }
    }

    @Test
    void namesTheFolderThatCannotBeOne(@TempDir Path folder) throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("file"), "not a folder");

        // When / Then
        assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.in(file))).isInstanceOf(BrokerStartException.class)
                .hasMessageContaining(file.toString());
    }

    private static Admin admin() {
        return Admin.create(broker.settingsFor(ServiceRole.ADMIN).common("test"));
    }

    private static KafkaClients clients(EmbeddedBroker of, ServiceRole role) {
        return new KafkaClients(of.settingsFor(role), role.serviceName(), new SimpleMeterRegistry());
    }

    static void write(EmbeddedBroker to, ServiceRole role, Topic<?> topic, String key, String value) throws Exception {
        try (KafkaProducer<String, byte[]> producer = clients(to, role).producer()) {
            producer.send(new ProducerRecord<>(topic.name(), key, value.getBytes(StandardCharsets.UTF_8))).get();
        }
    }

    private static String readOne(EmbeddedBroker from, ServiceRole role, Topic<?> topic) {
        try (KafkaConsumer<String, byte[]> consumer = clients(from, role).viewer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (long end = System.nanoTime() + 10_000_000_000L; System.nanoTime() < end;) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    return new String(record.value(), StandardCharsets.UTF_8);
                }
            }
            throw new AssertionError("nothing to read on " + topic.name() + " within 10 s");
        }
    }
}
