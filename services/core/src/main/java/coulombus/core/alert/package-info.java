/// The life of an alert: findings, trips and faults of the measurement in, one alert for each kind and run out, with who took it and how it
/// ended. Nothing here sends anything and nothing knows the time.
package coulombus.core.alert;
