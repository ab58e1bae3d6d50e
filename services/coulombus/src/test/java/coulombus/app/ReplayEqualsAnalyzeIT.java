package coulombus.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import coulombus.analytics.AnalyticsConfig;
import coulombus.analytics.AnalyticsService;
import coulombus.channelagent.ChannelAgentConfig;
import coulombus.channelagent.ChannelAgentService;
import coulombus.core.cell.Source;
import coulombus.core.detection.DetectorSettings;
import coulombus.drivers.replay.FileReplayDriver;
import coulombus.runtime.broker.BrokerSettings;
import coulombus.runtime.broker.EmbeddedBroker;
import coulombus.runtime.launch.FailureSignal;
import coulombus.runtime.launch.ServiceContext;
import coulombus.schemas.ServiceRole;

import static org.assertj.core.api.Assertions.assertThat;

/// What the stream says of a run is what `analyze` says of its files: to the last bit, on a real broker, whichever file it is.
class ReplayEqualsAnalyzeIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    /// Files of one test and what is said of their cell.
    private record Case(List<Path> files, FileOptions options) {
        static Case of(String kind, Path... files) {
            FileOptions options = new FileOptions();
            new CommandLine(options).parseArgs("--cell", kind);
            return new Case(List.of(files), options);
        }
    }

    @Test
    void ofEveryRealFile() throws Exception {
        // Given
        String cellpy = "jepegit_cellpy/";
        String yadg = "dgbowl_yadg/";
        String bdf = "battery-data-alliance_battery-data-format/";
        String aurora = "EmpaEconversion_aurora-cycler-manager/";
        agrees(List.of(Case.of("half", FieldData.file(cellpy + "neware_uio.csv")),
                Case.of("half", FieldData.file(cellpy + "20160805_test001_45_cc_01.res_Channel_Normal_Table.csv")),
                Case.of("full", FieldData.file(cellpy + "nw_regular_export_ife_example.csv")),
                Case.of("full", FieldData.file(cellpy + "maccor_three.txt")), Case.of("full", FieldData.file(cellpy + "maccor_two.txt")),
                Case.of("full", FieldData.file("TRI-AMDD_beep/xTESLADIAG_000038.078")),
                Case.of("full", FieldData.file("TRI-AMDD_beep/PredictionDiagnostics_000151_paused.052")),
                Case.of("full", FieldData.file("ROVI-org_battery-data-toolkit/p492-13-raw.csv")),
                Case.of("full", FieldData.file("ROVI-org_battery-data-toolkit/arbin_example.csv")),
                Case.of("half", FieldData.file(bdf + "SINTEF__LiGrR2032__2024-04-30__25degC__Landt.csv")),
                Case.of("full", FieldData.file(bdf + "SINTEF__SLPBA842124HV__2024-10-23__Rate_25degC__Neware__Time_Bug.bdf.csv")),
                Case.of("symmetric", FieldData.file(yadg + "mb.issue_218.mpt")), Case.of("symmetric", FieldData.file(yadg + "mb.mpt")),
                Case.of("half", FieldData.file(yadg + "gcpl.pr_182.1.mpt")), Case.of("half", FieldData.file(yadg + "gcpl.issue_149.mpt")),
                Case.of("symmetric", FieldData.file("NickAlba_Novel-Design-Strategy-Electrolyte/Data_Figure_3bc_PHJ_13_201.csv")),
                Case.of("full", FieldData.file(aurora + "250116_kigr_gen6_01_GCPL_CD8.converted_from_mpr.csv"),
                        FieldData.file(aurora + "250116_kigr_gen6_02_GCPL_CD8.converted_from_mpr.csv"))));
    }

    @Test
    void ofTheExampleAlsoWhenItIsReplayedTwice() throws Exception {
        // Given
        List<Case> cases = new ArrayList<>();
        String[] kinds = { "symmetric", "plating", "full" };
        List<ExampleRuns.Example> examples = ExampleRuns.write(folder.resolve("example"));
        for (int i = 0; i < examples.size(); i++) {
            cases.add(Case.of(kinds[i], examples.get(i).file()));
        }
        List<Case> twice = new ArrayList<>(cases);
        twice.addAll(cases);
        agrees(twice);
    }

    private void agrees(List<Case> cases) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("kafka")))) {
            AnalyticsConfig config = new AnalyticsConfig(null, null, null, null, folder.resolve("analytics"), null, null, null);
            try (AnalyticsService analytics = new AnalyticsService(config, context(vertx, broker, ServiceRole.ANALYTICS));
                    ChannelAgentService agent = new ChannelAgentService(ChannelAgentConfig.ofReplays(7, null),
                            context(vertx, broker, ServiceRole.CHANNEL_AGENT), System::nanoTime);
                    ResultTopics results = new ResultTopics(broker.settingsFor(ServiceRole.FLEET_API))) {
                analytics.start();
                agent.start();
                List<UUID> runs = new ArrayList<>();
                for (Case c : cases) {
                    FileReplayDriver driver = driver(c);
                    runs.add(driver.facts().runId());
                    agent.follow(driver);
                }
                agent.awaitEnd();
                // When
                Set<UUID> distinct = new HashSet<>(runs);
                Map<UUID, RunReport> reports = results.awaitEnds(distinct, PATIENCE);
                // Then
                for (int i = 0; i < cases.size(); i++) {
                    agrees(cases.get(i), reports.getOrDefault(runs.get(i), new RunReport()));
                }
            }
        } finally {
            vertx.close();
        }
    }

    private static FileReplayDriver driver(Case c) throws IOException {
        return FileReplayDriver
                .open(new FileReplayDriver.Request(c.files(), c.options().readOptions(), c.options()::cellFacts, Source.CYCLER,
                        FileReplayDriver.AS_FAST_AS_POSSIBLE), System::nanoTime);
    }

    private static ServiceContext context(Vertx vertx, EmbeddedBroker broker, ServiceRole role) {
        return new ServiceContext(vertx, broker.settingsFor(role), new SimpleMeterRegistry(), InstantSource.system(), new FailureSignal());
    }

    private static void agrees(Case c, RunReport ofTheStream) throws IOException {
        FileAnalysis analysis = new FileAnalysis(c.files(), c.options(), DetectorSettings.DEFAULT);
        analysis.run(progress -> {});
        JsonReport json = new JsonReport(new ObjectMapper());
        JsonNode expected = json.of(analysis.subject(), analysis.report());
        JsonNode actual = json.of(analysis.subject(), ofTheStream);
        for (String part : List.of("half_cycles", "cycles", "findings", "data_quality")) {
            assertThat(withoutRepeats(actual.get(part))).as("%s of %s", part, c.files()).isEqualTo(expected.get(part));
        }
    }

    /// A replay that runs twice at once delivers measurements twice, and the stream says so; the file does not hold them twice.
    private static JsonNode withoutRepeats(JsonNode part) {
        ArrayNode kept = new ObjectMapper().createArrayNode();
        part.forEach(entry -> {
            if (!entry.path("kind").asText().equals("DUPLICATE_MEASUREMENT")) {
                kept.add(entry);
            }
        });
        return kept;
    }
}
