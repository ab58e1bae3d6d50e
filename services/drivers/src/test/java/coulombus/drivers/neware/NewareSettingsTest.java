package coulombus.drivers.neware;

import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import coulombus.core.cell.Source;
import coulombus.drivers.CyclerDriver;
import coulombus.drivers.CyclerDriverProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NewareSettingsTest {
    private static Map<String, String> with(String name, String value) {
        Map<String, String> settings = new HashMap<>(Map.of("zone", "Europe/Berlin"));
        settings.put(name, value);
        return settings;
    }

    @Test
    void knowsWhatIsDelivered() {
        NewareSettings settings = NewareSettings.of(Map.of("zone", "Asia/Shanghai"), false);
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(502);
        assertThat(settings.answerSecond()).isEqualTo(30);
        assertThat(settings.pageSize()).isEqualTo(1000);
        assertThat(settings.source()).isEqualTo(Source.CYCLER);
    }

    @Test
    void nameTheSameDeviceWhateverElseTheySay() {
        NewareDriverProvider provider = new NewareDriverProvider();
        String device = provider.deviceOf(Map.of("zone", "UTC"));
        assertThat(provider.deviceOf(Map.of("zone", "Asia/Shanghai", "host", "LOCALHOST", "port", "502", "pageSize", "10")))
                .isEqualTo(device);
        assertThat(provider.deviceOf(with("port", "503"))).isNotEqualTo(device);
        assertThat(provider.deviceOf(with("host", "192.0.2.1"))).isNotEqualTo(device);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "port|0|port: must be 1 to 65535; was 0", "port|5.5|port: must be a whole number; was 5.5",
            "zone|Mars/Olympus|zone: must be the time zone", "zone||zone: must be the time zone",
            "answerSecond|20|answerSecond: must be 30 to 600", "answerSecond|NaN|answerSecond: must be a number; was NaN",
            "pageSize|1001|pageSize: must be 2 to 1000; was 1001", "pageSize|many|pageSize: must be a number; was many",
            "mostReplyMegabytes|0|mostReplyMegabytes: must be 1 to 1000", "source|REAL|source: must be CYCLER or SIMULATED; was REAL",
            "pauseSecond|-1|pauseSecond: must be 0 to 60", "confirmSecond|0|confirmSecond: must be greater than 0",
            "maxCurrentAmpere|-1|maxCurrentAmpere: must be greater than 0", "hots|x|hots: must not be there",
            "stepFileFolder|/tmp/x|stepFileFolderOnCycler: must be the folder as the BTS Client sees it; was empty" })
    void tellsWhatIsWrong(String name, String value, String sentence) {
        assertThatThrownBy(() -> NewareSettings.of(with(name, value == null ? "" : value), false))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(sentence);
    }

    @Test
    void wantsAFolderForStepFilesOnlyWhereTestsAreStarted() {
        Map<String, String> settings = Map.of("zone", "Europe/Berlin");
        assertThat(NewareSettings.of(settings, false).stepFiles()).isEmpty();
        assertThatThrownBy(() -> NewareSettings.of(settings, true)).hasMessageContaining("stepFileFolder: must be a folder");
    }

    @ParameterizedTest
    @CsvSource({ "C:\\lab,C:\\lab\\a.xml", "C:\\lab\\,C:\\lab\\a.xml", "\\\\server\\share,\\\\server\\share\\a.xml",
            "/srv/lab,/srv/lab/a.xml",
            "C:/lab/,C:/lab/a.xml" })
    void putsPathsTogetherAsTheOtherSideReadsThem(String folder, String path) {
        Map<String, String> settings = with("stepFileFolder", "/tmp/x");
        settings.put("stepFileFolderOnCycler", folder);
        assertThat(NewareSettings.of(settings, true).stepFiles().orElseThrow().onCycler("a.xml")).isEqualTo(path);
    }

    @Test
    void neverShowsThePassword() {
        assertThat(NewareSettings.of(with("password", "hush"), false).toString()).doesNotContain("hush");
        assertThatThrownBy(() -> NewareSettings.of(Map.of("password", "hush"), false)).hasMessageNotContaining("hush");
        assertThatThrownBy(() -> NewareSettings.of(Map.of("pasword", "hush"), false)).hasMessageNotContaining("hush");
    }

    @Test
    void isFoundByItsName() {
        assertThat(ServiceLoader.load(CyclerDriverProvider.class)).anySatisfy(provider -> {
            assertThat(provider.name()).isEqualTo("neware-bts");
            assertThat(provider.portVersion()).isEqualTo(CyclerDriver.PORT_VERSION);
        });
    }
}
