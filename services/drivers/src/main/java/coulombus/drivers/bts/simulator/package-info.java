/// A machine that looks like a Neware BTS 8 cycler on the wire and tests simulated cells: [SimulatedCycler] starts one. Everything it
/// measures is SIMULATED. What it imitates and what it is not: `docs/reference/simulated-cycler.md`.
package coulombus.drivers.bts.simulator;
