package coulombus.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

import coulombus.runtime.kafka.KafkaSettings;
import coulombus.schemas.Topics;

/// A fleet that runs elsewhere, as a command meets it: asked first whether it is there, lets this user in and has its topics, so that a
/// mistake is told within seconds and in words.
final class RunningFleet {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /// A person waits at the terminal: give up long before Kafka's two minutes. What is set in the person's file wins.
    private static final Map<String, String> IMPATIENT = Map.of(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, "8000",
            CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, "4000", ProducerConfig.MAX_BLOCK_MS_CONFIG, "15000",
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000");

    private RunningFleet() {}

    /// The settings to join it with.
    ///
    /// @param clientConfig the file the properties came from, for messages; null where none was given
    /// @throws FleetNotReachedException where it is not there, does not let the user in, or has no topics
    static KafkaSettings reach(String bootstrap, Map<String, String> properties, Path clientConfig) throws InterruptedException {
        Map<String, String> all = new HashMap<>(IMPATIENT);
        all.putAll(properties);
        KafkaSettings kafka = new KafkaSettings(bootstrap, all);
        Map<String, Object> admin = kafka.common("coulombus-replay");
        admin.keySet().removeAll(Set.of(ProducerConfig.MAX_BLOCK_MS_CONFIG, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG));
        admin.put("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
        try (Admin asking = Admin.create(admin)) {
            Set<String> topics = asking.listTopics().names().get(PATIENCE.toSeconds() + 1, TimeUnit.SECONDS);
            if (!topics.contains(Topics.MEASUREMENTS.name())) {
                throw new FleetNotReachedException("--bootstrap " + bootstrap + ": Kafka answers, but shows no topic "
                        + Topics.MEASUREMENTS.name() + ": either no service of Coulombus ever ran there, or "
                        + (clientConfig == null ? "this user" : "the user of " + clientConfig) + " may not write to it", null);
            }
            return kafka;
        } catch (KafkaException e) {
            throw new FleetNotReachedException(
                    "--bootstrap " + bootstrap + ": must be HOST:PORT of a machine that can be found (several with"
                            + " commas), and --client-config properties of a Kafka client: " + CommandErrors.sentence(e),
                    e);
        } catch (TimeoutException e) {
            throw notThere(bootstrap, clientConfig, e);
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case SslAuthenticationException ssl -> new FleetNotReachedException(
                        "--bootstrap " + bootstrap + ": no TLS connection can be made: " + ssl.getMessage(), ssl);
                case AuthenticationException refused -> new FleetNotReachedException("--bootstrap " + bootstrap
                        + ": Kafka refuses the credentials of " + (clientConfig == null
                                ? "nobody; give some with --client-config"
                                : clientConfig.toString())
                        + ": " + refused.getMessage(), refused);
                case org.apache.kafka.common.errors.TimeoutException late -> notThere(bootstrap, clientConfig, late);
                default -> new FleetNotReachedException("--bootstrap " + bootstrap + ": " + CommandErrors.sentence(e.getCause()),
                        e.getCause());
            };
        }
    }

    private static FleetNotReachedException notThere(String bootstrap, Path clientConfig, Exception cause) {
        return new FleetNotReachedException("--bootstrap " + bootstrap + ": no Kafka answered there within " + PATIENCE.toSeconds()
                + " s. Does it run, and is the address right?"
                + (clientConfig == null ? " If it asks for credentials, give them with --client-config." : ""), cause);
    }

    /// The message says what is wrong and what to do.
    static final class FleetNotReachedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        FleetNotReachedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
