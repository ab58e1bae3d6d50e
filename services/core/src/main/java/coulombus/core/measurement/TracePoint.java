package coulombus.core.measurement;

/// One point of a voltage and current trace that is shown as evidence.
public record TracePoint(double testTimeSecond, double voltageVolt, double currentAmpere) {}
