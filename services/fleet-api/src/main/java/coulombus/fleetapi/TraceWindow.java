package coulombus.fleetapi;

/// A part of a run's trace, thinned for showing: parallel columns, sorted by test time, of which `size` entries hold.
///
/// Where several measurements fall together, two rows stand for them and hold the least and the greatest voltage and current, in the
/// order in which the voltages came. Nothing is ever averaged. A value the run does not have is NaN.
///
/// @param size             rows
/// @param testTimeSecond   test time
/// @param voltageVolt      voltage
/// @param currentAmpere    current, positive charges
/// @param resolutionSecond widest time for which two rows may stand, in s; 0 where every row is a measurement
@SuppressWarnings("ArrayRecordComponent")
record TraceWindow(int size, double[] testTimeSecond, double[] voltageVolt, double[] currentAmpere, double resolutionSecond) {}
