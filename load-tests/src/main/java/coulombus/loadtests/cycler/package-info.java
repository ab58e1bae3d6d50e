/// The channel agent against a simulated cycler in another process: processor time, trips, catching up.
package coulombus.loadtests.cycler;
