package coulombus.drivers.bts.simulator.control;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.drivers.bts.simulator.SimulatedCycler;
import coulombus.drivers.bts.simulator.SimulatedCyclerConfig;
import coulombus.drivers.bts.simulator.machine.Speed;

import static org.assertj.core.api.Assertions.assertThat;

/// The control over HTTP.
class ControlServerTest {
    @TempDir
    Path folder;

    private SimulatedCycler cycler;
    private HttpClient http;

    @BeforeEach
    void start() {
        cycler = SimulatedCycler.start(SimulatedCyclerConfig.DEFAULTS.with(SimulatedCyclerConfig.Storage.in(folder)).with(Speed.MANUAL));
        http = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() {
        http.close();
        cycler.close();
    }

    private HttpResponse<String> send(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + cycler.controlPort() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send((body == null ? request.GET() : request.POST(BodyPublishers.ofString(body))).build(), BodyHandlers.ofString());
    }

    @Test
    void tellsHowItStandsAndLetsTimeGoBy() throws Exception {
        assertThat(send("/status", null).body()).contains("\"source\":\"SIMULATED\"", "\"speed\":\"manual\"", "\"channels\":8");
        assertThat(send("/advance", "{\"seconds\": 90}").body()).contains("\"uptimeSecond\":90.0");
        assertThat(send("/speed", "{\"speed\": \"1000\"}").body()).contains("\"speed\":\"1000\"");
    }

    @Test
    void mountsFaultsAndTellsTheTruth() throws Exception {
        // When
        HttpResponse<String> mounted = send("/channels/1-1-2/cell", "{\"set\": \"TI_20KPA\", \"seed\": 3}");
        send("/channels/1-1-2/faults", "{\"fault\": \"hard-short\", \"ohm\": 1.5}");
        HttpResponse<String> truth = send("/channels/1-1-2", null);
        HttpResponse<String> all = send("/channels", null);

        // Then
        assertThat(mounted.statusCode()).isEqualTo(200);
        assertThat(truth.body()).contains("\"cell\":\"TI_20KPA with seed 3\"", "\"fault\":\"hard-short\"", "resistanceOhm=1.5",
                "\"source\":\"SIMULATED\"");
        assertThat(all.body()).contains("\"channel\":\"1-1-1\"", "\"channel\":\"1-1-8\"");
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        assertThat(send("/channels/1-9-2/faults", "{\"fault\": \"gap\"}").body()).contains("there is no channel 1-9-2");
        assertThat(send("/channels/1-1-2/faults", "{\"fault\": \"gap\", \"forever\": true}").statusCode()).isEqualTo(400);
        assertThat(send("/channels/1-1-2/cell", "{\"set\": \"GOLD\"}").body()).contains("there is no cell 'GOLD'");
        assertThat(send("/speed", "{}").body()).contains("speed: must be");
        assertThat(send("/channels/1-1-2/records", null).body()).contains("has no test 0");
    }

    @Test
    void refusesWebPages() throws Exception {
        assertThat(send("/advance", "{\"seconds\": 90}", "Origin", "http://evil.example").statusCode()).isEqualTo(403);
        assertThat(send("/status", null).body()).contains("\"uptimeSecond\":0.0");
    }

    @Test
    void restartsAndShowsRecords() throws Exception {
        Files.createDirectories(folder.resolve("steps"));
        assertThat(send("/restart", "{\"downMillis\": 10}").statusCode()).isEqualTo(200);
        assertThat(send("/channels/1-1-1/records?from=x", null).body()).contains("from: must be a whole number; was 'x'");
    }
}
