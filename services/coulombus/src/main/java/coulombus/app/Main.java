package coulombus.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line of Coulombus.
@Command(name = "coulombus", mixinStandardHelpOptions = true, version = "Coulombus 0.1", subcommands = { DemoCommand.class,
        AnalyzeCommand.class, ReplayCommand.class, CheckClaimsCommand.class, ProtocolCommand.class, ChannelsCommand.class,
        ExperimentsCommand.class, QueueCommand.class, CellsCommand.class, FacilityCommand.class, ClosuresCommand.class,
        AlertsCommand.class, PeopleCommand.class,
        SimulateCyclerCommand.class, BenchmarkCommand.class,
        ServiceCommand.class,
        HelpCommand.class }, description = "Runs a facility's battery cyclers as one event-driven fleet.", synopsisSubcommandLabel = "COMMAND", exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
                "0:done", "1:failed; the message says what, which and where", "2:the command line is not understood",
                "5:check-claims: figures contradict each other",
                "130, 143:ended by ctrl-C, by a signal" })
public final class Main implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /// Whoever types the bare name asks what there is.
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setAbbreviatedOptionsAllowed(false);
        commandLine.setUsageHelpAutoWidth(true);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            tell(command, CommandErrors.sentence(failure));
            return 1;
        });
        commandLine.setParameterExceptionHandler((notUnderstood, words) -> {
            CommandLine command = notUnderstood.getCommandLine();
            tell(command, inWords(notUnderstood, command));
            command.getErr().println(
                    "Try: " + help(command));
            return 2;
        });
        return commandLine;
    }

    private static String inWords(ParameterException notUnderstood, CommandLine command) {
        if (notUnderstood instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().get(0);
            String what = command.getParent() == null && !unmatched.isUnknownOption() ? "there is no command '" : "there is no option '";
            List<String> near = unmatched.getSuggestions();
            return what + word + "'" + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?");
        }
        return notUnderstood.getMessage();
    }

    private static String help(CommandLine command) {
        boolean isNested = command.getParent() != null && command.getParent().getParent() != null;
        return isNested
                ? command.getCommandSpec().qualifiedName() + " --help"
                : "coulombus help" + (command.getParent() == null ? "" : " " + command.getCommandName());
    }

    private static void tell(CommandLine command, String what) {
        PrintWriter err = command.getErr();
        err.println(command.getCommandSpec().qualifiedName() + ": " + what);
    }
}
