package coulombus.core.halfcycle;

import java.util.Objects;

import coulombus.core.measurement.MeasurementBatch;

/// A maximal run of one direction of current, with the rests inside it: what one electrode did in one go.
///
/// A quantity that could not be had is NaN; [#whyAbsent] says why. Voltages are terminal voltages with their sign.
///
/// @param number                     1 for the first half-cycle of the run
/// @param direction                  CHARGE is positive current
/// @param phase                      plating or stripping where the cell kind defines it
/// @param firstSeq                   number of the first measurement of the half-cycle
/// @param lastSeq                    number of the last measurement under current
/// @param measurementCount           measurements under current
/// @param startTestTimeSecond        when the current began
/// @param endTestTimeSecond          when the current last flowed
/// @param vendorCycleCount           the vendor's cycle number where the half-cycle began, or -1
/// @param capacityAh                 charge passed, 0 or more, on the basis said
/// @param chargeBasis                what `capacityAh` rests on
/// @param integralAh                 trapezoidal integral of the current, or NaN
/// @param counterAh                  the device's own counter over the half-cycle, or NaN
/// @param energyWh                   chargeWeightedVoltageVolt times capacityAh, with the sign of the voltage
/// @param meanVoltageVolt            time-weighted mean under current
/// @param chargeWeightedVoltageVolt  mean voltage weighted by charge
/// @param plateauVoltageVolt         charge-weighted mean over u = 0.2 to 0.9 of the half-cycle's own final charge
/// @param dipVoltageVolt             the extreme voltage in the direction of current near its start
/// @param endVoltageVolt             voltage of the last measurement under current
/// @param nucleationOverpotentialVolt plateau over u = 0.5 to 0.9 minus dip, 0 or more (science: nucleation overpotential)
/// @param nucleationAbsence          why there is none, `NONE` where there is one
/// @param roughnessVolt              mean of |V(k) - V(k-1)| under current, clipped at five times itself
/// @param stepResistanceOhm          dV/dI at the step of current that opened the half-cycle
/// @param stepDelaySecond            how long after that step the voltage was read: the delay is part of the resistance's name
/// @param meanCurrentAmpere          charge over time under current, with sign
/// @param durationSecond             time under current
/// @param longestIntervalSecond      longest time between two measurements where the dip is looked for, or before the first of them
/// @param terminatedBy               why it ended
/// @param beganInRun                 false where the run began inside this half-cycle
/// @param gapSecond                  time inside the half-cycle over which measurements are missing, NaN where its length is not known
/// @param profile                    charge-binned voltage profile
public record HalfCycle(int number, Direction direction, Phase phase, long firstSeq, long lastSeq, long measurementCount,
        double startTestTimeSecond, double endTestTimeSecond, int vendorCycleCount, double capacityAh, ChargeBasis chargeBasis,
        double integralAh, double counterAh, double energyWh, double meanVoltageVolt, double chargeWeightedVoltageVolt,
        double plateauVoltageVolt, double dipVoltageVolt, double endVoltageVolt, double nucleationOverpotentialVolt,
        NucleationAbsence nucleationAbsence, double roughnessVolt, double stepResistanceOhm, double stepDelaySecond,
        double meanCurrentAmpere, double durationSecond, double longestIntervalSecond, EndCause terminatedBy, boolean beganInRun,
        double gapSecond, Profile profile) {

    public HalfCycle {
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(chargeBasis, "chargeBasis");
        Objects.requireNonNull(nucleationAbsence, "nucleationAbsence");
        Objects.requireNonNull(terminatedBy, "terminatedBy");
        Objects.requireNonNull(profile, "profile");
    }

    /// Why a half-cycle has no nucleation overpotential.
    public enum NucleationAbsence {
        /// It has one.
        NONE,
        /// Only plating on a bare collector nucleates.
        NOT_PLATING,
        /// The dip may lie between two measurements: the interval is too long for the current.
        UNDERSAMPLED,
        /// No dip: the voltage starts on the plateau.
        NO_DIP,
        /// Too few measurements, or no charge to find the plateau with.
        TOO_SHORT
    }

    /// True where it began in the run and ended by itself, so that it may be judged.
    public boolean isWhole() {
        return beganInRun && terminatedBy != EndCause.SUSPENDED && terminatedBy != EndCause.END_OF_DATA;
    }

    public boolean hasVendorCycleCount() {
        return vendorCycleCount != MeasurementBatch.UNKNOWN_COUNT;
    }

    /// The same without its profile, for whoever keeps many.
    public HalfCycle withoutProfile() {
        return new HalfCycle(number, direction, phase, firstSeq, lastSeq, measurementCount, startTestTimeSecond, endTestTimeSecond,
                vendorCycleCount, capacityAh, chargeBasis, integralAh, counterAh, energyWh, meanVoltageVolt, chargeWeightedVoltageVolt,
                plateauVoltageVolt, dipVoltageVolt, endVoltageVolt, nucleationOverpotentialVolt, nucleationAbsence, roughnessVolt,
                stepResistanceOhm, stepDelaySecond, meanCurrentAmpere, durationSecond, longestIntervalSecond, terminatedBy, beganInRun,
                gapSecond, Profile.EMPTY);
    }
}
