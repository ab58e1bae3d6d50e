package coulombus.fleetapi;

import java.time.Instant;
import java.util.List;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import coulombus.core.measurement.MeasurementBatch;

import static org.assertj.core.api.Assertions.assertThat;

class WallJsonTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");

    @Test
    void tellsFactsOnceAndMeasurementsInColumns() {
        // Given
        FleetView view = new FleetView(ViewLimits.DEFAULT);
        MadeUpFleet.feed(view, NOW);
        JsonObject all = WallJson.message(view.channelsChangedAfter(0), 0, view.version(), NOW);
        long seen = view.version();
        // When
        MeasurementBatch batch = new MeasurementBatch(1);
        batch.clear(1_000_000);
        batch.addRow();
        batch.setTestTimeSecond(0, 320 * 3600.04);
        batch.setVoltageVolt(0, 1.23456789);
        view.on("A3/9", MadeUpFleet.FULL, batch, NOW.plusSeconds(3));
        JsonObject change = WallJson.message(view.channelsChangedAfter(seen), seen, view.version(), NOW.plusSeconds(4));
        // Then
        assertThat(all.getJsonArray("facts")).hasSize(7);
        assertThat(all.getBoolean("complete")).isTrue();
        assertThat(change.getJsonArray("facts")).isEmpty();
        JsonObject live = change.getJsonObject("live");
        assertThat(live.getJsonArray("number")).isEqualTo(new JsonArray(List.of(numberOf(all, "A3/9"))));
        assertThat(live.getJsonArray("voltage_volt")).isEqualTo(new JsonArray(List.of(1.234568)));
        assertThat(live.getJsonArray("data_age_second")).isEqualTo(new JsonArray(List.of(1)));
        assertThat(live.getJsonArray("current_ampere").getValue(0)).isNull();
    }

    @Test
    void tellsFactsAgainWhereMoreThanAMeasurementCame() {
        // Given
        FleetView view = new FleetView(ViewLimits.DEFAULT);
        MadeUpFleet.feed(view, NOW);
        long seen = view.version();
        // When
        view.on(MadeUpFleet.tripped(NOW));
        JsonObject change = WallJson.message(view.channelsChangedAfter(seen), seen, view.version(), NOW);
        // Then
        assertThat(change.getJsonArray("facts")).hasSize(1);
        int state = change.getJsonArray("names").getList().indexOf("operating_state");
        assertThat(change.getJsonArray("facts").getJsonArray(0).getString(state)).isEqualTo("TRIPPED");
    }

    private static int numberOf(JsonObject message, String channel) {
        return message.getJsonArray("facts").stream().map(JsonArray.class::cast).filter(row -> channel.equals(row.getString(1)))
                .mapToInt(row -> row.getInteger(0)).findFirst().orElseThrow();
    }
}
