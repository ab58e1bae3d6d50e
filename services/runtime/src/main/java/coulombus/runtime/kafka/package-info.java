/// Plain Kafka clients with the properties that carry our guarantees set in code.
///
/// Start with [coulombus.runtime.kafka.KafkaSettings] and [coulombus.runtime.kafka.KafkaClients]. A consumer belongs to one thread
/// of its own, never to an event loop.
package coulombus.runtime.kafka;
