/// The wire of the simulated cycler: requests and replies of the BTS 8 TCP interface, byte for byte, and the TCP server.
package coulombus.drivers.bts.simulator.wire;
