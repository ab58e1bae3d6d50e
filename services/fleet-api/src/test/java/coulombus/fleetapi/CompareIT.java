package coulombus.fleetapi;

import java.util.List;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CompareIT {
    private RunningApi api;

    @BeforeEach
    void open() throws Exception {
        api = new RunningApi(null);
        MadeUpFleet.feed(api.view, api.now());
    }

    @AfterEach
    void close() throws Exception {
        api.close();
    }

    private JsonObject compare(String query) throws Exception {
        return api.ask("/api/v1/compare?runs=" + MadeUpFleet.PLATING + "," + MadeUpFleet.FULL + "," + MadeUpFleet.SOFT_SHORT + ","
                + MadeUpFleet.HARD_SHORT + query).json();
    }

    @Test
    void laysEfficienciesOverCyclesAndJudgesOnlyValidOnes() throws Exception {
        // When
        JsonObject answer = compare("");
        // Then
        assertThat(answer.getJsonObject("y").getString("name")).isEqualTo("coulombic_efficiency");
        JsonObject plating = answer.getJsonArray("runs").getJsonObject(0);
        assertThat(plating.getJsonArray("x")).hasSize(140);
        assertThat(plating.getJsonArray("judged").stream().filter(Boolean.FALSE::equals)).hasSize(3);
        assertThat(answer.getJsonArray("runs").getJsonObject(2).getString("absence")).startsWith("no coulombic efficiency is defined");
        JsonObject spread = answer.getJsonObject("spread");
        assertThat(spread.getJsonArray("count").getInteger(0)).isEqualTo(2);
        assertThat(spread.getJsonArray("count").getInteger(139)).isEqualTo(1);
        assertThat(spread.getJsonArray("standard_deviation").getValue(139)).isNull();
        assertThat(spread.getJsonArray("mean").getDouble(0)).isBetween(spread.getJsonArray("least").getDouble(0),
                spread.getJsonArray("greatest").getDouble(0));
    }

    @Test
    void countsCellsThatRunAsWatchedSoFar() throws Exception {
        // When
        JsonObject any = compare("").getJsonObject("survival");
        JsonObject hard = compare("&shorts=hard").getJsonObject("survival");
        // Then
        assertThat(any.getInteger("cell_count")).isEqualTo(4);
        assertThat(any.getInteger("event_count")).isEqualTo(2);
        assertThat(any.getJsonArray("steps").stream().map(step -> ((JsonObject) step).getDouble("test_time_hour")).toList())
                .hasSize(2).last().isEqualTo(337.5);
        assertThat(hard.getJsonArray("steps")).hasSize(1);
        assertThat(hard.getJsonArray("steps").getJsonObject(0).getDouble("survival_fraction")).isCloseTo(0.75, within(1e-12));
        assertThat(hard.getJsonArray("unshorted_test_time_hour")).hasSize(3);
    }

    @Test
    void refusesWhatItCannotReadAndNamesRunsThatAreNotHere() throws Exception {
        assertThat(api.ask("/api/v1/compare").json().getString("where")).isEqualTo("query.runs");
        assertThat(compare("&quantity=charm").getString("what")).isEqualTo("Must be one of efficiency, polarization, capacity, retention.");
        assertThat(api.ask("/api/v1/compare?runs=00000000-0000-4000-8000-0000000000ff").json().getJsonArray("missing_run_ids"))
                .isEqualTo(new JsonArray(List.of("00000000-0000-4000-8000-0000000000ff")));
    }
}
