package coulombus.drivers.bts.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import coulombus.drivers.bts.simulator.channel.RecordArchive;
import coulombus.drivers.bts.simulator.control.ControlServer;
import coulombus.drivers.bts.simulator.control.CyclerControl;
import coulombus.drivers.bts.simulator.machine.Machine;
import coulombus.drivers.bts.simulator.machine.MachineBuilder;
import coulombus.drivers.bts.simulator.machine.MachineThread;
import coulombus.drivers.bts.simulator.machine.VirtualClock;
import coulombus.drivers.bts.simulator.wire.BtsServer;

/// A simulated cycler that runs in this process: the machine's protocol on one loopback port, its control on another. Everything it
/// measures is SIMULATED.
public final class SimulatedCycler implements AutoCloseable {
    private static final String TEST_NUMBERS = "test-numbers";
    private static final String RECORDS = "records";
    private static final long PATIENCE_SECONDS = 20;

    private final Vertx vertx;
    private final RecordArchive archive;
    private final MachineThread machine;
    private final BtsServer server;
    private final CyclerControl control;
    private final ControlServer controlServer;

    private SimulatedCycler(Vertx vertx, RecordArchive archive, MachineThread machine, BtsServer server, CyclerControl control,
            ControlServer controlServer) {
        this.vertx = vertx;
        this.archive = archive;
        this.machine = machine;
        this.server = server;
        this.control = control;
        this.controlServer = controlServer;
    }

    /// Starts one; it answers when this returns. Blocks: not for an event loop.
    ///
    /// @throws IllegalStateException where a port is taken, with a sentence
    public static SimulatedCycler start(SimulatedCyclerConfig config) {
        SimulatedCyclerConfig.Storage storage = config.storage();
        try {
            Files.createDirectories(storage.data());
            Files.createDirectories(storage.stepFiles());
        } catch (IOException e) {
            throw new UncheckedIOException(storage.data() + ": cannot be made: " + e.getMessage(), e);
        }
        RecordArchive archive = new RecordArchive(storage.data().resolve(RECORDS + "-" + ProcessHandle.current().pid() + "-"
                + System.identityHashCode(config)), storage.memoryBytes());
        VirtualClock clock = new VirtualClock(config.begin() == null ? Instant.now() : config.begin(), config.zone());
        SimulatedCyclerConfig.Layout layout = config.layout();
        Machine machine = new MachineBuilder(clock, archive, config.cells().seed())
                .add(layout.devices(), layout.channels(), layout.firstDevice(), layout.range(), config.cells().set(),
                        config.cells().noise())
                .build(storage.stepFiles(), config.wire().zeroIsUnset(), storage.data().resolve(TEST_NUMBERS));
        MachineThread thread = new MachineThread(machine, config.speed(), System::nanoTime);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
        try {
            BtsServer server = BtsServer.start(vertx, thread, config.wire(), config.port());
            CyclerControl control = new CyclerControl(thread, server, config.cells().seed());
            ControlServer controlServer = ControlServer.start(vertx, control, config.controlPort());
            thread.start();
            return new SimulatedCycler(vertx, archive, thread, server, control, controlServer);
        } catch (RuntimeException e) {
            close(vertx, thread, archive);
            throw e;
        }
    }

    /// Of the machine's protocol.
    public int port() {
        return server.port();
    }

    /// Of the HTTP control.
    public int controlPort() {
        return controlServer.port();
    }

    /// The same control, in this process.
    public CyclerControl control() {
        return control;
    }

    @Override
    public void close() {
        close(vertx, machine, archive);
    }

    private static void close(Vertx vertx, MachineThread machine, RecordArchive archive) {
        try {
            vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the simulated cycler does not close its connections: " + e.getMessage(), e);
        } finally {
            machine.close();
            try {
                archive.close();
            } catch (IOException e) {
                throw new UncheckedIOException("the file of records cannot be closed: " + e.getMessage(), e);
            }
        }
    }
}
