package coulombus.core.halfcycle;

import java.util.Objects;

/// What earlier half-cycles of its direction and current say of the half-cycle that begins: the few numbers that the hot state copies, so
/// that the cold one need not be read while the half-cycle runs. A quantity that is not known is NaN.
///
/// @param baselineVolt          |plateau| held as normal
/// @param chargeAh              charge it will pass
/// @param durationSecond        time it will last
/// @param profileVolt           |V| held as normal in [#PROFILE_BINS] equal parts of u = 0.2 to 0.9, or none; shared, not to be changed
/// @param referenceChargeAh     charge after which earlier ones of this direction were full
/// @param slopeVoltPerAh        dV/dQ near the end of earlier ones
public record Expectation(double baselineVolt, double chargeAh, double durationSecond, float[] profileVolt, double referenceChargeAh,
        double slopeVoltPerAh) {
    public static final int PROFILE_BINS = 14;
    public static final double PROFILE_FROM_U = 0.2;
    public static final double PROFILE_TO_U = 0.9;

    private static final float[] NO_PROFILE = new float[0];

    /// Nothing is known.
    public static final Expectation NONE = new Expectation(Double.NaN, Double.NaN, Double.NaN, NO_PROFILE, Double.NaN, Double.NaN);

    public Expectation {
        Objects.requireNonNull(profileVolt, "profileVolt");
        if (profileVolt.length != 0 && profileVolt.length != PROFILE_BINS) {
            throw new IllegalArgumentException("profileVolt: must have " + PROFILE_BINS + " parts or none; was " + profileVolt.length);
        }
    }

    /// The same with another plateau held as normal.
    public Expectation withBaseline(double plateauVolt) {
        return new Expectation(plateauVolt, chargeAh, durationSecond, profileVolt, referenceChargeAh, slopeVoltPerAh);
    }

    /// The same with what is known of full charges.
    public Expectation withCharges(double chargeAhOfFull, double slopeNearEndVoltPerAh) {
        return new Expectation(baselineVolt, chargeAh, durationSecond, profileVolt, chargeAhOfFull, slopeNearEndVoltPerAh);
    }
}
