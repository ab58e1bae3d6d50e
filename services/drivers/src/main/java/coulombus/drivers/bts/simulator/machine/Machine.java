package coulombus.drivers.bts.simulator.machine;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

import coulombus.drivers.bts.simulator.channel.ChannelAddress;
import coulombus.drivers.bts.simulator.channel.SimulatedChannel;
import coulombus.drivers.bts.simulator.step.StepFileException;
import coulombus.drivers.bts.simulator.step.StepProgram;

/// All channels of the simulated cycler, and what they share. One thread owns it: [MachineThread].
public final class Machine {
    /// The address that devices give for the database's server.
    public static final String IP = "127.0.0.1";
    /// BTS85.
    public static final int DEVTYPE = 27;

    private final VirtualClock clock;
    private final Map<ChannelAddress, SimulatedChannel> channels = new LinkedHashMap<>();
    private final StepFiles stepFiles;
    private final TestNumbers testNumbers;

    Machine(VirtualClock clock, Collection<SimulatedChannel> channels, StepFiles stepFiles, TestNumbers testNumbers) {
        this.clock = clock;
        this.stepFiles = stepFiles;
        this.testNumbers = testNumbers;
        channels.stream().sorted((a, b) -> a.address().compareTo(b.address())).forEach(c -> this.channels.put(c.address(), c));
    }

    public VirtualClock clock() {
        return clock;
    }

    public long now() {
        return clock.nowTick();
    }

    /// In the order of their addresses.
    public Collection<SimulatedChannel> channels() {
        return channels.values();
    }

    /// The channel there, or null.
    public SimulatedChannel channel(ChannelAddress address) {
        return channels.get(address);
    }

    /// Device numbers in use.
    public SortedSet<Integer> devices() {
        return new java.util.TreeSet<>(channels.keySet().stream().map(ChannelAddress::devid).toList());
    }

    /// Starts a test.
    ///
    /// @param path as on the machine's PC
    /// @return why it does not begin, empty where it does
    public Optional<String> start(SimulatedChannel channel, String path, String barcode) {
        StepProgram program;
        try {
            program = stepFiles.read(path);
        } catch (StepFileException e) {
            return channel.refuse(path, barcode, now(), e.getMessage());
        }
        return channel.start(program, path, barcode, now(), () -> testNumbers.next(channel.address().devid()));
    }

    /// Replaces the step file of a running test.
    ///
    /// @return false where it cannot be
    public boolean replace(SimulatedChannel channel, String path) {
        try {
            return channel.replace(stepFiles.read(path), now());
        } catch (StepFileException e) {
            return false;
        }
    }

    /// Test numbers begin with 1 again.
    public void rollOverTestNumbers() {
        testNumbers.rollOver();
    }

    /// Records written by all channels so far.
    public long recordCount() {
        return channels.values().stream().map(SimulatedChannel::tests).flatMap(List::stream).mapToLong(t -> t.records().size()).sum();
    }
}
