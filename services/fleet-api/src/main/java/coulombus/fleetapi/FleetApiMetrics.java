package coulombus.fleetapi;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/// Every metric of the fleet API. Tags come from closed sets; no channel, cell or run is ever a tag.
final class FleetApiMetrics {
    private final MeterRegistry registry;
    private final Timer requests;
    private final Counter refused;
    private final Counter slowClients;
    private final Counter logins;
    private final Counter denied;
    private final Counter records;
    private final Counter unreadable;

    FleetApiMetrics(MeterRegistry registry) {
        this.registry = registry;
        requests = Timer.builder("coulombus.api.requests").description("Requests answered, and how long that took").register(registry);
        refused = Counter.builder("coulombus.api.requests.refused").description("Requests answered with 400 to 499").register(registry);
        slowClients = Counter.builder("coulombus.api.live.clients.dropped").description("Pages dropped because they did not keep up")
                .register(registry);
        logins = Counter.builder("coulombus.api.logins").description("Login links used").register(registry);
        denied = Counter.builder("coulombus.api.requests.denied").description("Changes denied and tokens refused").register(registry);
        records = Counter.builder("coulombus.view.records").description("Records read from topics").register(registry);
        unreadable = Counter.builder("coulombus.view.records.unreadable").description("Records that could not be read and were left out")
                .register(registry);
    }

    void watch(FleetView view) {
        Gauge.builder("coulombus.view.channels", view, FleetView::channelCount).description("Channels heard of").register(registry);
        Gauge.builder("coulombus.view.runs", view, FleetView::runCount).description("Runs held").register(registry);
        FunctionCounter.builder("coulombus.view.measurements", view, FleetView::measurementCount)
                .description("Measurements counted, each once").register(registry);
        FunctionCounter.builder("coulombus.view.measurements.duplicate", view, FleetView::duplicateCount)
                .description("Measurements that came again and were left out").register(registry);
    }

    void watch(LiveFeed live) {
        Gauge.builder("coulombus.api.live.clients", live, LiveFeed::clientCount).description("Open pages").register(registry);
    }

    void watch(TopicFeed feed) {
        Gauge.builder("coulombus.view.lag", feed, TopicFeed::lag).description("Records not yet in the view").baseUnit("records")
                .register(registry);
    }

    void recordRead() {
        records.increment();
    }

    void recordUnreadable() {
        unreadable.increment();
    }

    void answered(int status, long nanos) {
        requests.record(nanos, TimeUnit.NANOSECONDS);
        if (status >= 400 && status < 500) {
            refused.increment();
        }
    }

    void slowClientDropped() {
        slowClients.increment();
    }

    void denied() {
        denied.increment();
    }

    void loggedIn() {
        logins.increment();
    }
}
