package coulombus.drivers.bts.simulator;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

import coulombus.drivers.bts.simulator.channel.ChannelRange;
import coulombus.drivers.bts.simulator.machine.CellCatalogue;
import coulombus.drivers.bts.simulator.machine.Speed;
import coulombus.drivers.bts.simulator.wire.WireOptions;

/// What a simulated cycler is. Begin with [#DEFAULTS] and change what is to be different.
///
/// @param port        of the machine's protocol on the loopback address, 0 for any free one
/// @param controlPort of the HTTP control on the loopback address, 0 for any free one
/// @param layout      devices and channels
/// @param speed       how fast its time goes
/// @param begin       its date when it is switched on; null for the date of the start
/// @param zone        of the dates it writes
/// @param cells       what is mounted
/// @param wire        how it behaves on the wire
/// @param storage     where it reads and keeps files
public record SimulatedCyclerConfig(int port, int controlPort, Layout layout, Speed speed, Instant begin, ZoneId zone, Cells cells,
        WireOptions wire, Storage storage) {
    private static final int HIGHEST_PORT = 65_535;

    /// Free ports, one device of eight channels, real time, healthy symmetric cells, files in the working folder's `simulated-cycler`.
    public static final SimulatedCyclerConfig DEFAULTS = new SimulatedCyclerConfig(0, 0, Layout.DEFAULTS, new Speed.Times(1), null,
            ZoneId.systemDefault(), Cells.DEFAULTS, WireOptions.DEFAULTS, Storage.DEFAULTS);

    public SimulatedCyclerConfig {
        requirePort("port", port);
        requirePort("controlPort", controlPort);
        Objects.requireNonNull(layout, "layout");
        Objects.requireNonNull(speed, "speed");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(cells, "cells");
        Objects.requireNonNull(wire, "wire");
        Objects.requireNonNull(storage, "storage");
    }

    private static void requirePort(String path, int port) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(path + ": must be 0 to " + HIGHEST_PORT + "; was " + port);
        }
    }

    /// Devices are numbered from `firstDevice`; each has sub-devices of eight channels, the last one maybe fewer.
    ///
    /// @param channels of all devices together
    /// @param range    what each channel gives at most
    public record Layout(int devices, int channels, int firstDevice, ChannelRange range) {
        static final Layout DEFAULTS = new Layout(1, 8, 1, new ChannelRange(5, 0.1));
        private static final int MOST_CHANNELS = 100_000;

        public Layout {
            if (devices < 1 || channels < devices || channels > MOST_CHANNELS || firstDevice < 1) {
                throw new IllegalArgumentException("layout: needs at least one device, one channel a device, at most " + MOST_CHANNELS
                        + " channels and a first device from 1; were " + devices + ", " + channels + ", " + firstDevice);
            }
            Objects.requireNonNull(range, "layout.range");
        }
    }

    /// @param seed  of the whole fleet: the same one gives the same measurements
    /// @param set   name of the cell on every channel, one of [CellCatalogue#names()]
    /// @param noise false for an instrument that reads what is there
    public record Cells(long seed, String set, boolean noise) {
        static final Cells DEFAULTS = new Cells(1, "SYM_HEALTHY", true);

        public Cells { CellCatalogue.cell(set, seed); }
    }

    /// @param data        folder for the numbers of tests and for records that do not fit into memory
    /// @param stepFiles   folder in which step files with Windows paths are looked for
    /// @param memoryBytes how much of the heap records may take before they go to the disk
    public record Storage(Path data, Path stepFiles, long memoryBytes) {
        static final Storage DEFAULTS = in(Path.of("simulated-cycler"));

        public Storage {
            Objects.requireNonNull(data, "storage.data");
            Objects.requireNonNull(stepFiles, "storage.stepFiles");
            if (memoryBytes < 0) {
                throw new IllegalArgumentException("storage.memoryBytes: must be 0 or more; was " + memoryBytes);
            }
        }

        /// Everything below one folder, step files in `steps`, 256 MB of records in memory.
        public static Storage in(Path folder) {
            return new Storage(folder, folder.resolve("steps"), 256L << 20);
        }
    }

    public SimulatedCyclerConfig withPorts(int ofProtocol, int ofControl) {
        return new SimulatedCyclerConfig(ofProtocol, ofControl, layout, speed, begin, zone, cells, wire, storage);
    }

    /// One device.
    public SimulatedCyclerConfig withChannels(int channels) {
        return with(new Layout(1, channels, layout.firstDevice(), layout.range()));
    }

    public SimulatedCyclerConfig with(Layout other) {
        return new SimulatedCyclerConfig(port, controlPort, other, speed, begin, zone, cells, wire, storage);
    }

    public SimulatedCyclerConfig with(Speed other) {
        return new SimulatedCyclerConfig(port, controlPort, layout, other, begin, zone, cells, wire, storage);
    }

    public SimulatedCyclerConfig withTime(Instant switchedOn, ZoneId ofDates) {
        return new SimulatedCyclerConfig(port, controlPort, layout, speed, switchedOn, ofDates, cells, wire, storage);
    }

    public SimulatedCyclerConfig with(Cells other) {
        return new SimulatedCyclerConfig(port, controlPort, layout, speed, begin, zone, other, wire, storage);
    }

    public SimulatedCyclerConfig with(WireOptions other) {
        return new SimulatedCyclerConfig(port, controlPort, layout, speed, begin, zone, cells, other, storage);
    }

    public SimulatedCyclerConfig with(Storage other) {
        return new SimulatedCyclerConfig(port, controlPort, layout, speed, begin, zone, cells, wire, other);
    }
}
