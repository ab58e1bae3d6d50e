package coulombus.loadtests.drain;

import java.nio.file.Path;

import coulombus.runtime.broker.BrokerSettings;
import coulombus.runtime.broker.EmbeddedBroker;
import coulombus.schemas.ServiceRole;

/// The broker in a process of its own: prints where it is, and ends with its standard input.
public final class BrokerProcess {
    private BrokerProcess() {}

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(Path.of(arguments[0])))) {
            System.out.println(broker.bootstrap());
            for (ServiceRole role : new ServiceRole[]{ ServiceRole.ADMIN, ServiceRole.ANALYTICS }) {
                System.out.println(broker.credentialsFile(role));
            }
            System.out.flush();
            while (System.in.read() >= 0) {
                // Until the parent closes the pipe, or ends.
            }
        }
    }
}
