package coulombus.channelagent.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.channelagent.spool.ChannelSpool.Entry;
import coulombus.channelagent.spool.SpoolSettings.Fsync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SpoolTest {
    private static final UUID RUN = new UUID(1, 2);
    private static final String KEPT = "place";

    @TempDir
    Path home;
    private long nowMillis = 1_700_000_000_000L;
    private final InstantSource clock = () -> Instant.ofEpochMilli(nowMillis);
    private long usableBytes = Long.MAX_VALUE;
    private final List<Spool> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Spool::close);
    }

    private Spool open(Path folder) throws IOException {
        return open(new SpoolSettings(folder, Fsync.INTERVAL, Duration.ofSeconds(1), Duration.ofHours(1), 1_000_000_000L, 1000L));
    }

    private Spool open(SpoolSettings settings) throws IOException {
        Spool spool = Spool.open(settings, folder -> usableBytes, clock);
        opened.add(spool);
        return spool;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(path -> !path.endsWith("LOCK")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private StoryRecord batch(long firstSeq, long lastSeq) {
        byte[] value = new byte[400];
        new Random(firstSeq).nextBytes(value);
        return new StoryRecord(RUN, firstSeq, lastSeq, nowMillis, value);
    }

    private void append(ChannelSpool channel, int records) throws IOException {
        for (int i = 0; i < records; i++) {
            long seq = 10 * channel.lastPosition() + 1;
            try (ChannelSpool.Change change = channel.change()) {
                change.append(batch(seq, seq + 9)).keep(KEPT, Long.toString(seq + 9).getBytes(UTF_8)).commit();
            }
        }
    }

    private static String kept(ChannelSpool channel) throws IOException {
        return channel.kept(KEPT).map(bytes -> new String(bytes, UTF_8)).orElse("nothing");
    }

    private static long present(ChannelSpool channel) {
        long present = 0;
        for (long position = channel.firstPosition(); position <= channel.lastPosition(); position++) {
            if (channel.read(position) instanceof Entry.Present(StoryRecord record)) {
                assertThat(record.firstSeq()).isEqualTo(10 * (position - 1) + 1);
                present++;
            }
        }
        return present;
    }

    @Test
    void givesEachChannelsStoryInItsOrder() throws Exception {
        Spool spool = open(home.resolve("s"));
        ChannelSpool one = spool.channel("bts-1/1");
        ChannelSpool two = spool.channel("bts-1/2");
        append(one, 3);
        append(two, 2);
        append(one, 1);
        assertThat(one.lastPosition()).isEqualTo(4);
        assertThat(present(one)).isEqualTo(4);
        assertThat(present(two)).isEqualTo(2);
        assertThat(spool.unacknowledgedMeasurements()).isEqualTo(60);
    }

    /// Records and what is kept with them agree at whatever moment the process ends.
    @Test
    void isWholeAfterAKillAtAnyPoint() throws Exception {
        Path folder = home.resolve("s");
        Spool spool = open(folder);
        ChannelSpool channel = spool.channel("c");
        for (int kill = 0; kill < 20; kill++) {
            append(channel, 1 + kill % 3);
            Path copy = home.resolve("copy-" + kill);
            copy(folder, copy);
            ChannelSpool found = open(copy).channel("c");
            assertThat(found.lastPosition()).isEqualTo(channel.lastPosition());
            assertThat(kept(found)).isEqualTo(Long.toString(10 * found.lastPosition()));
            assertThat(present(found)).isEqualTo(channel.lastPosition());
        }
    }

    @Test
    void givesUpWhatIsTornAtTheEndOfItsLogAndNothingElse() throws Exception {
        Path folder = home.resolve("s");
        append(open(folder).channel("c"), 10);
        for (int torn = 1; torn < 400; torn += 57) {
            Path copy = home.resolve("torn-" + torn);
            copy(folder, copy);
            try (RandomAccessFile log = new RandomAccessFile(newestLog(copy).toFile(), "rw")) {
                log.setLength(log.length() - torn);
            }
            ChannelSpool found = open(copy).channel("c");
            assertThat(found.lastPosition()).as("bytes torn off: " + torn).isEqualTo(9);
            assertThat(kept(found)).as("what is kept with it goes with it").isEqualTo("90");
            assertThat(present(found)).isEqualTo(9);
        }
    }

    /// The store gives up the rest of the 32 kB in which a checksum is wrong.
    @Test
    void noticesAFlippedBitInItsLogAndKeepsWhatComesAfter() throws Exception {
        Path folder = home.resolve("s");
        append(open(folder).channel("c"), 500);
        Path copy = home.resolve("flipped");
        copy(folder, copy);
        Path log = newestLog(copy);
        flip(log, Files.size(log) / 2);
        ChannelSpool found = open(copy).channel("c");
        assertThat(found.lastPosition()).isEqualTo(500);
        assertThat(present(found)).isBetween(400L, 499L);
    }

    @Test
    void noticesAFlippedBitInItsTablesAndGivesTheRest() throws Exception {
        Path folder = home.resolve("s");
        Spool spool = open(folder);
        append(spool.channel("c"), 200);
        spool.flush();
        Path copy = home.resolve("flipped");
        copy(folder, copy);
        Path table = newest(copy, ".sst");
        flip(table, Files.size(table) / 3);
        ChannelSpool found = open(copy).channel("c");
        assertThat(found.lastPosition()).isEqualTo(200);
        assertThat(present(found)).isBetween(150L, 199L);
        append(found, 5);
        assertThat(found.lastPosition()).isEqualTo(205);
    }

    @Test
    void keepsACopyOfWhatHoldsNoMeasurements() throws Exception {
        ChannelSpool channel = open(home.resolve("s")).channel("c");
        try (ChannelSpool.Change change = channel.change()) {
            change.append(new StoryRecord(RUN, 0, 0, nowMillis, "start".getBytes(UTF_8))).commitNow();
        }
        channel.damageForTest(1);
        assertThat(channel.read(1)).isInstanceOfSatisfying(Entry.Present.class,
                present -> assertThat(new String(present.record().value(), UTF_8)).isEqualTo("start"));
    }

    private static Path newestLog(Path folder) throws IOException {
        return newest(folder, ".log");
    }

    private static Path newest(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).max(Comparator.comparing(Path::getFileName)).orElseThrow();
        }
    }

    private static void flip(Path file, long at) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            int old = bytes.read();
            bytes.seek(at);
            bytes.write(old ^ 0x10);
        }
    }

    @Test
    void remembersWhatTheBrokerHas() throws Exception {
        Path folder = home.resolve("s");
        Spool spool = open(folder);
        ChannelSpool channel = spool.channel("c");
        append(channel, 5);
        channel.acknowledge(3);
        assertThat(spool.unacknowledgedMeasurements()).isEqualTo(20);
        copy(folder, home.resolve("copy"));
        ChannelSpool found = open(home.resolve("copy")).channel("c");
        assertThat(found.acknowledgedPosition()).isEqualTo(3);
        assertThat(found.unacknowledgedMeasurements()).isEqualTo(20);
        found.acknowledge(5);
        assertThat(found.oldestUnacknowledgedUnixMillis()).isEqualTo(-1);
    }

    @Test
    void givesUpOnlyWhatTheBrokerHasAndWasKeptLongEnough() throws Exception {
        // Given
        Spool spool = open(home.resolve("s"));
        ChannelSpool channel = spool.channel("c");
        append(channel, 10);
        nowMillis += Duration.ofMinutes(50).toMillis();
        append(channel, 10);
        channel.acknowledge(15);
        // When nothing is old enough, then when the first ten are, then when all are
        spool.trim(nowMillis);
        assertThat(channel.firstPosition()).isEqualTo(1);
        nowMillis += Duration.ofMinutes(20).toMillis();
        spool.trim(nowMillis);
        assertThat(channel.firstPosition()).isEqualTo(11);
        nowMillis += Duration.ofHours(5).toMillis();
        spool.trim(nowMillis);
        // Then
        assertThat(channel.firstPosition()).as("the broker does not have 16").isEqualTo(16);
        assertThat(present(channel)).isEqualTo(5);
        assertThat(channel.read(3)).isInstanceOf(Entry.Damaged.class);
    }

    @Test
    void neverUsesAPositionTwiceEvenWhereAllWasGivenUp() throws Exception {
        Path folder = home.resolve("s");
        Spool spool = open(folder);
        ChannelSpool channel = spool.channel("c");
        append(channel, 4);
        channel.acknowledge(4);
        nowMillis += Duration.ofHours(5).toMillis();
        spool.trim(nowMillis);
        copy(folder, home.resolve("copy"));
        ChannelSpool found = open(home.resolve("copy")).channel("c");
        append(found, 1);
        assertThat(found.lastPosition()).isEqualTo(5);
        assertThat(found.firstPosition()).isEqualTo(5);
    }

    @Test
    void givesUpEarlierWhereItIsTooLarge() throws Exception {
        Spool spool = open(new SpoolSettings(home.resolve("s"), Fsync.NEVER, null, Duration.ofHours(72), 1L, 1000L));
        ChannelSpool channel = spool.channel("c");
        append(channel, 100);
        channel.acknowledge(100);
        nowMillis += 10_000;
        spool.maintain();
        nowMillis += 60_000;
        spool.maintain();
        assertThat(channel.firstPosition()).isGreaterThan(1).isLessThan(50);
    }

    @Test
    void saysWhereTheDiskIsFullAndGoesOnByItself() throws Exception {
        // Given
        Spool spool = open(home.resolve("s"));
        ChannelSpool channel = spool.channel("c");
        // When
        usableBytes = 10;
        nowMillis += 5_000;
        spool.maintain();
        // Then orders and trips are still taken
        assertThat(spool.health()).isInstanceOfSatisfying(SpoolHealth.Full.class, full -> assertThat(full.why()).contains("10 bytes left"));
        try (ChannelSpool.Change change = channel.change()) {
            change.keep("journal", new byte[]{ 1 }).commitNow();
        }
        // When there is room again
        usableBytes = 1_000_000;
        nowMillis += 5_000;
        spool.maintain();
        assertThat(spool.health()).isEqualTo(new SpoolHealth.Working());
    }

    @Test
    void refusesASecondAgentOnItsFolder() throws Exception {
        open(home.resolve("s"));
        assertThatThrownBy(() -> open(home.resolve("s"))).isInstanceOf(SpoolException.class).hasMessageContaining("cannot be opened");
    }

    @Test
    void isOpenedAnewAfterAFailureAndCountsOn() throws Exception {
        // Given
        Spool spool = open(home.resolve("s"));
        ChannelSpool channel = spool.channel("c");
        append(channel, 3);
        // When
        spool.breakForTest("no space left on device");
        assertThatThrownBy(() -> append(channel, 1)).isInstanceOf(SpoolException.class).hasMessageContaining("no space left");
        long before = spool.incarnation();
        spool.maintain();
        // Then
        assertThat(spool.incarnation()).isEqualTo(before + 1);
        append(channel, 1);
        assertThat(present(channel)).isEqualTo(4);
    }

    @Test
    void neverSaysBetweenThatItWorksWhereOpeningItAnewTookTheRoom() throws Exception {
        // Given a disk that has room until the spool is opened anew
        List<SpoolHealth> seenWhileLooking = new ArrayList<>();
        Spool[] looked = new Spool[1];
        long[] brokenAt = { Long.MAX_VALUE };
        DiskRoom room = folder -> {
            if (looked[0] == null) {
                return Long.MAX_VALUE;
            }
            seenWhileLooking.add(looked[0].health());
            return looked[0].incarnation() > brokenAt[0] ? 10 : Long.MAX_VALUE;
        };
        Spool spool = Spool.open(new SpoolSettings(home.resolve("s"), Fsync.INTERVAL, Duration.ofSeconds(1), Duration.ofHours(1),
                1_000_000_000L, 1000L), room, clock);
        opened.add(spool);
        brokenAt[0] = spool.incarnation();
        spool.breakForTest("no space left on device");
        looked[0] = spool;
        // When
        spool.maintain();
        // Then
        assertThat(seenWhileLooking).hasSizeGreaterThan(1).noneMatch(SpoolHealth.Working.class::isInstance);
        assertThat(spool.health()).isInstanceOf(SpoolHealth.Full.class);
    }
}
