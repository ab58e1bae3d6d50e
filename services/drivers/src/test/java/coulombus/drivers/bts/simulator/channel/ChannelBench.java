package coulombus.drivers.bts.simulator.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import coulombus.drivers.bts.simulator.step.StepFileException;
import coulombus.drivers.bts.simulator.step.StepFileReader;
import coulombus.drivers.bts.simulator.step.StepProgram;

/// One channel on a bench, without wire and clock.
final class ChannelBench {
    static final ChannelRange RANGE = new ChannelRange(5, 0.1);

    final SimulatedChannel channel;
    private final Path folder;
    private long tests;

    ChannelBench(Path folder, CellModel cell) {
        this(folder, cell, new RecordArchive(folder.resolve("records"), 1L << 30));
    }

    ChannelBench(Path folder, CellModel cell, RecordArchive archive) {
        this.folder = folder;
        this.channel = new SimulatedChannel(new ChannelAddress(1, 1, 1), RANGE, cell, archive, (n, most) -> ReadingNoise.NONE);
    }

    static ChannelBench withResistor(Path folder, double ohm) {
        return new ChannelBench(folder, new DummyCell(ohm, Double.POSITIVE_INFINITY, 0));
    }

    /// A voltage that rises by `current / farad` a second.
    static ChannelBench withCapacitor(Path folder, double ohm, double farad) {
        return new ChannelBench(folder, new DummyCell(ohm, farad, 0));
    }

    StepProgram program(String xml) {
        return program(xml, false);
    }

    StepProgram program(String xml, boolean zeroIsUnset) {
        try {
            return new StepFileReader(zeroIsUnset).read(Files.writeString(folder.resolve("p.xml"), xml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StepFileException e) {
            throw new AssertionError(e);
        }
    }

    ChannelBench start(String xml, double atSecond) {
        return start(program(xml), atSecond);
    }

    ChannelBench start(StepProgram program, double atSecond) {
        if (channel.start(program, "p.xml", "S", ticks(atSecond), () -> ++tests).isPresent()) {
            throw new AssertionError("not started");
        }
        return this;
    }

    ChannelBench runTo(double second) {
        channel.catchUp(ticks(second));
        return this;
    }

    static long ticks(double second) {
        return Math.round(second * 10);
    }

    List<String> rows() {
        List<String> rows = new ArrayList<>();
        TestRecords.Reader r = channel.newest().records().reader(0);
        while (r.next()) {
            rows.add("%d %d/%d %s %.1f %.4f V %.5f A".formatted(r.number(), r.cycleId(), r.stepId(), r.kind().code(), r.stepTicks() / 10.0,
                    r.voltageVolt(), r.currentAmpere()));
        }
        return rows;
    }

    /// Every bit of every record.
    static String content(SimulatedChannel channel) {
        StringBuilder text = new StringBuilder();
        for (ChannelTest test : channel.tests()) {
            TestRecords.Reader r = test.records().reader(0);
            while (r.next()) {
                text.append(test.testId()).append(' ').append(r.number()).append(' ').append(r.cycleId()).append(' ').append(r.stepId())
                        .append(' ').append(r.tick()).append(' ').append(r.stepTicks()).append(' ').append(r.clockMillis()).append(' ')
                        .append(r.voltageVolt()).append(' ').append(r.currentAmpere()).append(' ').append(r.capacityAh()).append(' ')
                        .append(r.energyWh()).append('\n');
            }
            test.steps().forEach(s -> text.append(s).append('\n'));
            test.log().forEach(l -> text.append(l).append('\n'));
        }
        channel.faults().forEach(f -> text.append(f).append('\n'));
        return text.toString();
    }
}
