/// How fast a filled topic is drained: analytics as it ships, a consumer that only decodes, and a Kafka Streams application written
/// without a second thought (one measurement a record, state through a store each time), in one run on one machine.
///
/// [coulombus.loadtests.drain.DrainBenchmark] starts the broker, fills the topics and runs each engine in a process of its own.
package coulombus.loadtests.drain;
