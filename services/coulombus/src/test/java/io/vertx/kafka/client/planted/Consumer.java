package io.vertx.kafka.client.planted;

/// Stands where the Vert.x client of Kafka would be; the real one is banned from the class path.
public final class Consumer {}
