package coulombus.runtime.launch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.runtime.management.HealthCheck;

/// Services that were started in an order and are closed in the reverse of it.
public final class RunningServices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningServices.class);

    private final List<Service> services;
    private final Deque<Service> toClose = new ArrayDeque<>();

    private RunningServices(List<? extends Service> services) {
        this.services = List.copyOf(services);
    }

    /// Starts one after the other. Where one fails, it and those before it are closed in reverse and the failure is thrown; what goes
    /// wrong while closing is attached to it.
    public static RunningServices start(List<? extends Service> services) throws Exception {
        RunningServices running = new RunningServices(services);
        for (Service service : services) {
            running.toClose.push(service);
            try {
                service.start();
                LOG.atInfo().addKeyValue("service", service.name()).log("service started");
            } catch (Exception | Error e) {
                try {
                    running.close();
                } catch (Exception whileClosing) {
                    e.addSuppressed(whileClosing);
                }
                throw e;
            }
        }
        return running;
    }

    /// Of all services.
    public List<HealthCheck> healthChecks() {
        return services.stream().flatMap(s -> s.healthChecks().stream()).toList();
    }

    /// Closes every service, also after one that could not be closed, whose failure is then thrown.
    @Override
    public void close() throws Exception {
        Exception first = null;
        while (!toClose.isEmpty()) {
            Service service = toClose.pop();
            try {
                service.close();
                LOG.atInfo().addKeyValue("service", service.name()).log("service stopped");
            } catch (Exception e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
