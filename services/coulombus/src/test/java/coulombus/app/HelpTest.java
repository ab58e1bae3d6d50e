package coulombus.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

import static org.assertj.core.api.Assertions.assertThat;

/// The command line explains itself, and the document says the same.
class HelpTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(--[a-z0-9-]+)[^`]*` \\| (.+) \\|$");

    @Test
    void theBareNameTellsWhatThereIs() {
        // When
        CommandLineRun run = CommandLineRun.of();

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("replay", "analyze", "service", "help", "Exit codes:");
    }

    @ParameterizedTest
    @ValueSource(strings = { "analyze", "replay", "check-claims", "service", "simulate-cycler", "benchmark detection" })
    void everyOptionIsExplained(String command) {
        // When
        CommandLineRun run = help(command);

        // Then
        assertThat(run.exitCode()).isZero();
        for (OptionSpec option : options(command)) {
            assertThat(run.out()).contains(option.longestName());
            assertThat(String.join(" ", option.description())).as(option.longestName()).endsWith(".");
        }
    }

    @Test
    void theDocumentNamesEveryOptionOfEveryCommandAndNoOther() throws Exception {
        // Given
        Map<String, List<String>> documented = new TreeMap<>();
        String command = "";
        for (String line : Files.readAllLines(Path.of("..", "..", "docs", "reference", "command-line.md"))) {
            if (line.startsWith("## ")) {
                command = line.substring(3);
            }
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                documented.computeIfAbsent(command, c -> new ArrayList<>()).add(row.group(1));
            }
        }

        // Then
        assertThat(documented.get("analyze")).containsExactlyInAnyOrderElementsOf(names("analyze"));
        assertThat(documented.get("check-claims")).containsExactlyInAnyOrderElementsOf(names("check-claims"));
        assertThat(documented.get("service")).containsExactlyInAnyOrderElementsOf(names("service"));
        assertThat(documented.get("simulate-cycler")).containsExactlyInAnyOrderElementsOf(names("simulate-cycler"));
        assertThat(documented.get("benchmark detection")).containsExactlyInAnyOrderElementsOf(names("benchmark detection"));
        List<String> ofReplay = new ArrayList<>(names("replay"));
        ofReplay.removeAll(optionsThatSayWhatIsRead());
        assertThat(documented.get("replay")).containsExactlyInAnyOrderElementsOf(ofReplay);
    }

    private static CommandLineRun help(String command) {
        String[] words = command.split(" ");
        return words.length == 1 ? CommandLineRun.of("help", command) : CommandLineRun.of(words[0], "help", words[1]);
    }

    /// Told once, with `analyze`.
    private static List<String> optionsThatSayWhatIsRead() {
        List<String> both = new ArrayList<>(names("analyze"));
        both.retainAll(names("replay"));
        both.remove("--join");
        return both;
    }

    private static List<String> names(String command) {
        return options(command).stream().map(OptionSpec::longestName).toList();
    }

    private static List<OptionSpec> options(String command) {
        CommandLine line = Main.commandLine();
        for (String word : command.split(" ")) {
            line = line.getSubcommands().get(word);
        }
        return line.getCommandSpec().options().stream().filter(o -> !o.usageHelp() && !o.versionHelp()).toList();
    }
}
