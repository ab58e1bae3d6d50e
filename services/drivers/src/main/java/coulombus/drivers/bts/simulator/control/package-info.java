/// What a test or a person does to the simulated cycler beside its protocol: mount cells, order faults, set its speed, ask for the truth.
package coulombus.drivers.bts.simulator.control;
