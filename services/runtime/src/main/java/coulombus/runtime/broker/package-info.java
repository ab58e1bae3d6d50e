/// A real single-node Kafka in this process, for those who have none: [coulombus.runtime.broker.EmbeddedBroker].
package coulombus.runtime.broker;
