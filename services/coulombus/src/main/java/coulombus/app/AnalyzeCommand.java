package coulombus.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import coulombus.core.claims.OwnResults;
import coulombus.core.detection.DetectorSettings;
import coulombus.runtime.config.ConfigLoader;

/// `analyze`: per-cycle table and findings of cycler files.
@Command(name = "analyze", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Cycles, coulombic efficiencies and findings of cycler files.",
        "The format is found by content: Battery Data Format, Neware, Arbin, Maccor, BioLogic, Landt, or one you describe." })
final class AnalyzeCommand implements Callable<Integer> {
    enum Format {
        table, json, csv
    }

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Cycler files.")
    private List<Path> files;

    @Option(names = "--format", paramLabel = "FORMAT", description = "How to print: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.table;

    @Option(names = "--join", description = "The files are one test, in the order given.")
    private boolean join;

    @Option(names = "--detectors", paramLabel = "YAML", description = "Settings of the detectors (docs/reference/detector-settings.md). Default: "
            + "each detector's own.")
    private Path detectors;

    @Mixin
    private FileOptions reading;

    @Spec
    private CommandSpec spec;

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final JsonReport jsonReport = new JsonReport(json);

    @Override
    public Integer call() throws JsonProcessingException {
        List<List<Path>> tests = join ? List.of(files) : files.stream().map(List::of).toList();
        PrintWriter out = spec.commandLine().getOut();
        CsvReport csv = format == Format.csv ? new CsvReport(out) : null;
        ArrayNode objects = json.createArrayNode();
        int failed = 0;
        DetectorSettings settings = detectors == null
                ? DetectorSettings.DEFAULT
                : new ConfigLoader(Map.of()).load(detectors, DetectorSettings.class);
        for (List<Path> test : tests) {
            FileAnalysis analysis = new FileAnalysis(test, reading, settings);
            try (Progress progress = new Progress("reading " + test.get(0).getFileName())) {
                analysis.run(progress::at);
            } catch (IOException e) {
                failed++;
                String message = CommandErrors.sentence(e);
                spec.commandLine().getErr().println("coulombus analyze: " + message);
                objects.add(jsonReport.unreadable(test.get(0).toString(), message));
                continue;
            }
            warnOfContradictions(analysis);
            switch (format) {
                case table -> new TableReport(out).print(analysis.subject(), analysis.report());
                case csv -> csv.print(analysis.subject(), analysis.report());
                case json -> objects.add(jsonReport.of(analysis.subject(), analysis.report()));
            }
        }
        if (format == Format.json && (tests.size() > 1 || failed == 0)) {
            out.println(json.writeValueAsString(tests.size() == 1 ? (ObjectNode) objects.get(0) : objects));
        }
        out.flush();
        return failed == 0 ? 0 : 1;
    }

    /// Our own figures are checked as a paper's would be, before they are printed.
    private void warnOfContradictions(FileAnalysis analysis) {
        List<String> contradictions = OwnResults.contradictions(analysis.subject().cell(), analysis.report().cycles());
        for (int i = 0; i < contradictions.size(); i++) {
            if (!contradictions.get(i).isEmpty()) {
                spec.commandLine().getErr().println("coulombus analyze: " + String.join(" + ", analysis.subject().files()) + ", cycle "
                        + analysis.report().cycles().get(i).number() + " contradicts itself: " + contradictions.get(i));
            }
        }
    }
}
