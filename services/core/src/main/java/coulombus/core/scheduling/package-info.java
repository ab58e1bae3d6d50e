/// Which waiting experiment starts where, and why the others wait: a pure function of what is known at a moment. No clock, no chance: the
/// same input gives the same result.
package coulombus.core.scheduling;
