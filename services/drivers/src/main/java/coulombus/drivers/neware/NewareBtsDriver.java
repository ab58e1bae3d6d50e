package coulombus.drivers.neware;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import coulombus.drivers.ChannelStatus;
import coulombus.drivers.CyclerDescription;
import coulombus.drivers.CyclerDescription.ChannelDescription;
import coulombus.drivers.CyclerDescription.OfflineBehaviour;
import coulombus.drivers.CyclerDriver;
import coulombus.drivers.DeviceJob;
import coulombus.drivers.JobReader;
import coulombus.drivers.ReadPosition;
import coulombus.drivers.StartAnswer;
import coulombus.drivers.StartOrder;

/// Cyclers behind one Neware BTS Client. States and values of all channels come with one inquiry each; measurements come from the
/// database of the cycler's PC, test by test, record by record, in full precision.
///
/// One thread owns it; one request is under way at a time.
final class NewareBtsDriver implements CyclerDriver {
    /// Requests of the longest call: connect, login, and those of a start with its confirmation.
    private static final int MOST_ANSWERS_IN_A_CALL = 8;

    private final String cyclerName;
    private final boolean control;
    private final NewareSettings settings;
    private final InstantSource clock;
    private final BtsClient client;
    private final Map<String, ChannelAddress> channels = new LinkedHashMap<>();
    private final Map<ChannelAddress, TestCount> newest = new HashMap<>();
    private String clientVersion = "";
    private long polls;

    NewareBtsDriver(String cyclerName, boolean control, NewareSettings settings, InstantSource clock) {
        this.cyclerName = cyclerName;
        this.control = control;
        this.settings = settings;
        this.clock = clock;
        this.client = new BtsClient(settings, cyclerName);
    }

    @Override
    public CyclerDescription describe() throws IOException {
        takeInventory();
        List<ChannelDescription> descriptions = new ArrayList<>();
        channels.forEach((id, channel) -> descriptions.add(new ChannelDescription(id, channel.position(), settings.range().minVoltageVolt(),
                settings.range().maxVoltageVolt(), settings.range().maxCurrentAmpere(), Double.NaN, Double.NaN)));
        String models = String.join(", ", channels.values().stream().map(ChannelAddress::model).distinct().toList());
        String device = "Neware " + models + (clientVersion.isEmpty() ? "" : ", " + clientVersion);
        double longest = MOST_ANSWERS_IN_A_CALL * (settings.answerSecond() + settings.pauseSecond()) + settings.confirmSecond();
        // What it does while nobody talks to it stands in no public document; limits are in the step file, and no command reads them back.
        return new CyclerDescription(device, settings.source(), control, true, false, true, OfflineBehaviour.UNKNOWN, longest,
                descriptions);
    }

    private void takeInventory() throws IOException {
        Inventory inventory = client.inventory();
        clientVersion = inventory.client();
        channels.clear();
        inventory.channels().forEach(channel -> channels.put(cyclerName + "/" + channel.key(), channel));
        newest.keySet().retainAll(channels.values());
    }

    @Override
    public List<ChannelStatus> poll() throws IOException {
        requireInventory();
        List<ChannelAddress> all = List.copyOf(channels.values());
        List<Latest> latest = new ArrayList<>(client.latest(all));
        List<TestCount> counts = client.newest(all);
        List<Integer> again = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            TestCount before = newest.get(all.get(i));
            if (before == null || before.test() != counts.get(i).test()) {
                again.add(i);
            }
        }
        // A test that began between the two answers must not be told with the state and label of the one before.
        if (!again.isEmpty()) {
            List<Latest> fresh = client.latest(again.stream().map(all::get).toList());
            for (int k = 0; k < again.size(); k++) {
                latest.set(again.get(k), fresh.get(k));
            }
        }
        askForMissingStates(all, latest);
        polls++;
        List<ChannelStatus> statuses = new ArrayList<>();
        int i = 0;
        for (Map.Entry<String, ChannelAddress> channel : channels.entrySet()) {
            newest.put(channel.getValue(), counts.get(i));
            statuses.add(status(channel.getKey(), latest.get(i), counts.get(i)));
            i++;
        }
        return statuses;
    }

    private void askForMissingStates(List<ChannelAddress> all, List<Latest> latest) throws IOException {
        List<Integer> stateless = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (latest.get(i).workState().isEmpty()) {
                stateless.add(i);
            }
        }
        if (!stateless.isEmpty()) {
            List<String> states = client.states(stateless.stream().map(all::get).toList());
            for (int k = 0; k < stateless.size(); k++) {
                latest.set(stateless.get(k), latest.get(stateless.get(k)).withWorkState(states.get(k)));
            }
        }
    }

    private static ChannelStatus status(String channelId, Latest latest, TestCount count) {
        boolean everRan = count.test() > 0;
        return new ChannelStatus(channelId, WorkState.of(latest, everRan),
                everRan ? Optional.of(new DeviceJob(Long.toString(count.test()))) : Optional.empty(), latest.barcode(), latest.step(),
                everRan ? count.records() : -1, latest.voltageVolt(), latest.currentAmpere(), latest.temperatureCelsius());
    }

    @Override
    public JobReader open(String channelId, DeviceJob job, Optional<ReadPosition> from) throws IOException {
        ChannelAddress channel = channel(channelId);
        long test;
        try {
            test = Long.parseLong(job.id());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("job: must be the number of a test; was " + job.id(), e);
        }
        BtsTestReader reader = new BtsTestReader(client, settings, channel, test, clock::instant, () -> Optional
                .ofNullable(newest.get(channel)).map(count -> new BtsTestReader.Seen(polls, count)));
        if (from.isPresent()) {
            reader.resume(from.get());
        }
        return reader;
    }

    @Override
    public StartAnswer start(StartOrder order) throws IOException {
        requireControl("start a test");
        ChannelAddress channel = channel(order.channelId());
        NewareSettings.StepFileFolder folder = settings.stepFiles()
                .orElseThrow(() -> new IllegalStateException("stepFileFolder is required in control mode"));
        return new TestStart(client, new StepFiles(folder, settings.zone()), settings.confirmSecond()).start(channel, order,
                clock.instant());
    }

    @Override
    public boolean stop(String channelId) throws IOException {
        requireControl("stop a test");
        return client.stop(channel(channelId));
    }

    @Override
    public boolean pause(String channelId) throws IOException {
        requireControl("pause a test");
        return client.pause(channel(channelId));
    }

    @Override
    public boolean resume(String channelId) throws IOException {
        requireControl("go on with a test");
        return client.resume(channel(channelId));
    }

    @Override
    public boolean clearAlarm(String channelId) throws IOException {
        requireControl("clear an alarm");
        return client.clearFlag(channel(channelId));
    }

    private void requireControl(String what) {
        if (!control) {
            throw new UnsupportedOperationException(cyclerName + " is only observed: the driver may not " + what);
        }
    }

    private ChannelAddress channel(String channelId) throws IOException {
        requireInventory();
        ChannelAddress channel = channels.get(channelId);
        if (channel == null) {
            throw new IOException(client.name() + " has no channel " + channelId);
        }
        return channel;
    }

    private void requireInventory() throws IOException {
        if (channels.isEmpty()) {
            takeInventory();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
