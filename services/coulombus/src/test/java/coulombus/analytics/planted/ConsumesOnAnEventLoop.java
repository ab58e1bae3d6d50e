package coulombus.analytics.planted;

import io.vertx.kafka.client.planted.Consumer;

/// Breaks: nobody uses the Vert.x client of Kafka.
public final class ConsumesOnAnEventLoop {
    Consumer consumer;
}
