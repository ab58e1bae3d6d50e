package coulombus.fleetapi;

/// A part of a run's trace, thinned for showing: parallel columns, sorted by test time, of which `size` entries hold.
///
/// Where several measurements fall together, up to four rows stand for them: the first, those with the least and the greatest voltage
/// at their times, with the least and the greatest current beside them, and the last. Nothing is ever averaged. A value the run
/// does not have is NaN.
///
/// @param size             rows
/// @param testTimeSecond   test time
/// @param voltageVolt      voltage
/// @param currentAmpere    current, positive charges
/// @param resolutionSecond widest time for which such rows may stand, in s; 0 where every row is a measurement
@SuppressWarnings("ArrayRecordComponent")
record TraceWindow(int size, double[] testTimeSecond, double[] voltageVolt, double[] currentAmpere, double resolutionSecond) {}
