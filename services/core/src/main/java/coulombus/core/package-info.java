/// The domain of Coulombus as plain Java folds: an event goes in, new state and values come out. There is no clock, no I/O, no
/// logger and no framework here; time is a value carried by the measurements.
///
/// Read [coulombus.core.run.RunAnalysis] first: it is the whole of one run. Then [coulombus.core.halfcycle.HalfCycleAccumulator]
/// (measurements to half-cycles) and [coulombus.core.detection.CellWatch] (half-cycles to cycles, efficiencies and findings).
///
/// Absence is never `null` in a quantity: a quantity that is not known is NaN, and the type that carries it says why.
package coulombus.core;
