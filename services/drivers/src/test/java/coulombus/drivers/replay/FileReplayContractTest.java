package coulombus.drivers.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

import coulombus.drivers.ChannelDriver;
import coulombus.drivers.ChannelDriverContract;

/// A replay is a channel driver like any other: fast, paced, and of several files.
class FileReplayContractTest {
    private static final String NO_VOLTAGE = "5000.0,,0.001,1\n";

    @TempDir
    Path directory;

    @Nested
    class AsFastAsPossible extends ChannelDriverContract {
        @Override
        protected ChannelDriver driver() throws IOException {
            Path file = ReplayFiles.write(directory.resolve("one.csv"), 2500, 0);
            Files.writeString(file, NO_VOLTAGE + "30000,1.5,0.001,1\n", StandardOpenOption.APPEND);
            return ReplayFiles.open(FileReplayDriver.AS_FAST_AS_POSSIBLE, () -> 0, file);
        }
    }

    @Nested
    class Paced extends ChannelDriverContract {
        private long nanos = Long.MAX_VALUE - 1_000_000_000L;

        @Override
        protected void letTimePass() {
            nanos += 700_000_000L;
        }

        @Override
        protected ChannelDriver driver() throws IOException {
            Path file = ReplayFiles.write(directory.resolve("paced.csv"), 60, 100);
            Files.writeString(file, NO_VOLTAGE + "6000,1.5,0.001,1\n", StandardOpenOption.APPEND);
            return ReplayFiles.open(20, () -> nanos, file);
        }
    }

    @Nested
    class Joined extends ChannelDriverContract {
        @Override
        protected ChannelDriver driver() throws IOException {
            Path first = ReplayFiles.write(directory.resolve("a.csv"), 30, 0);
            Files.writeString(first, NO_VOLTAGE + "6000,1.5,0.001,1\n", StandardOpenOption.APPEND);
            return ReplayFiles.open(FileReplayDriver.AS_FAST_AS_POSSIBLE, () -> 0, first,
                    ReplayFiles.write(directory.resolve("b.csv"), 1100, 0));
        }
    }
}
