package coulombus.app;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `benchmark`: what the parts of Coulombus are worth, measured.
@Command(name = "benchmark", mixinStandardHelpOptions = true, subcommands = {
        BenchmarkDetectionCommand.class,
        BenchmarkScheduleCommand.class,
        HelpCommand.class }, description = "Measures what detectors and the scheduler are worth.", synopsisSubcommandLabel = "COMMAND")
final class BenchmarkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }
}
