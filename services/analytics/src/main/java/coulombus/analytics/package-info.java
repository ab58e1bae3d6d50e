/// Owns what is known of each running cell: measurements in, half-cycles, cycles, health and findings out, exactly once.
///
/// [coulombus.analytics.RunProcessor] is the way of a record; all computing is in [coulombus.core.run.RunAnalysis].
package coulombus.analytics;
