package coulombus.scheduler;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Cyclers with their channels. They outlive every agent and are the oracle: what is energised here is energised.
final class SimulatedDevice {
    final Map<String, Channel> channels = new LinkedHashMap<>();
    private final SimulatedWorld world;
    private int lastJob;
    int starts;

    /// A job as the cycler has it.
    static final class Job {
        final int id;
        final String label;
        final long token;
        final double startedSecond;
        boolean running = true;
        boolean completed;
        /// The cycler itself stopped it on a limit of its own.
        boolean tripped;
        double dangerousSinceSecond = Double.POSITIVE_INFINITY;

        Job(int id, String label, long token, double startedSecond) {
            this.id = id;
            this.label = label;
            this.token = token;
            this.startedSecond = startedSecond;
        }
    }

    static final class Channel {
        final String id;
        Optional<String> clippedCell = Optional.empty();
        boolean reversed;
        Optional<Job> job = Optional.empty();

        Channel(String id) {
            this.id = id;
        }

        boolean isEnergised() {
            return job.filter(j -> j.running).isPresent();
        }

        /// Where nobody scans nobody takes cells off either.
        double voltageVolt(boolean scanned) {
            return !scanned ? 1.5 : clippedCell.isEmpty() ? 0 : reversed ? -1.5 : 1.5;
        }
    }

    SimulatedDevice(SimulatedWorld world, Iterable<String> channelIds) {
        this.world = world;
        channelIds.forEach(id -> channels.put(id, new Channel(id)));
    }

    Channel channel(String id) {
        return channels.get(id);
    }

    Optional<String> channelOfCell(String cellId) {
        return channels.values().stream().filter(c -> c.clippedCell.filter(cellId::equals).isPresent()).map(c -> c.id).findFirst();
    }

    /// Empty where the cycler refuses. The token is for the oracle only.
    Optional<Job> start(String channelId, UUID runId, long token, double durationSecond) {
        Channel channel = channel(channelId);
        world.invariants.onStart(channel, runId, token);
        if (channel.isEnergised() || world.chance(0.02)) {
            return Optional.empty();
        }
        starts++;
        Job job = new Job(++lastJob, runId.toString(), token, world.now);
        channel.job = Optional.of(job);
        world.after(durationSecond, () -> end(job));
        if (world.chance(0.12)) {
            world.after(world.random.nextDouble() * durationSecond, () -> goBad(channel, job));
        }
        return channel.job;
    }

    private void goBad(Channel channel, Job job) {
        if (!job.running) {
            return;
        }
        if (world.random.nextInt(3) == 0) {
            job.running = false;
            job.tripped = true;
            world.invariants.onTrip(channel.id);
        } else {
            job.dangerousSinceSecond = world.now;
        }
    }

    private static void end(Job job) {
        if (job.running) {
            job.running = false;
            job.completed = true;
        }
    }

    void stop(String channelId) {
        channel(channelId).job.ifPresent(job -> job.running = false);
    }

    /// Somebody uses the cycler by its own software.
    void startForeign(String channelId, double durationSecond) {
        Channel channel = channel(channelId);
        if (!channel.isEnergised()) {
            Job job = new Job(++lastJob, "by hand", 0, world.now);
            channel.job = Optional.of(job);
            world.after(durationSecond, () -> end(job));
        }
    }
}
