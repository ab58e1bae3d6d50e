/// Proof of the detectors: labelled simulated cells through the core, what came out counted, with intervals, and written as a report.
package coulombus.app.benchmark;
