/// Owns the life of alerts and their delivery: reads findings, runs, cells' health and channels' reports, writes the topic alerts, and tells
/// Alertmanager and webhooks what is there.
package coulombus.alertrouter;
