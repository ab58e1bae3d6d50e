package coulombus.fleetapi;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import coulombus.core.assignment.AgentReported;
import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.OperatingState;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.book.FacilityChange;
import coulombus.core.book.FacilityDecision;
import coulombus.core.cell.Source;
import coulombus.core.experiment.RunState;
import coulombus.fleetapi.RunningApi.Answer;
import coulombus.fleetapi.access.PersonalToken;
import coulombus.fleetapi.access.Role;

import static org.assertj.core.api.Assertions.assertThat;

/// The facility over HTTP. The scheduler's answers are those of its own book; who gets a channel is told by the test.
class FacilityApiIT {
    private static final String FACILITY = """
            facility: North lab
            groups:
              - {name: cathodes, share: 3}
              - {name: anodes}
            chambers:
              - {id: C1, temperature: 25 °C}
            channels:
              - {id: "bts/1-{1..3}", rack: R1, voltage: [-5 V, 5 V], current: 1 A, chamber: C1, fixtures: [coin]}
              - {id: "bts/2-1", rack: R2, voltage: [-5 V, 5 V], current: 6 A}
            """;
    private static final String CELLS = """
            cells:
              - {cell: ZN-1, kind: symmetric, area: 1 cm2, barcode: "0001"}
              - {cell: ZN-2, kind: symmetric, area: 1 cm2, barcode: "0002"}
              - {cell: ZN-3, kind: symmetric, area: 1 cm2}
            """;

    private RunningApi api;

    @BeforeEach
    void open() throws Exception {
        api = new RunningApi(null, null, List.of(person("olga", Role.OPERATOR, "cathodes"), person("emil", Role.ENGINEER),
                person("vera", Role.VIEWER)));
        api.control.on(new AgentReported("agent", new UUID(1, 1), 1, "0.1", List.of(), 1, 0, Double.NaN, 0, api.now().getEpochSecond()));
        for (String channel : List.of("bts/1-1", "bts/1-2", "bts/1-3", "bts/2-1")) {
            api.view.on(new ChannelReported(channel, "agent", new UUID(1, 1), Source.SIMULATED, 0, 0, new OperatingState.Idle(),
                    OrderAnswer.NONE, "", true, Optional.empty(), 0, 0, 0, 0));
        }
    }

    @AfterEach
    void close() throws Exception {
        api.close();
    }

    private static PersonalToken person(String name, Role role, String... groups) {
        return new PersonalToken(name, role, List.of(groups), PersonalToken.hash(name));
    }

    private static String experiment(String group, String cells, String more, String steps) {
        return "experiment: Zn against Zn\ngroup: " + group + "\ncells: " + cells + "\n" + more
                + "protocol: |\n  protocol: p\n  recording: {time: 10 s}\n  steps:\n    - " + steps + "\n";
    }

    private static String experiment(String cells) {
        return experiment("cathodes", cells, "", "rest: 3 h");
    }

    private RunningApi.Request request(String who, HttpMethod method, String path) {
        return api.request(method, "/api/v1" + path).with("Authorization", "Bearer " + who);
    }

    private Answer yaml(String who, HttpMethod method, String path, String text) throws Exception {
        return request(who, method, path).with("Content-Type", "text/yaml").send(Buffer.buffer(text));
    }

    private JsonObject ask(String path) throws Exception {
        Answer answer = api.ask("/api/v1" + path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /// What the scheduler says to an accepted request.
    private JsonObject decided(Answer accepted) throws Exception {
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        return ask("/requests/" + accepted.json().getString("request_id"));
    }

    private void describe() throws Exception {
        assertThat(decided(yaml(api.token, HttpMethod.PUT, "/facility?who=emil", FACILITY)).getString("state")).isEqualTo("DONE");
        assertThat(decided(yaml("olga", HttpMethod.POST, "/cells", CELLS)).getInteger("cell_count")).isEqualTo(3);
    }

    private void log(FacilityChange change, double unixSecond) {
        api.facility.on(FacilityDecision.own(change, unixSecond));
    }

    @Test
    void tellsTheFacilityWithGroupsAndChannels() throws Exception {
        // Given
        describe();

        // When
        JsonObject facility = ask("/facility");

        // Then
        assertThat(facility.getString("name")).isEqualTo("North lab");
        assertThat(facility.getJsonArray("channels")).hasSize(4);
        JsonObject channel = facility.getJsonArray("channels").getJsonObject(0);
        assertThat(channel.getString("channel_id")).isEqualTo("bts/1-1");
        assertThat(channel.getString("admin")).isEqualTo("ENABLED");
        assertThat(channel.getDouble("max_current_ampere")).isEqualTo(1);
        assertThat(channel.getString("hindrance")).isNull();
        assertThat(facility.getJsonArray("groups").getJsonObject(0).getDouble("share")).isEqualTo(0.75);
        assertThat(api.audits.entries()).extracting(e -> e.who() + " " + e.action() + " " + e.subject())
                .containsExactly("olga REGISTER_CELLS 3 cells", "emil (by token) SET_FACILITY North lab");
    }

    @Test
    void aSubmissionSentTwiceUnderOneKeyIsOneExperiment() throws Exception {
        // Given
        describe();
        String key = new UUID(9, 9).toString();
        String text = experiment("[ZN-1]");

        // When
        Answer first = request("olga", HttpMethod.POST, "/experiments").with("Idempotency-Key", key).with("Content-Type", "text/yaml")
                .send(Buffer.buffer(text));
        Answer second = request("olga", HttpMethod.POST, "/experiments").with("Idempotency-Key", key).with("Content-Type", "text/yaml")
                .send(Buffer.buffer(text));

        // Then
        assertThat(decided(first).getString("experiment_id")).isEqualTo("E1");
        assertThat(decided(second).getString("experiment_id")).isEqualTo("E1");
        JsonArray experiments = ask("/experiments").getJsonArray("experiments");
        assertThat(experiments).hasSize(1);
        assertThat(experiments.getJsonObject(0).getString("submitted_by")).isEqualTo("olga");
        assertThat(experiments.getJsonObject(0).getString("state")).isEqualTo("QUEUED");
        assertThat(api.audits.entries().stream().filter(e -> e.action().equals("SUBMIT"))).hasSize(1);
    }

    @Test
    void aDryRunTellsWhereItWouldGoAndLeavesNoTrace() throws Exception {
        // Given
        describe();

        // When
        JsonObject now = yaml("vera", HttpMethod.POST, "/experiments/dry-run", experiment("[ZN-1, ZN-2]")).json();
        JsonObject hot = yaml("vera", HttpMethod.POST, "/experiments/dry-run",
                experiment("cathodes", "[ZN-1]", "require: [{temperature: 60 °C}]\n", "rest: 3 h")).json();

        // Then
        assertThat(now.getJsonArray("problems")).isEmpty();
        assertThat(now.getJsonArray("placements")).hasSize(2);
        assertThat(now.getDouble("earliest_start_unix_second")).isEqualTo(api.now().getEpochSecond());
        assertThat(hot.getJsonArray("problems").getString(0)).contains("60.0 °C");
        assertThat(hot.getJsonArray("placements")).isEmpty();
        assertThat(ask("/experiments").getJsonArray("experiments")).isEmpty();
        assertThat(api.facilityRequests).hasSize(2);
    }

    @Test
    void theQueueTellsWhyAndWhen() throws Exception {
        // Given five cells for the one channel that carries 6 A
        describe();
        String big = experiment("cathodes", "[ZN-1]", "require: [{current: 5 A}]\n", "rest: 3 h");
        decided(yaml("olga", HttpMethod.POST, "/experiments", big));
        decided(yaml("olga", HttpMethod.POST, "/experiments", big.replace("ZN-1", "ZN-2")));
        log(new FacilityChange.Assigned("E1", List.of(new FacilityChange.Given("ZN-1", "bts/2-1", new UUID(5, 1)))),
                api.now().getEpochSecond());

        // When
        JsonObject waiting = ask("/queue").getJsonArray("experiments").getJsonObject(0);
        JsonObject whole = ask("/experiments/E2");

        // Then
        assertThat(waiting.getString("experiment_id")).isEqualTo("E2");
        assertThat(waiting.getInteger("queue_position")).isEqualTo(1);
        assertThat(waiting.getString("why_waiting")).contains("5.0 A");
        assertThat(waiting.getDouble("earliest_start_unix_second")).isGreaterThan(api.now().getEpochSecond());
        assertThat(whole.getJsonArray("counts")).isNotEmpty();
        assertThat(whole.getString("protocol")).contains("rest: 3 h");
        assertThat(ask("/experiments?state=waiting").getJsonArray("experiments")).hasSize(1);
        assertThat(ask("/experiments?state=preparing").getJsonArray("experiments").getJsonObject(0).getString("experiment_id"))
                .isEqualTo("E1");
    }

    @Test
    void peopleMayDoTheirRoleInTheirGroupOnly() throws Exception {
        // Given
        describe();

        // When, Then
        assertThat(yaml("vera", HttpMethod.POST, "/experiments", experiment("[ZN-1]")).status()).isEqualTo(403);
        Answer stranger = yaml("olga", HttpMethod.POST, "/experiments", experiment("anodes", "[ZN-1]", "", "rest: 3 h"));
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(stranger.json().getString("which")).isEqualTo("anodes");
        decided(yaml("emil", HttpMethod.POST, "/experiments", experiment("anodes", "[ZN-1]", "", "rest: 3 h")));
        assertThat(request("olga", HttpMethod.POST, "/experiments/E1/cancel").send(new JsonObject().put("why", "mine")).status())
                .isEqualTo(403);
        assertThat(request("olga", HttpMethod.POST, "/channels/bts%2F1-1/drain").send(new JsonObject().put("why", "x")).status())
                .isEqualTo(403);
        assertThat(api.audits.entries().stream().filter(e -> e.detail().startsWith("403"))).hasSize(4);
        JsonObject cancelled = decided(request("emil", HttpMethod.POST, "/experiments/E1/cancel").send(new JsonObject().put("why", "no")));
        assertThat(cancelled.getString("state")).isEqualTo("DONE");
        assertThat(ask("/experiments/E1").getString("state")).isEqualTo("CANCELLED");
    }

    @Test
    void mountsTheRightCellAndRefusesTheWrongOne() throws Exception {
        // Given
        describe();
        decided(yaml("olga", HttpMethod.POST, "/experiments", experiment("[ZN-1]")));
        log(new FacilityChange.Assigned("E1", List.of(new FacilityChange.Given("ZN-1", "bts/1-2", new UUID(5, 1)))),
                api.now().getEpochSecond());

        // When
        JsonObject wrong = decided(
                request("olga", HttpMethod.POST, "/channels/bts%2F1-2/mount").send(new JsonObject().put("barcode", "0002")));
        JsonObject right = decided(
                request("olga", HttpMethod.POST, "/channels/bts%2F1-2/mount").send(new JsonObject().put("barcode", "0001")));

        // Then
        assertThat(wrong.getString("state")).isEqualTo("REFUSED");
        assertThat(wrong.getString("why")).contains("bts/1-2", "ZN-1", "ZN-2");
        assertThat(right.getString("state")).isEqualTo("DONE");
        JsonObject cell = ask("/cells/0001");
        assertThat(cell.getString("cell_id")).isEqualTo("ZN-1");
        assertThat(cell.getString("mounted_channel_id")).isEqualTo("bts/1-2");
        assertThat(cell.getJsonArray("life").stream().map(e -> ((JsonObject) e).getString("what"))).containsExactly("registered",
                "assigned",
                "mounted");
        assertThat(cell.getJsonArray("runs").getJsonObject(0).getString("experiment_id")).isEqualTo("E1");
    }

    @Test
    void aQuarantineIsReleasedByTwoPersons() throws Exception {
        // Given
        describe();
        JsonObject why = new JsonObject().put("why", "measured 0 A");
        decided(request("olga", HttpMethod.POST, "/channels/bts%2F1-1/quarantine").send(new JsonObject().put("why", "smell")));

        // When
        JsonObject first = decided(request("olga", HttpMethod.POST, "/channels/bts%2F1-1/release-quarantine").send(why));
        JsonObject again = decided(request("olga", HttpMethod.POST, "/channels/bts%2F1-1/release-quarantine").send(why));
        String hindrance = ask("/facility").getJsonArray("channels").getJsonObject(0).getString("hindrance");
        JsonObject second = decided(request("emil", HttpMethod.POST, "/channels/bts%2F1-1/release-quarantine").send(why));

        // Then
        assertThat(first.getString("why")).contains("another person");
        assertThat(again.getString("state")).isEqualTo("REFUSED");
        assertThat(hindrance).contains("quarantine");
        assertThat(second.getString("state")).isEqualTo("DONE");
        assertThat(ask("/facility").getJsonArray("channels").getJsonObject(0).getString("hindrance")).isNull();
    }

    @Test
    void closuresComeAndGo() throws Exception {
        // Given
        describe();
        double now = api.now().getEpochSecond();
        JsonObject closure = new JsonObject().put("closure_id", "cal").put("channels", new JsonArray().add("bts/1-1"))
                .put("from_unix_second", now).put("until_unix_second", now + 3600).put("why", "calibration");

        // When
        JsonObject added = decided(request("emil", HttpMethod.POST, "/closures").send(closure));
        JsonObject shown = ask("/facility").getJsonArray("closures").getJsonObject(0);
        Answer backwards = request("emil", HttpMethod.POST, "/closures").send(closure.copy().put("until_unix_second", now - 1));
        JsonObject removed = decided(request("emil", HttpMethod.DELETE, "/closures/cal").send(new JsonObject().put("why", "done")));

        // Then
        assertThat(added.getString("closure_id")).isEqualTo("cal");
        assertThat(shown.getJsonArray("channels")).containsExactly("bts/1-1");
        assertThat(backwards.status()).isEqualTo(400);
        assertThat(removed.getString("state")).isEqualTo("DONE");
        assertThat(ask("/facility").getJsonArray("closures")).isEmpty();
    }

    @Test
    void tellsWhatRanAndHowHoursWereUsed() throws Exception {
        // Given a run of two hours an hour after its cell was mounted
        describe();
        decided(yaml("olga", HttpMethod.POST, "/experiments", experiment("[ZN-1]")));
        double t = api.now().getEpochSecond();
        log(new FacilityChange.Assigned("E1", List.of(new FacilityChange.Given("ZN-1", "bts/1-1", new UUID(5, 1)))), t);
        log(new FacilityChange.CellMounted("ZN-1", "bts/1-1"), t);
        log(new FacilityChange.RunChanged("E1", "ZN-1", new RunState.Armed(t), ""), t);
        log(new FacilityChange.RunChanged("E1", "ZN-1", new RunState.Starting(1, t + 3600), ""), t + 3600);
        log(new FacilityChange.RunChanged("E1", "ZN-1", new RunState.Running(1, t + 3600), ""), t + 3600);
        log(new FacilityChange.RunChanged("E1", "ZN-1", new RunState.Completed(), ""), t + 3 * 3600);
        api.pass(java.time.Duration.ofHours(4));

        // When
        JsonObject month = ask("/utilisation").getJsonArray("months").getJsonObject(0);
        JsonObject bar = ask("/timeline").getJsonArray("channels").getJsonObject(0).getJsonArray("bars").getJsonObject(0);
        Answer csv = api.ask("/api/v1/utilisation?format=csv");

        // Then
        assertThat(month.getString("month")).isEqualTo("2026-11");
        assertThat(month.getJsonObject("groups").getDouble("cathodes")).isEqualTo(2.0);
        assertThat(month.getJsonObject("waste").getDouble("mounted_not_started")).isEqualTo(1.0);
        assertThat(month.getJsonObject("waste").getDouble("finished_not_unmounted")).isEqualTo(1.0);
        assertThat(month.getJsonObject("waste").getDouble("idle_with_queue")).isEqualTo(0.0);
        assertThat(month.getDouble("in_service_channel_hours")).isEqualTo(16.0);
        assertThat(month.getDouble("utilisation")).isEqualTo(0.125);
        assertThat(bar.getString("state")).isEqualTo("COMPLETED");
        assertThat(bar.getDouble("from_unix_second")).isEqualTo(t + 3600);
        assertThat(bar.getDouble("until_p50_unix_second")).isEqualTo(t + 3 * 3600);
        assertThat(csv.body()).startsWith("month,kind,name,channel_hours\r\n2026-11,group,cathodes,2.0\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cathodes | [ZN-9]        |                                  | rest: 3 h | cell 'ZN-9' is not registered
            cathodes | [ZN-1, ZN-1]  |                                  | rest: 3 h | named twice
            nobody   | [ZN-1]        |                                  | rest: 3 h | group: 'nobody'
            cathodes | [ZN-1]        | require: [{channel: [bts/9-9]}]  | rest: 3 h | bts/9-9
            cathodes | [ZN-1]        | require: [{impedance: [1 Hz, 1 kHz]}] | rest: 3 h | impedance
            cathodes | [ZN-1]        | min_replicate: 1                 | rest: 3 h | min_replicate
            cathodes | [ZN-1]        |                                  | constant_current: 9 A~      until: {time: 1 h} | 9000 mA
            """)
    void refusesWhatCannotBeWithWhatAndWhich(String group, String cells, String more, String steps, String said) throws Exception {
        // Given
        describe();

        // When
        Answer answer = yaml("emil", HttpMethod.POST, "/experiments", experiment(group, cells, more == null ? "" : more + "\n",
                steps.replace("~", "\n")));
        String what = answer.status() == 202 ? decided(answer).getString("why") : answer.json().getString("what");

        // Then
        assertThat(what).contains(said);
        assertThat(ask("/experiments").getJsonArray("experiments")).isEmpty();
    }

    @Test
    void refusesOneCellInTwoExperimentsAndOneBarcodeOnTwoCells() throws Exception {
        // Given
        describe();
        decided(yaml("olga", HttpMethod.POST, "/experiments", experiment("[ZN-1]")));

        // When
        JsonObject twice = decided(yaml("olga", HttpMethod.POST, "/experiments", experiment("[ZN-1, ZN-2]")));
        JsonObject twin = decided(
                yaml("olga", HttpMethod.POST, "/cells", "cells:\n  - {cell: ZN-8, kind: symmetric, barcode: \"0001\"}\n"));

        // Then
        assertThat(twice.getString("state")).isEqualTo("REFUSED");
        assertThat(twice.getString("why")).contains("ZN-1", "E1");
        assertThat(twin.getString("state")).isEqualTo("REFUSED");
        assertThat(twin.getString("why")).contains("ZN-8", "0001", "ZN-1");
    }

    @Test
    void tellsTheLineOfAMistakeInAText() throws Exception {
        // When
        Answer typo = yaml("emil", HttpMethod.PUT, "/facility", FACILITY.replace("rack: R2", "rak: R2"));
        Answer json = request("emil", HttpMethod.POST, "/experiments").send(new JsonObject());

        // Then
        assertThat(typo.status()).isEqualTo(400);
        assertThat(typo.json().getString("where")).isEqualTo("body, line 9");
        assertThat(typo.json().getString("what")).contains("rak").contains("rack");
        assertThat(json.json().getString("where")).isEqualTo("header Content-Type");
        assertThat(api.facilityRequests).isEmpty();
    }
}
