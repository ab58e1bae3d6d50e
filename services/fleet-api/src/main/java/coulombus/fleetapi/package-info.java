/// What people look at: the fleet as topics tell it, over HTTP, WebSocket and as a web page.
///
/// Read [coulombus.fleetapi.TopicFeed] (topics in), [coulombus.fleetapi.FleetView] (what is known now) and
/// [coulombus.fleetapi.FleetApiService] (answers out). Nothing here changes the fleet.
package coulombus.fleetapi;
