package coulombus.fleetapi;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import coulombus.core.assignment.AgentReported;
import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.ChannelRequest;
import coulombus.core.assignment.ChannelRequest.Asked;
import coulombus.core.assignment.Decision;
import coulombus.core.assignment.OperatingState;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.Source;

import static org.assertj.core.api.Assertions.assertThat;

class ControlIT {
    private static final String CHANNEL = "bts%2F27-1-1-1";
    private RunningApi api;

    @BeforeEach
    void open() throws Exception {
        api = new RunningApi(null);
    }

    @AfterEach
    void close() throws Exception {
        api.close();
    }

    private RunningApi.Request post(String path) {
        return api.post("/api/v1" + path).with("Authorization", "Bearer " + api.token);
    }

    private static JsonObject start() {
        return new JsonObject().put("title", "symmetric").put("protocol", "protocol: rest").put("start_within_second", 60)
                .put("cell", new JsonObject().put("cell_id", "ZN-1").put("kind", "SYMMETRIC").put("area_cm2", 0.785));
    }

    @Test
    void passesAStartToTheSchedulerAndTellsItsAnswer() throws Exception {
        // Given
        RunningApi.Answer accepted = post("/channels/" + CHANNEL + "/start").send(start().put("requested_by", "anna"));
        String id = accepted.json().getString("request_id");

        // When
        ChannelRequest request = api.requests.get(0);
        JsonObject waiting = api.ask("/api/v1/requests/" + id).json();
        api.control
                .on(new Decision(Optional.of(UUID.fromString(id)), "bts/27-1-1-1", new Decision.Outcome.Refused("it is busy"), "anna", 1));
        JsonObject answered = api.ask("/api/v1/requests/" + id).json();

        // Then
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.headers().get("Location")).isEqualTo("/api/v1/requests/" + id);
        assertThat(request.channelId()).isEqualTo("bts/27-1-1-1");
        assertThat(request.requestedBy()).isEqualTo("anna (by token)");
        assertThat(request.asked()).isInstanceOfSatisfying(Asked.Start.class, start -> {
            assertThat(start.cell().kind()).isEqualTo(CellKind.SYMMETRIC);
            assertThat(start.cell().areaCm2()).isEqualTo(0.785);
            assertThat(start.cell().activeMassMg()).isNaN();
            assertThat(start.startWithinSecond()).isEqualTo(60);
        });
        assertThat(waiting.getString("state")).isEqualTo("WAITING");
        assertThat(answered.getString("state")).isEqualTo("REFUSED");
        assertThat(answered.getString("why")).isEqualTo("it is busy");
    }

    @Test
    void asksUnderTheKeyItIsGiven() throws Exception {
        // Given
        UUID key = new UUID(3, 4);

        // When
        post("/channels/" + CHANNEL + "/stop").with("Idempotency-Key", key.toString()).send(new JsonObject().put("why", "shorted"));

        // Then
        assertThat(api.requests.get(0).requestId()).isEqualTo(key);
        assertThat(api.requests.get(0).asked()).isEqualTo(new Asked.Stop("shorted"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"protocol": "p"}                                              | body.cell
            {"cell": {"kind": "COIN"}, "protocol": "p"}                    | body.cell.kind
            {"cell": {"kind": "FULL", "area_cm2": -1}, "protocol": "p"}    | body.cell.area_cm2
            {"cell": {"kind": "FULL", "area": 1}, "protocol": "p"}         | body.cell
            {"cell": {"kind": "FULL"}}                                     | body.protocol
            {"cell": {"kind": "FULL"}, "protocol": "p", "when": "now"}     | body
            {"cell": {"kind": "FULL"}, "protocol": 7}                      | body.protocol
            {"cell"                                                        | body
            """)
    void refusesWhatItDoesNotUnderstandByName(String body, String where) throws Exception {
        // When
        RunningApi.Answer answer = post("/channels/" + CHANNEL + "/start").with("Content-Type", "application/json")
                .send(Buffer.buffer(body));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("where")).isEqualTo(where);
        assertThat(api.requests).isEmpty();
    }

    @Test
    void takesNoChangeFromOtherSitesNorFromStrangers() throws Exception {
        // Given
        String cookie = api.logIn();
        String path = "/api/v1/channels/" + CHANNEL + "/stop";

        // When
        int stranger = api.post(path).send(new JsonObject()).status();
        int withoutOrigin = api.post(path).with("Cookie", cookie).send(new JsonObject()).status();
        int otherSite = api.post(path).with("Cookie", cookie).with("Origin", "http://evil.example").send(new JsonObject()).status();
        int tooLarge = post("/channels/" + CHANNEL + "/start").with("Content-Type", "application/json")
                .send(Buffer.buffer("x".repeat(2_000_000))).status();

        // Then
        assertThat(stranger).isEqualTo(401);
        assertThat(withoutOrigin).isEqualTo(403);
        assertThat(otherSite).isEqualTo(403);
        assertThat(tooLarge).isEqualTo(413);
        assertThat(api.requests).isEmpty();
    }

    @Test
    void showsChannelsThatHaveNeverRunAndTheAgentsBehindThem() throws Exception {
        // Given
        api.view.on(new ChannelReported("bts/27-1-1-1", "agent-1", new UUID(1, 1), Source.SIMULATED, 0, 0,
                new OperatingState.Quarantined("job 12 is not ours"), OrderAnswer.NONE, "", false, Optional.empty(), 0, 1.2, 0, 0));
        api.control.on(new AgentReported("agent-1", new UUID(1, 1), 3, "0.1",
                List.of(new AgentReported.Cycler("bts", "neware-bts", true, 8, false, "connection refused")), 1, 2, Double.NaN, 0,
                api.now().getEpochSecond() - 4));

        // When
        JsonObject channel = api.ask("/api/v1/channels").json().getJsonArray("channels").getJsonObject(0);
        JsonObject agent = api.ask("/api/v1/agents").json().getJsonArray("agents").getJsonObject(0);

        // Then
        assertThat(channel.getString("state")).isEqualTo("EMPTY");
        assertThat(channel.getString("source")).isEqualTo("SIMULATED");
        assertThat(channel.getJsonObject("control").getString("operating_state")).isEqualTo("QUARANTINED");
        assertThat(channel.getJsonObject("control").getString("cause")).isEqualTo("job 12 is not ours");
        assertThat(agent.getDouble("age_second")).isEqualTo(4.0);
        assertThat(agent.getJsonArray("cyclers").getJsonObject(0).getString("detail")).isEqualTo("connection refused");
    }
}
