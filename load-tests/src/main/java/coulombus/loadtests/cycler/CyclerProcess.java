package coulombus.loadtests.cycler;

import java.nio.file.Path;
import java.time.ZoneId;

import coulombus.drivers.bts.simulator.SimulatedCycler;
import coulombus.drivers.bts.simulator.SimulatedCyclerConfig;
import coulombus.drivers.bts.simulator.machine.Speed;

/// The simulated cycler in a process of its own, in real time: prints its ports, and ends with its standard input.
public final class CyclerProcess {
    private CyclerProcess() {}

    public static void main(String[] arguments) throws Exception {
        SimulatedCyclerConfig config = SimulatedCyclerConfig.DEFAULTS.with(SimulatedCyclerConfig.Storage.in(Path.of(arguments[0])))
                .withChannels(Integer.parseInt(arguments[1])).with(new Speed.Times(1)).withTime(null, ZoneId.of("UTC"));
        try (SimulatedCycler cycler = SimulatedCycler.start(config)) {
            System.out.println(cycler.port());
            System.out.println(cycler.controlPort());
            System.out.flush();
            while (System.in.read() >= 0) {
                // Until the parent closes the pipe, or ends.
            }
        }
    }
}
