package coulombus.core.planted;

/// Breaks: quantities in core carry their unit.
public record WithoutUnit(double voltage, int count, double currentAmpere) {}
