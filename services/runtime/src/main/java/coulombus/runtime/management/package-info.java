/// What an operator asks a process: is it alive, is it ready, how does it do. [coulombus.runtime.management.ManagementServer] answers
/// on a port of its own, which gives nothing away and takes no orders.
package coulombus.runtime.management;
