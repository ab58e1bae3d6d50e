package coulombus.core.measurement;

/// Every way in which measurements can be less than they seem.
public enum DataQualityKind {
    /// A row that could not be read; it is counted and left out.
    REJECTED_ROW,
    /// The last line of a file breaks off.
    TRUNCATED_LINE,
    /// The same measurement arrived again; it counted once.
    DUPLICATE_MEASUREMENT,
    /// Several measurements carry one test time. No charge is counted between them.
    DUPLICATE_TIME,
    /// Measurements are missing: a jump in their numbers, or a pause far longer than the recording rule.
    GAP,
    /// The test time went backwards and was repaired.
    TIME_REPAIRED,
    /// The test time went backwards for good; counting begins anew from there.
    TIME_RESET,
    /// The wall clock and the test time disagree.
    CLOCK_JUMP,
    /// The test time stood still while measurements went on.
    FROZEN_TEST_CLOCK,
    /// A measurement without a current in a run that has one.
    MISSING_CURRENT,
    /// The run has no current at all.
    CURRENT_ABSENT,
    /// The current was made from the device's charge counter.
    CURRENT_DERIVED,
    /// The current's last digit is coarse against the current itself; the device's counter is used for the charge.
    CURRENT_QUANTISED,
    /// Every current is zero: the column cannot show the currents of this cell.
    CURRENT_ALL_ZERO,
    /// The mean current of a minute is off what the step controls by more than 5 %.
    CURRENT_OFF_SET_POINT,
    /// The integral of the current and the device's counter differ by more than 0.5 % of the half-cycle.
    COUNTER_DISAGREES,
    /// The voltage repeats to the last digit under load.
    STUCK_SENSOR,
    /// A voltage no cell can have; the measurement does not enter metrics.
    IMPLAUSIBLE_VOLTAGE,
    /// Impedance measurements, which are not DC and are left out.
    IMPEDANCE_LEFT_OUT,
    /// The run begins inside a half-cycle.
    STARTS_MID_HALF_CYCLE,
    /// The test was suspended by a person or the device.
    SUSPENDED,
    /// A unit as printed cannot be right and was corrected.
    UNIT_CORRECTED,
    /// The vendor's numbers restarted or repeated and were continued.
    RECORD_NUMBER_RESTARTED,
    /// Anything else a person reading the file should know.
    NOTE
}
