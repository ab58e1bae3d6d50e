package coulombus.channelagent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.channelagent.spool.ChannelSpool;
import coulombus.channelagent.spool.ChannelSpool.Entry;
import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.Desired;
import coulombus.core.assignment.OperatingState;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.drivers.DeviceState.JobEnd;
import coulombus.runtime.codec.MeasurementCodec;

import static org.assertj.core.api.Assertions.assertThat;

/// Whatever is killed whenever, whatever words come twice, late or out of order: no channel is energised twice, no measurement is lost and
/// none stands twice in the story. The fake device is the oracle, never the agent.
class AgentInterleavingTest {
    /// More of them: `-Dcoulombus.interleavings=25`.
    private static final int SEEDS = Integer.getInteger("coulombus.interleavings", 8);
    private static final int STEPS = 150;
    private static final int CHANNELS = 3;

    /// The process ends at this very call.
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /// What the scheduler would do and what the network makes of it.
    private static final class World {
        final Random random;
        final FakeDevice device = new FakeDevice(AgentRig.CYCLER, CHANNELS);
        final AgentRig agent;
        final Map<String, List<ChannelDesired>> written = new HashMap<>();
        final Map<String, Long> tokens = new HashMap<>();
        boolean quiet;
        int kills;
        private long runs;

        World(long seed, Path home) throws IOException {
            random = new Random(seed);
            agent = new AgentRig(device, home, true);
            agent.trouble = new FakeDevice.Trouble() {
                @Override
                public void before(String call) throws IOException {
                    strike(call);
                }

                @Override
                public void after(String call) throws IOException {
                    strike(call);
                }

                @Override
                public boolean losesStartAnswer() {
                    return !quiet && random.nextInt(4) == 0;
                }
            };
            agent.kill();
        }

        private void strike(String call) throws IOException {
            if (quiet) {
                return;
            }
            int dice = random.nextInt(call.equals("start") || call.equals("stop") ? 8 : 60);
            if (dice == 0) {
                throw new Killed();
            }
            if (dice == 1) {
                throw new IOException("line cut in " + call);
            }
        }

        void step() throws IOException {
            String channel = AgentRig.CYCLER + "/" + (1 + random.nextInt(CHANNELS));
            switch (random.nextInt(10)) {
                case 0 -> write(channel, new Desired.Run(AgentRig.order(++runs)), true);
                case 1 -> write(channel, new Desired.Off("enough"), false);
                case 2 -> device.end(channel, random.nextBoolean() ? JobEnd.COMPLETED : JobEnd.STOPPED);
                case 3 -> again(channel);
                case 4 -> {
                    kills++;
                    agent.kill();
                    readFromTheBeginning();
                }
                default -> device.measure(random.nextInt(4));
            }
            tick();
        }

        private void write(String channel, Desired desired, boolean newToken) {
            long token = tokens.getOrDefault(channel, 0L) + (newToken ? 1 : 0);
            tokens.put(channel, token);
            List<ChannelDesired> words = written.computeIfAbsent(channel, id -> new ArrayList<>());
            long generation = 1 + words.stream().filter(word -> word.token() == token).count();
            if (token > 0) {
                words.add(new ChannelDesired(channel, token, generation, desired));
                send(words.getLast());
            }
        }

        /// Any word that was ever written, once more.
        private void again(String channel) {
            List<ChannelDesired> words = written.getOrDefault(channel, List.of());
            if (!words.isEmpty()) {
                send(words.get(random.nextInt(words.size())));
            }
        }

        private void send(ChannelDesired word) {
            agent.desire(word.channelId(), word.token(), word.generation(), word.desired(), random.nextInt(20));
        }

        void readFromTheBeginning() {
            written.values().stream().filter(words -> !words.isEmpty()).forEach(words -> send(words.getLast()));
        }

        void tick() throws IOException {
            agent.brokerIsNear();
            try {
                agent.tick();
            } catch (Killed e) {
                kills++;
                agent.kill();
                readFromTheBeginning();
            }
        }

        void comeToRest() throws IOException {
            quiet = true;
            for (int i = 0; i < 3; i++) {
                device.channels.keySet().forEach(channel -> device.end(channel, JobEnd.COMPLETED));
                for (int tick = 0; tick < 45; tick++) {
                    tick();
                }
            }
        }
    }

    @Test
    void energisesNothingTwiceAndLosesAndDoublesNothing(@TempDir Path home) throws Exception {
        int kills = 0;
        int jobs = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            World world = new World(seed, home.resolve("seed-" + seed));
            for (int step = 0; step < STEPS; step++) {
                world.step();
            }
            world.comeToRest();
            String where = "seed " + seed;
            assertThat(world.device.startsWhileEnergised).as(where + ": starts of a running channel").isZero();
            assertThat(world.device.startsByLabel.values()).as(where + ": starts of each run").allMatch(count -> count == 1);
            for (FakeDevice.Chan channel : world.device.channels.values()) {
                requireWholeStory(world, channel, where + ", channel " + channel.id);
                jobs += channel.jobs.size();
            }
            kills += world.kills;
            world.agent.close();
        }
        assertThat(kills).as("the test kills at all").isGreaterThan(SEEDS);
        assertThat(jobs).as("the test runs tests at all").isGreaterThan(SEEDS);
    }

    private static void requireWholeStory(World world, FakeDevice.Chan channel, String where) throws Exception {
        MeasurementCodec codec = new MeasurementCodec();
        ChannelSpool spool = world.agent.spool.channel(channel.id);
        Map<UUID, Long> taken = new HashMap<>();
        Set<UUID> started = new TreeSet<>();
        Set<UUID> ended = new TreeSet<>();
        for (long position = 1; position <= spool.lastPosition(); position++) {
            Entry entry = spool.read(position);
            assertThat(entry).as(where).isInstanceOf(Entry.Present.class);
            byte[] value = ((Entry.Present) entry).record().value();
            UUID run = codec.runId(value);
            switch (codec.kindOf(value)) {
                case STARTED -> assertThat(started.add(run)).as(where + ": one start of " + run).isTrue();
                case BATCH -> {
                    MeasurementBatch batch = new MeasurementBatch(1);
                    codec.decodeBatch(value, batch);
                    assertThat(started).as(where).contains(run).as(where).isNotEmpty();
                    assertThat(ended).as(where).doesNotContain(run);
                    assertThat(batch.firstSeq()).as(where + ": neither gap nor repetition in " + run)
                            .isEqualTo(taken.getOrDefault(run, 0L) + 1);
                    taken.put(run, batch.seq(batch.size() - 1));
                }
                case ENDED -> {
                    assertThat(ended.add(run)).as(where + ": one end of " + run).isTrue();
                    assertThat(codec.decodeEnded(value).lastSeq()).as(where).isEqualTo(taken.getOrDefault(run, 0L));
                }
            }
        }
        for (FakeDevice.Job job : channel.jobs) {
            UUID run = UUID.fromString(job.label);
            assertThat(taken.getOrDefault(run, 0L)).as(where + ": all measurements of " + job.id).isEqualTo(job.voltsMeasured.size());
            assertThat(ended).as(where + ": the end of " + job.id).contains(run);
        }
        ChannelReported reported = last(world, channel.id);
        assertThat(reported.state()).as(where).isEqualTo(new OperatingState.Idle());
        assertThat(reported.outputOff()).as(where).isTrue();
    }

    private static ChannelReported last(World world, String channel) throws Exception {
        world.agent.ticks(3);
        List<Outbox.Report> reports = world.agent.outbox.take();
        ChannelReported latest = null;
        for (Outbox.Report report : reports) {
            world.agent.outbox.failed(report);
            if (report.key().equals(channel)) {
                latest = new coulombus.runtime.codec.ChannelReportedCodec().decode(report.value());
            }
        }
        return latest;
    }
}
