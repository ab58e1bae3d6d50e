package coulombus.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import coulombus.core.protocol.ChannelLimits;
import coulombus.core.protocol.CyclingProtocol;
import coulombus.core.protocol.Problem;
import coulombus.core.protocol.ProtocolCheck;
import coulombus.core.protocol.ProtocolDuration;
import coulombus.core.protocol.ResolvedProtocol;
import coulombus.core.protocol.StepType;
import coulombus.formats.protocol.NewareStepFile;
import coulombus.formats.protocol.ProtocolYaml;
import coulombus.formats.protocol.UnicyclerJson;

/// `protocol`: checks a protocol for a cell, tells how long it takes, and brings it from and to other formats.
@Command(name = "protocol", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Checks a protocol for a cell, tells how long it takes, and writes it in another format.",
        "Reads the project's own YAML and the JSON of aurora-unicycler (by the ending .json)." })
final class ProtocolCommand implements Callable<Integer> {
    /// What it can be written as.
    enum Format {
        yaml, unicycler, neware
    }

    @Parameters(arity = "1", paramLabel = "FILE", description = "The protocol.")
    private Path file;

    @Option(names = "--to", paramLabel = "FORMAT", description = "Write it as ${COMPLETION-CANDIDATES}; neware is a step file of BTS 8.")
    private Format format;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write; must not exist yet. Default: standard output.")
    private Path out;

    @Option(names = "--channel-volt", paramLabel = "V", converter = OptionValues.PositiveNumber.class, description = "Voltage range of the channel, from -V to V. Default: not known.")
    private double channelVolt = Double.NaN;

    @Option(names = "--channel-ampere", paramLabel = "A", converter = OptionValues.PositiveNumber.class, description = "Largest current of the channel. Default: not known.")
    private double channelAmpere = Double.NaN;

    @Mixin
    private CellOptions cell;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter told = spec.commandLine().getErr();
        ResolvedProtocol protocol = resolved(told);
        ChannelLimits channel = new ChannelLimits(-channelVolt, channelVolt, channelAmpere, EnumSet.allOf(StepType.class));
        List<Problem> problems = ProtocolCheck.problems(protocol, channel);
        problems.forEach(problem -> told.println((problem.level() == Problem.Level.ERROR ? "error    " : "warning  ") + problem.where()
                + " " + problem.what()));
        ProtocolDuration duration = ProtocolDuration.of(protocol);
        told.printf(Locale.ROOT, "%s: %d steps; %s, at most %s, half of such tests end within %s, nine of ten within %s%n", file,
                protocol.steps().size(), protocol.name(), hours(duration.maximumSecond()), hours(duration.p50Second()),
                hours(duration.p90Second()));
        told.flush();
        if (problems.stream().anyMatch(problem -> problem.level() == Problem.Level.ERROR)) {
            return 1;
        }
        if (format != null) {
            write(protocol, told);
        }
        return 0;
    }

    private ResolvedProtocol resolved(PrintWriter told) throws IOException {
        String text = Files.readString(file);
        try {
            return ResolvedProtocol.of(read(text, told), cell.cellFacts());
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private CyclingProtocol read(String text, PrintWriter told) {
        String name = file.getFileName().toString();
        if (!name.toLowerCase(Locale.ROOT).endsWith(".json")) {
            return ProtocolYaml.read(text);
        }
        UnicyclerJson.Imported imported = UnicyclerJson.read(text, name.replaceFirst("\\.[^.]*$", ""));
        imported.remarks().forEach(remark -> told.println("remark   " + remark));
        return imported.protocol();
    }

    private void write(ResolvedProtocol protocol, PrintWriter told) throws IOException {
        String text;
        try {
            text = switch (format) {
                case yaml -> ProtocolYaml.write(protocol.protocol());
                case unicycler -> {
                    UnicyclerJson.Exported exported = UnicyclerJson.write(protocol);
                    exported.remarks().forEach(remark -> told.println("remark   " + remark));
                    yield exported.json();
                }
                case neware -> {
                    NewareStepFile exported = NewareStepFile.write(protocol,
                            new NewareStepFile.Header("Coulombus", UUID.randomUUID(), LocalDateTime.now()));
                    exported.remarks().forEach(remark -> told.println("remark   " + remark));
                    yield exported.xml();
                }
            };
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        told.flush();
        if (out == null) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        } else {
            Files.writeString(out, text, StandardCharsets.UTF_8, java.nio.file.StandardOpenOption.CREATE_NEW);
        }
    }

    private static String hours(double second) {
        return Double.isNaN(second)
                ? "not known"
                : Double.isInfinite(second) ? "no limit" : String.format(Locale.ROOT, "%.1f h", second / 3600);
    }
}
