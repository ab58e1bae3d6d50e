package coulombus.app;

import java.io.PrintWriter;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// The command line of Coulombus.
@Command(name = "coulombus", mixinStandardHelpOptions = true, version = "Coulombus 0.1", subcommands = { ReplayCommand.class,
        AnalyzeCommand.class, ServiceCommand.class,
        HelpCommand.class }, description = "Runs a facility's battery cyclers as one event-driven fleet.", synopsisSubcommandLabel = "COMMAND", exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
                "0:done", "1:failed; the message says what, which and where", "2:the command line is not understood" })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            PrintWriter err = command.getErr();
            err.println("coulombus " + command.getCommandName() + ": "
                    + (failure.getMessage() == null ? failure.toString() : failure.getMessage()));
            return 1;
        });
        return commandLine;
    }
}
