package coulombus.runtime.broker;

import java.nio.file.Path;

import coulombus.schemas.ServiceRole;
import coulombus.schemas.Topics;

/// A broker in a process of its own that writes one record, says so, and waits to be killed.
final class BrokerProcess {
    static final String WRITTEN = "acknowledged by the broker";

    private BrokerProcess() {}

    public static void main(String[] args) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(Path.of(args[0])));
        EmbeddedBrokerIT.write(broker, ServiceRole.CHANNEL_AGENT, Topics.MEASUREMENTS, "A1", "acknowledged");
        System.out.println(WRITTEN);
        Thread.currentThread().join();
    }
}
