package coulombus.fleetapi;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunEnd;
import coulombus.runtime.broker.BrokerSettings;
import coulombus.runtime.broker.EmbeddedBroker;
import coulombus.runtime.codec.DataQualityCodec;
import coulombus.runtime.codec.ForRun;
import coulombus.runtime.codec.MeasurementCodec;
import coulombus.runtime.codec.RunEnding;
import coulombus.runtime.kafka.KafkaClients;
import coulombus.runtime.launch.FailureSignal;
import coulombus.runtime.launch.ServiceContext;
import coulombus.runtime.management.HealthCheck.Health;
import coulombus.schemas.ServiceRole;
import coulombus.schemas.Topics;

import static org.assertj.core.api.Assertions.assertThat;

class FleetApiServiceIT {
    private static final UUID RUN = UUID.fromString("00000000-0000-4000-8000-0000000000bb");
    private static final String CHANNEL = "A3/7";

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void showsWhatIsInTheTopicsAlsoWhatCameBeforeItStartedAndSkipsWhatCannotBeRead(@TempDir Path folder) throws Exception {
        // Given
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("broker")))) {
            Path tokenFile = folder.resolve("token");
            ServiceContext context = new ServiceContext(vertx, broker.settingsFor(ServiceRole.FLEET_API), meters, InstantSource.system(),
                    new FailureSignal());
            try (KafkaProducer<String, byte[]> agent = new KafkaClients(broker.settingsFor(ServiceRole.CHANNEL_AGENT), "channel-agent",
                    meters).producer(); FleetApiService service = new FleetApiService(FleetApiConfig.onLoopback(0, tokenFile), context)) {
                MeasurementCodec codec = new MeasurementCodec();
                send(agent, codec.encodeStarted(MadeUpFleet.facts(RUN, CHANNEL,
                        MadeUpFleet.cell("ZN-01", CellKind.SYMMETRIC, FirstHalfCycle.UNKNOWN), "through Kafka")));
                send(agent, batch(codec, 1, 50));
                send(agent, "not ours".getBytes(StandardCharsets.US_ASCII));
                send(agent, batch(codec, 41, 60));
                // When
                service.start();
                send(agent, batch(codec, 61, 70));
                agent.send(new ProducerRecord<>(Topics.DATA_QUALITY.name(), CHANNEL, new DataQualityCodec()
                        .encode(new ForRun<>(RUN, new DataQuality(DataQualityKind.GAP, 1, 5, "one gap"))))).get(10, TimeUnit.SECONDS);
                send(agent, codec.encodeEnded(new RunEnding(RUN, RunEnd.STOPPED, 70)));
                // Then
                String token = Files.readString(tokenFile).strip();
                Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                    JsonObject run = ask(service, token, "/api/v1/runs/" + RUN);
                    assertThat(run.getLong("measurement_count")).isEqualTo(70);
                    assertThat(run.getString("end_reason")).isEqualTo("STOPPED");
                    assertThat(run.getInteger("data_quality_count")).isEqualTo(1);
                });
                assertThat(ask(service, token, "/api/v1/channels/A3%2F7").getString("cell_id")).isEqualTo("ZN-01");
                assertThat(meters.get("coulombus.view.records.unreadable").counter().count()).isEqualTo(1);
                assertThat(meters.get("coulombus.view.measurements.duplicate").functionCounter().count()).isEqualTo(10);
                Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(service.healthChecks())
                        .extracting(check -> check.check().get()).allSatisfy(health -> assertThat(health).isInstanceOf(Health.Up.class)));
                assertThat(service.newLoginLink()).startsWith(service.url() + "/login?ticket=");
            }
        } finally {
            RunningApi.await(vertx.close());
        }
    }

    private static void send(KafkaProducer<String, byte[]> agent, byte[] value) throws Exception {
        agent.send(new ProducerRecord<>(Topics.MEASUREMENTS.name(), CHANNEL, value)).get(10, TimeUnit.SECONDS);
    }

    private static byte[] batch(MeasurementCodec codec, int firstSeq, int lastSeq) {
        MeasurementBatch batch = new MeasurementBatch(64);
        batch.clear(firstSeq);
        for (int seq = firstSeq; seq <= lastSeq; seq++) {
            int i = batch.addRow();
            batch.setTestTimeSecond(i, seq);
            batch.setVoltageVolt(i, 0.05);
            batch.setCurrentAmpere(i, 1e-3);
        }
        return codec.encodeBatch(RUN, batch, 0, batch.size());
    }

    private JsonObject ask(FleetApiService service, String token, String path) throws Exception {
        HttpClient client = vertx.createHttpClient();
        try {
            RequestOptions options = new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(service.url() + path)
                    .putHeader("Authorization", "Bearer " + token);
            return RunningApi.await(client.request(options).compose(request -> request.send()).compose(response -> response.body())
                    .map(Buffer::toJsonObject));
        } finally {
            RunningApi.await(client.close());
        }
    }
}
