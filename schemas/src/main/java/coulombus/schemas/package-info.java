/// The contract between services: what travels through Kafka, and on which topics.
///
/// [coulombus.schemas.Topics] names every topic with its key, values and settings. The values are Avro records generated from
/// `src/main/avro`; each released version of a schema is kept under `src/main/avro-released` and found again by
/// [coulombus.schemas.SchemaCatalog]. Changes are fully compatible with every released version, both ways; a test holds this.
package coulombus.schemas;
