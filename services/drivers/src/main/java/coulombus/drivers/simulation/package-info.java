/// The physics behind simulated cyclers: cells, what an instrument adds, and a test that runs in the caller's thread. Plain Java, no
/// clock, no input or output; the same seed gives the same measurements. Equations and what they are calibrated to:
/// `docs/concepts/simulated-cells.md`.
package coulombus.drivers.simulation;
