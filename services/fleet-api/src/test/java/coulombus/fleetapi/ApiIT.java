package coulombus.fleetapi;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import coulombus.core.measurement.MeasurementBatch;
import coulombus.fleetapi.RunningApi.Answer;

import static org.assertj.core.api.Assertions.assertThat;

class ApiIT {
    private static final String RUN = "/api/v1/runs/" + MadeUpFleet.PLATING;

    private RunningApi api;

    @BeforeEach
    void start() throws Exception {
        api = new RunningApi(null);
        MadeUpFleet.feed(api.view, api.now());
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void listsChannelsWithStateLastValuesAndAge() throws Exception {
        // When
        JsonArray channels = api.ask("/api/v1/channels").json().getJsonArray("channels");
        // Then
        JsonObject first = channels.getJsonObject(0);
        assertThat(channels).hasSize(7);
        assertThat(first.getString("channel_id")).isEqualTo("A3/7");
        assertThat(first.getString("state")).isEqualTo("RUNNING");
        assertThat(first.getString("cell_state")).isEqualTo("SOFT_SHORT");
        assertThat(first.getString("source")).isEqualTo("SIMULATED");
        assertThat(first.getDouble("data_age_second")).isZero();
        assertThat(first.getDouble("voltage_volt")).isBetween(0.02, 0.04);
        assertThat(channels.getJsonObject(4).getString("state")).isEqualTo("STALE");
        assertThat(channels.getJsonObject(5).getString("voltage_volt_reason")).isEqualTo("no measurement has come yet");
    }

    @Test
    void findsAChannelWhoseIdHoldsASlash() throws Exception {
        // When
        Answer answer = api.ask("/api/v1/channels/A3%2F10");
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getJsonArray("runs").getJsonObject(0).getString("end_reason")).isEqualTo("TRIPPED");
    }

    @Test
    void neverGivesASymmetricCellAnEfficiency() throws Exception {
        // When
        JsonObject channel = api.ask("/api/v1/channels/A3%2F7").json();
        JsonObject cycle = api.ask("/api/v1/runs/" + MadeUpFleet.SOFT_SHORT + "/cycles").json().getJsonArray("cycles").getJsonObject(0);
        // Then
        assertThat(channel.getValue("rolling_10_coulombic_efficiency")).isNull();
        assertThat(channel.getString("rolling_10_coulombic_efficiency_reason")).contains("symmetric");
        assertThat(cycle.getValue("coulombic_efficiency")).isNull();
        assertThat(cycle.getString("coulombic_efficiency_reason")).isNotEmpty();
    }

    @Test
    void tellsValidityReasonAndResolutionOfEveryEfficiency() throws Exception {
        // When
        JsonArray cycles = api.ask(RUN + "/cycles").json().getJsonArray("cycles");
        // Then
        JsonObject capacityEnd = cycles.getJsonObject(102);
        assertThat(cycles).hasSize(140);
        assertThat(capacityEnd.getInteger("cycle")).isEqualTo(103);
        assertThat(capacityEnd.getBoolean("coulombic_efficiency_valid")).isFalse();
        assertThat(capacityEnd.getString("coulombic_efficiency_reason")).isEqualTo("stripping ended on capacity");
        assertThat(cycles.getJsonObject(50).getString("coulombic_efficiency_definition")).isEqualTo("STRIP_OVER_PLATE");
        assertThat(cycles.getJsonObject(50).getDouble("coulombic_efficiency_resolution")).isEqualTo(2e-4);
    }

    @Test
    void givesOnlyWhatIsNewerWhenAsked() throws Exception {
        // When
        JsonArray cycles = api.ask(RUN + "/cycles?after=138").json().getJsonArray("cycles");
        // Then
        assertThat(cycles.stream().map(cycle -> ((JsonObject) cycle).getInteger("cycle"))).containsExactly(139, 140);
    }

    @Test
    void tellsVoltageOverChargeOfHalfCyclesAndWhatEarlierOnesWereLike() throws Exception {
        // When
        JsonObject answer = api.ask("/api/v1/runs/" + MadeUpFleet.SOFT_SHORT + "/profiles?half_cycles=362,9999").json();
        // Then
        JsonObject last = answer.getJsonArray("profiles").getJsonObject(0);
        JsonObject typical = answer.getJsonArray("typical").getJsonObject(0);
        assertThat(last.getInteger("half_cycle")).isEqualTo(362);
        assertThat(last.getJsonArray("charge_fraction")).hasSameSizeAs(last.getJsonArray("voltage_volt")).hasSameSizeAs(
                last.getJsonArray("bin_charge_ah"));
        assertThat(last.getJsonArray("voltage_volt").getDouble(14)).isBetween(0.027, 0.029);
        assertThat(answer.getJsonArray("not_held").getList()).containsExactly(9999);
        assertThat(typical.getString("direction")).isEqualTo("CHARGE");
        assertThat(typical.getInteger("last_half_cycle")).isEqualTo(336);
        assertThat(typical.getJsonArray("voltage_volt").getDouble(16)).isBetween(0.058, 0.060);
    }

    @Test
    void thinsTheTraceToWhatIsAskedForAndKeepsTheSpike() throws Exception {
        // When
        JsonObject trace = api.ask(RUN + "/trace?points=50").json();
        // Then
        List<?> voltages = trace.getJsonArray("voltage_volt").getList();
        assertThat(voltages.size()).isBetween(40, 54);
        assertThat(voltages).anySatisfy(volt -> assertThat(((Number) volt).doubleValue()).isEqualTo(0.8));
        assertThat(trace.getDouble("resolution_second")).isPositive();
    }

    @Test
    void writesCyclesAndTraceAsCsv() throws Exception {
        // When
        Answer cycles = api.ask(RUN + "/cycles?format=csv");
        Answer trace = api.ask(RUN + "/trace?format=csv&from=0&to=600&points=100");
        // Then
        assertThat(cycles.headers().get("Content-Type")).startsWith("text/csv");
        assertThat(cycles.headers().get("Content-Disposition")).contains("cycles-" + MadeUpFleet.PLATING + ".csv");
        assertThat(cycles.body().lines().findFirst().orElseThrow()).startsWith("cycle,vendor_cycle_count,")
                .contains("charging_capacity_ah").contains("coulombic_efficiency_reason");
        assertThat(cycles.body().lines()).hasSize(141);
        assertThat(trace.body().lines().findFirst()).contains("test_time_second,voltage_volt,current_ampere");
        assertThat(trace.body().lines().count()).isBetween(5L, 14L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "/trace?from=abc | query.from | abc", "/trace?from=NaN | query.from | NaN",
            "/trace?points=1 | query.points | 1", "/trace?points=20001 | query.points | 20001", "/trace?form=1 | query | form",
            "/trace?from=1&from=2 | query.from | 1, 2", "/trace?from=9&to=3 | query.from | 9.0 > 3.0", "/cycles?after=x | query.after | x",
            "/cycles?format=xml | query.format | xml", "/findings?format=csv | query | format",
            "/profiles?half_cycles=0 | query.half_cycles | 0",
            "/profiles?half_cycles=1,x | query.half_cycles | 1,x" })
    void refusesParametersThatItDoesNotUnderstandByName(String path, String where, String which) throws Exception {
        // When
        Answer answer = api.ask(RUN + path);
        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("where")).isEqualTo(where);
        assertThat(answer.json().getString("which")).isEqualTo(which);
        assertThat(answer.json().getString("what")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "/api/v1/runs/00000000-0000-4000-8000-00000000ffff,404", "/api/v1/runs/1-2-3-4-5,400", "/api/v1/runs/x/cycles,400",
            "/api/v1/channels/nowhere,404", "/api/v1/nothing,404", "/page/../openapi.yaml,404", "/page/nothing.js,404" })
    void saysWhatIsNotThere(String path, int status) throws Exception {
        // When
        Answer answer = api.ask(path);
        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().getString("what")).isNotEmpty();
    }

    @Test
    void tellsOpenPagesWhatChanged() throws Exception {
        // Given
        BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
        WebSocket socket = RunningApi.await(api.vertx.createWebSocketClient()
                .connect(new WebSocketConnectOptions().setHost("127.0.0.1").setPort(api.server.port()).setURI("/api/v1/live")
                        .addHeader("Authorization", "Bearer " + api.token)));
        socket.textMessageHandler(text -> heard.add(new JsonObject(text)));
        socket.writeTextMessage("{\"subscribe\":\"channels\"}");
        JsonObject complete = next(heard, "channels");
        // When
        MeasurementBatch batch = new MeasurementBatch(1);
        batch.clear(1_000_000);
        batch.addRow();
        batch.setTestTimeSecond(0, 9e6);
        batch.setVoltageVolt(0, -1.25);
        api.view.on("A3/9", MadeUpFleet.FULL, batch, api.now());
        JsonObject changed = next(heard, "channels");
        socket.writeTextMessage("[nonsense");
        JsonObject problem = next(heard, "problem");
        // Then
        assertThat(complete.getBoolean("complete")).isTrue();
        assertThat(complete.getJsonArray("channels")).hasSize(7);
        assertThat(changed.getJsonArray("channels")).hasSize(1);
        assertThat(changed.getJsonArray("channels").getJsonObject(0).getDouble("voltage_volt")).isEqualTo(-1.25);
        assertThat(problem.getString("which")).isEqualTo("[nonsense");
        socket.close();
    }

    private static JsonObject next(BlockingQueue<JsonObject> heard, String type) throws InterruptedException {
        for (JsonObject message = heard.poll(10, TimeUnit.SECONDS); message != null; message = heard.poll(10, TimeUnit.SECONDS)) {
            if (type.equals(message.getString("type"))) {
                return message;
            }
        }
        throw new AssertionError("no message of type " + type + " came within 10 s");
    }

    @Test
    void countsWhatItDoes() throws Exception {
        // When
        api.ask("/api/v1/channels");
        api.get("/api/v1/channels").send();
        // Then
        assertThat(api.meters.get("coulombus.view.channels").gauge().value()).isEqualTo(7);
        assertThat(api.meters.get("coulombus.api.requests").timer().count()).isEqualTo(2);
        assertThat(api.meters.get("coulombus.api.requests.refused").counter().count()).isEqualTo(1);
    }
}
