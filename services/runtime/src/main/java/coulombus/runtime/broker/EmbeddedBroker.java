package coulombus.runtime.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.runtime.kafka.KafkaSettings;
import coulombus.runtime.kafka.TopicAdmin;
import coulombus.schemas.ServiceRole;
import coulombus.schemas.Topics;

/// A real Kafka of one node in this process: on the loopback address only, every user with a password of its own, its data on disk
/// and kept from start to start, killed or not.
///
/// The only class that knows Kafka's inside, which is why the Kafka version is pinned. Starting and closing belong to one thread.
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final String CLIENTS = "CLIENTS";
    private static final String CONTROLLER = "CONTROLLER";

    private final BrokerFolder folder;
    private final BrokerPorts ports;
    private final BrokerCredentials credentials;
    private final KafkaRaftServer server;
    private boolean closed;

    private EmbeddedBroker(BrokerFolder folder, BrokerPorts ports, BrokerCredentials credentials, KafkaRaftServer server) {
        this.folder = folder;
        this.ports = ports;
        this.credentials = credentials;
        this.server = server;
    }

    /// Starts the broker and answers when it serves: access rules in place, the topics of the contract made.
    ///
    /// @throws BrokerStartException where the folder is in use, not writable or full, or a port is taken
    public static EmbeddedBroker start(BrokerSettings settings) {
        return start(settings, why -> {});
    }

    /// The same, for a process with someone to tell.
    ///
    /// @param lastWords told why, when Kafka ends the process because its disk fails or is full; the process ends when it returns
    public static EmbeddedBroker start(BrokerSettings settings, Consumer<String> lastWords) {
        BrokerFolder folder = BrokerFolder.hold(settings.folder());
        EmbeddedBroker broker = null;
        try {
            BrokerPorts ports = BrokerPorts.settle(settings, folder.ports());
            BrokerCredentials credentials = BrokerCredentials.in(folder.credentials());
            format(folder.log());
            tellBeforeKafkaEndsTheProcess(folder.path(), lastWords);
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties(folder, ports, credentials), false), Time.SYSTEM);
            broker = new EmbeddedBroker(folder, ports, credentials, server);
            server.startup();
            broker.settleAccessAndTopics();
            LOG.atInfo().addKeyValue("bootstrap", broker.bootstrap()).addKeyValue("folder", folder.path()).log("embedded broker serves");
            return broker;
        } catch (Throwable e) {
            if (broker != null) {
                broker.close();
            } else {
                folder.close();
            }
            if (e instanceof BrokerStartException told) {
                throw told;
            }
            throw new BrokerStartException("the embedded broker in " + folder.path() + " did not start: " + e.getMessage(), e);
        }
    }

    /// `host:port` for clients.
    public String bootstrap() {
        return BrokerPorts.HOST + ":" + ports.client();
    }

    /// What a service of this role needs to connect.
    public KafkaSettings settingsFor(ServiceRole role) {
        return new KafkaSettings(bootstrap(), credentials.clientProperties(role));
    }

    /// Where the credentials of a role lie, for a process of the same account.
    public Path credentialsFile(ServiceRole role) {
        return BrokerCredentials.fileOf(folder.credentials(), role);
    }

    /// Stops in order, so that the next start has nothing to repair. May be repeated.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            folder.close();
        }
    }

    private static void format(Path log) throws Exception {
        if (Files.exists(log.resolve("meta.properties"))) {
            return;
        }
        PrivateFiles.createFolder(log);
        new Formatter().setNodeId(1).setClusterId(Uuid.randomUuid().toString()).addDirectory(log.toString())
                .setMetadataLogDirectory(log.toString()).setControllerListenerName(CONTROLLER).setIgnoreFormatted(true)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream())).run();
    }

    private static Properties properties(BrokerFolder folder, BrokerPorts ports, BrokerCredentials credentials) {
        Properties p = new Properties();
        p.putAll(Map.of("process.roles", "broker,controller", "node.id", "1", "log.dirs", folder.log().toString(),
                "controller.quorum.voters", "1@" + BrokerPorts.HOST + ":" + ports.controller(), "controller.listener.names", CONTROLLER));
        p.put("listeners", CLIENTS + "://" + BrokerPorts.HOST + ":" + ports.client() + "," + CONTROLLER + "://" + BrokerPorts.HOST + ":"
                + ports.controller());
        p.put("listener.security.protocol.map", CLIENTS + ":SASL_PLAINTEXT," + CONTROLLER + ":SASL_PLAINTEXT");
        p.put("inter.broker.listener.name", CLIENTS);
        p.put("sasl.enabled.mechanisms", "PLAIN");
        p.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        p.put("sasl.mechanism.controller.protocol", "PLAIN");
        p.put("listener.name.clients.plain.sasl.jaas.config", credentials.listenerJaas());
        p.put("listener.name.controller.plain.sasl.jaas.config", credentials.controllerJaas());
        p.put("authorizer.class.name", StandardAuthorizer.class.getName());
        p.put("super.users", BrokerAccess.superUsers());
        p.put("allow.everyone.if.no.acl.found", "false");
        p.put("auto.create.topics.enable", "false");
        oneNode(p);
        return p;
    }

    /// What differs from Kafka's defaults because there is one node, on a machine that has other things to do.
    private static void oneNode(Properties p) {
        for (String internal : new String[]{ "offsets.topic", "transaction.state.log", "share.coordinator.state.topic" }) {
            p.put(internal + ".replication.factor", "1");
            p.put(internal + ".num.partitions", "4");
        }
        p.put("transaction.state.log.min.isr", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        p.put("group.initial.rebalance.delay.ms", "0");
        p.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
        // A killed broker registers again only when its old registration has ended: the default of 9 s makes a restart take 13 s.
        p.put("broker.session.timeout.ms", "1500");
        p.put("broker.heartbeat.interval.ms", "500");
        // A killed service must be replaced in under 10 s: its open transaction is looked for every second, not every ten.
        p.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        p.put("group.min.session.timeout.ms", "1000");
        p.put("num.network.threads", "2");
        p.put("num.io.threads", "4");
    }

    private void settleAccessAndTopics() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(settingsFor(ServiceRole.ADMIN).common("embedded-broker"))) {
            Set<AclBinding> wanted = BrokerAccess.rules();
            Collection<AclBinding> present = admin.describeAcls(AclBindingFilter.ANY).values().get();
            Set<AclBinding> revoked = new HashSet<>(present);
            revoked.removeAll(wanted);
            admin.deleteAcls(revoked.stream().map(AclBinding::toFilter).toList()).all().get();
            Set<AclBinding> missing = new HashSet<>(wanted);
            missing.removeAll(present);
            admin.createAcls(missing).all().get();
            new TopicAdmin(admin, 1).ensure(Topics.ALL);
        }
    }

    /// Kafka ends the process when its disk fails or is full. That cannot be prevented, but it shall not happen without a word.
    private static void tellBeforeKafkaEndsTheProcess(Path folder, Consumer<String> lastWords) {
        Exit.setHaltProcedure((status, message) -> {
            LOG.error("the embedded broker gave up (is the disk of {} full or failing?): {}; the process ends", folder, message);
            lastWords.accept("the embedded broker gave up, because its disk is full or failing: " + folder + freeSpace(folder)
                    + ". Make space and start again: what was acknowledged is kept");
            Runtime.getRuntime().halt(status == 0 ? 1 : status);
        });
    }

    private static String freeSpace(Path folder) {
        try {
            return " (" + (Files.getFileStore(folder).getUsableSpace() >> 20) + " MB free)";
        } catch (IOException e) {
            return " (" + e.getMessage() + ")";
        }
    }
}
