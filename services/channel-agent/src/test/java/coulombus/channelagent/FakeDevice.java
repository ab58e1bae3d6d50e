package coulombus.channelagent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import coulombus.core.cell.Source;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunEnd;
import coulombus.drivers.ChannelStatus;
import coulombus.drivers.CyclerDescription;
import coulombus.drivers.CyclerDescription.ChannelDescription;
import coulombus.drivers.CyclerDriver;
import coulombus.drivers.DeviceJob;
import coulombus.drivers.DeviceState;
import coulombus.drivers.JobReader;
import coulombus.drivers.ReadPosition;
import coulombus.drivers.StartAnswer;
import coulombus.drivers.StartOrder;

/// A cycler in memory that outlives every agent and knows the truth: who was energised, how often, and what was measured.
final class FakeDevice {
    final Map<String, Chan> channels = new LinkedHashMap<>();
    /// Times a start came while a job ran.
    int startsWhileEnergised;
    final Map<String, Integer> startsByLabel = new HashMap<>();
    int stops;
    int pauses;
    /// Whether it can pause at all, and whether it takes a pause.
    boolean canPause = true;
    boolean takesPauses = true;
    private int lastJob;

    /// A test on a channel.
    static final class Job {
        final String id;
        final String label;
        final List<Double> voltsMeasured = new ArrayList<>();
        DeviceState state = new DeviceState.Running();

        Job(String id, String label) {
            this.id = id;
            this.label = label;
        }

        boolean isRunning() {
            return state instanceof DeviceState.Running;
        }

        boolean isHeldOrRunning() {
            return isRunning() || state instanceof DeviceState.Paused;
        }
    }

    /// A channel.
    static final class Chan {
        final String id;
        final List<Job> jobs = new ArrayList<>();
        double volt = 1.5;
        double ampere = 0.001;
        double celsius = Double.NaN;
        int step = 1;

        Chan(String id) {
            this.id = id;
        }

        Optional<Job> job() {
            return jobs.isEmpty() ? Optional.empty() : Optional.of(jobs.getLast());
        }
    }

    FakeDevice(String cycler, int count) {
        for (int i = 1; i <= count; i++) {
            String id = cycler + "/" + i;
            channels.put(id, new Chan(id));
        }
    }

    Chan channel(String id) {
        return channels.get(id);
    }

    Job begin(String channelId, String label) {
        Chan channel = channel(channelId);
        if (channel.job().filter(Job::isRunning).isPresent()) {
            startsWhileEnergised++;
        }
        startsByLabel.merge(label, 1, Integer::sum);
        Job job = new Job("job-" + ++lastJob, label);
        channel.jobs.add(job);
        return job;
    }

    /// Every running job takes so many measurements.
    void measure(int count) {
        for (Chan channel : channels.values()) {
            channel.job().filter(Job::isRunning).ifPresent(job -> {
                for (int i = 0; i < count; i++) {
                    job.voltsMeasured.add(channel.volt);
                }
            });
        }
    }

    void end(String channelId, DeviceState.JobEnd how) {
        channel(channelId).job().filter(Job::isHeldOrRunning).ifPresent(job -> job.state = new DeviceState.Idle(Optional.of(how)));
    }

    /// A driver as one process of an agent has it.
    CyclerDriver driver(boolean control, Trouble trouble) {
        return new Driver(control, trouble);
    }

    /// What goes wrong around a call to the device.
    interface Trouble {
        Trouble NONE = new Trouble() {
        };

        default void before(String call) throws IOException {}

        default void after(String call) throws IOException {}

        /// True where a start is carried out and its answer lost.
        default boolean losesStartAnswer() {
            return false;
        }
    }

    private final class Driver implements CyclerDriver {
        private final boolean control;
        private final Trouble trouble;

        Driver(boolean control, Trouble trouble) {
            this.control = control;
            this.trouble = trouble;
        }

        @Override
        public CyclerDescription describe() throws IOException {
            trouble.before("describe");
            return new CyclerDescription("fake", Source.SIMULATED, control, false, false, canPause,
                    CyclerDescription.OfflineBehaviour.CONTINUES_AND_KEEPS_DATA, 1,
                    channels.keySet().stream()
                            .map(id -> new ChannelDescription(id, id.substring(id.indexOf('/') + 1), -5, 5, 0.1, 1e-4, 1e-6))
                            .toList());
        }

        @Override
        public List<ChannelStatus> poll() throws IOException {
            trouble.before("poll");
            List<ChannelStatus> all = new ArrayList<>();
            for (Chan channel : channels.values()) {
                Optional<Job> job = channel.job();
                boolean running = job.filter(Job::isRunning).isPresent();
                all.add(new ChannelStatus(channel.id, job.map(known -> known.state).orElse(new DeviceState.Idle(Optional.empty())),
                        job.map(known -> new DeviceJob(known.id)), job.map(known -> known.label).orElse(""),
                        running ? "1/" + channel.step : "",
                        job.map(known -> (long) known.voltsMeasured.size()).orElse(0L), channel.volt, running ? channel.ampere : 0,
                        channel.celsius));
            }
            trouble.after("poll");
            return all;
        }

        @Override
        public JobReader open(String channelId, DeviceJob job, Optional<ReadPosition> from) throws IOException {
            trouble.before("open");
            Job found = channel(channelId).jobs.stream().filter(known -> known.id.equals(job.id())).findFirst()
                    .orElseThrow(() -> new IOException("there is no job " + job.id() + " on " + channelId));
            return new Reader(found, from.map(ReadPosition::lastSeq).orElse(0L), channel(channelId), trouble);
        }

        @Override
        public StartAnswer start(StartOrder order) throws IOException {
            if (!control) {
                throw new UnsupportedOperationException("observed only");
            }
            trouble.before("start");
            if (channel(order.channelId()).job().filter(Job::isHeldOrRunning).isPresent()) {
                startsWhileEnergised++;
                return new StartAnswer.Refused("busy");
            }
            Job job = begin(order.channelId(), order.label());
            trouble.after("start");
            return trouble.losesStartAnswer() ? new StartAnswer.Unsure("lost") : new StartAnswer.Started(new DeviceJob(job.id));
        }

        @Override
        public boolean stop(String channelId) throws IOException {
            if (!control) {
                throw new UnsupportedOperationException("observed only");
            }
            trouble.before("stop");
            stops++;
            end(channelId, DeviceState.JobEnd.STOPPED);
            trouble.after("stop");
            return true;
        }

        @Override
        public boolean pause(String channelId) throws IOException {
            trouble.before("pause");
            pauses++;
            Optional<Job> running = channel(channelId).job().filter(Job::isRunning).filter(job -> takesPauses);
            running.ifPresent(job -> job.state = new DeviceState.Paused());
            trouble.after("pause");
            return running.isPresent();
        }

        @Override
        public boolean resume(String channelId) throws IOException {
            trouble.before("resume");
            Optional<Job> paused = channel(channelId).job().filter(job -> job.state instanceof DeviceState.Paused);
            paused.ifPresent(job -> job.state = new DeviceState.Running());
            trouble.after("resume");
            return paused.isPresent();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private static final class Reader implements JobReader {
        private final Job job;
        private final Chan channel;
        private final Trouble trouble;
        private long lastSeq;

        Reader(Job job, long lastSeq, Chan channel, Trouble trouble) {
            this.job = job;
            this.lastSeq = lastSeq;
            this.channel = channel;
            this.trouble = trouble;
        }

        @Override
        public Reading read(MeasurementBatch into, int limit) throws IOException {
            trouble.before("read");
            int count = (int) Math.min(limit, job.voltsMeasured.size() - lastSeq);
            into.clear(lastSeq + 1);
            for (int i = 0; i < count; i++) {
                int row = into.addRow();
                into.setTestTimeSecond(row, into.seq(row));
                into.setVoltageVolt(row, job.voltsMeasured.get((int) lastSeq + i));
                into.setCurrentAmpere(row, channel.ampere);
                into.setTemperatureCelsius(row, channel.celsius);
            }
            lastSeq += count;
            trouble.after("read");
            if (count > 0) {
                return new Reading.Measured(count);
            }
            return job.state instanceof DeviceState.Idle(Optional<DeviceState.JobEnd> how)
                    ? new Reading.Ended(how.orElseThrow() == DeviceState.JobEnd.COMPLETED ? RunEnd.COMPLETED : RunEnd.STOPPED)
                    : job.isHeldOrRunning() ? new Reading.Waiting() : new Reading.Ended(RunEnd.STOPPED);
        }

        @Override
        public InstrumentFacts instrument() {
            return InstrumentFacts.of("fake");
        }

        @Override
        public ReadPosition position() {
            return new ReadPosition(lastSeq, new byte[]{ 7 });
        }

        @Override
        public List<DataQuality> dataQuality() {
            return List.of();
        }

        @Override
        public double progressFraction() {
            return Double.NaN;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
