/// What one channel of the simulated cycler does: a step file executed on a cell, from event to event in virtual time, and what is
/// stored of it. Nothing here knows a clock, a thread or the wire. One tick is 100 ms.
package coulombus.drivers.bts.simulator.channel;
