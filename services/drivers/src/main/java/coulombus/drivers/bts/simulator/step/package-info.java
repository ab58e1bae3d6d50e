/// Step files of the simulated cycler: read, checked, and turned into a program.
package coulombus.drivers.bts.simulator.step;
