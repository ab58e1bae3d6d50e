/// The machine between wire and channels: its channels, its virtual clock, its test numbers, its thread.
package coulombus.drivers.bts.simulator.machine;
