/// Owns channels: reads them through their drivers and publishes every measurement, with the run's start before and its end after.
///
/// [coulombus.channelagent.ChannelLoop] is one channel; read its `run`.
package coulombus.channelagent;
