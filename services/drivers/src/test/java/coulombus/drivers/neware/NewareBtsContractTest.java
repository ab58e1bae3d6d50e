package coulombus.drivers.neware;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import coulombus.drivers.CyclerDriver;
import coulombus.drivers.CyclerDriverContract;
import coulombus.drivers.StartOrder;

class NewareBtsContractTest extends CyclerDriverContract {
    @TempDir
    Path folder;
    private ScriptedBts bts;

    @BeforeEach
    void startServer() throws IOException {
        bts = new ScriptedBts("27-7-1-1", "27-7-1-2", "27-7-2-3");
        bts.channel("27-7-1-2").tests.put(31L, NewareFixture.endedTest());
    }

    @AfterEach
    void stopServer() throws IOException {
        bts.close();
    }

    @Override
    protected CyclerDriver driver(boolean control) {
        return control ? NewareFixture.controller(bts, folder) : NewareFixture.observer(bts, "pageSize", "17");
    }

    @Override
    protected String finishedChannel() {
        return "bts-1/27-7-1-2";
    }

    @Override
    protected String freeChannel() {
        return "bts-1/27-7-2-3";
    }

    @Override
    protected StartOrder order(String label) {
        return new StartOrder(freeChannel(), label, NewareFixture.protocol());
    }

    @Override
    protected void breakConnection() {
        bts.once("inquire", ScriptedBts.Fault.cutAfter(40));
    }
}
