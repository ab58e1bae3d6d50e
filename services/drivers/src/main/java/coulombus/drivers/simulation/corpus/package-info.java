/// A labelled collection of simulated cells: what fails, when, how badly, and what disturbs the measurement. Detectors are tuned on one
/// set of nuisances and judged on another. Simulated: it shows that detectors do what they say, not what real cells do.
package coulombus.drivers.simulation.corpus;
