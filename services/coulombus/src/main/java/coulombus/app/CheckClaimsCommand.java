package coulombus.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import coulombus.core.claims.ClaimCheck;
import coulombus.core.claims.Figure;
import coulombus.core.claims.ReportedClaims;
import coulombus.formats.claims.ClaimFile;

/// `check-claims`: which reported figures of a test contradict each other.
@Command(name = "check-claims", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Which figures that a paper reports of a test contradict each other.",
        "A file holds the figures as printed, in YAML: hours, cycles, currents, capacities, efficiencies, ... "
                + "docs/reference/check-claims.md describes it, docs/reference/claims has examples." }, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
                        "0:no contradiction", "1:a file cannot be read; the message says which and where",
                        "2:the command line is not understood", "5:figures contradict each other" })
final class CheckClaimsCommand implements Callable<Integer> {
    /// Apart from failures, so that a script can tell a contradiction from a file it could not read.
    static final int CONTRADICTION = 5;

    enum Format {
        table, json
    }

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Files of reported figures.")
    private List<Path> files = List.of();

    @Option(names = "--format", paramLabel = "FORMAT", description = "How to print: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.table;

    @Option(names = "--keys", description = "List the keys of a file with unit and meaning, and end.")
    private boolean keys;

    @Spec
    private CommandSpec spec;

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Override
    public Integer call() throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        if (keys) {
            listKeys(out);
            return 0;
        }
        if (files.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'FILE'");
        }
        ClaimReport report = new ClaimReport(json);
        ArrayNode objects = json.createArrayNode();
        int failed = 0;
        int contradictions = 0;
        for (Path file : files) {
            try {
                ReportedClaims claims = ClaimFile.read(file);
                ClaimCheck check = ClaimCheck.of(claims);
                contradictions += check.mismatches().size();
                switch (format) {
                    case table -> report.print(out, file.toString(), claims.title(), check);
                    case json -> objects.add(report.json(file.toString(), claims.title(), check));
                }
            } catch (IOException e) {
                failed++;
                String message = CommandErrors.sentence(e);
                spec.commandLine().getErr().println("coulombus check-claims: " + message);
                objects.add(json.createObjectNode().put("file", file.toString()).put("error", message));
            }
        }
        if (format == Format.json && (files.size() > 1 || failed == 0)) {
            out.println(json.writeValueAsString(files.size() == 1 ? objects.get(0) : objects));
        }
        out.flush();
        return failed > 0 ? 1 : contradictions > 0 ? CONTRADICTION : 0;
    }

    private static void listKeys(PrintWriter out) {
        for (Figure figure : Figure.values()) {
            out.println(String.format(Locale.ROOT, "%-38s %-11s %s%s", figure.key(), figure.unit().isEmpty() ? "-" : figure.unit(),
                    figure.meaning(), figure.isExact() ? " (exact)" : ""));
        }
        out.flush();
    }
}
