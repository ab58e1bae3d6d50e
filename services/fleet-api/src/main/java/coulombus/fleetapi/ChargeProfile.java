package coulombus.fleetapi;

import coulombus.core.halfcycle.Direction;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.halfcycle.Phase;
import coulombus.core.halfcycle.Profile;

/// Voltage of one half-cycle over its own charge, as little as a page needs of [Profile]: some 300 bytes.
///
/// Immutable.
final class ChargeProfile {
    private final int halfCycle;
    private final Direction direction;
    private final Phase phase;
    private final double startTestTimeSecond;
    private final double endTestTimeSecond;
    private final double meanCurrentAmpere;
    private final boolean whole;
    private final boolean overTime;
    private final float[] charge;
    private final float[] voltageVolt;

    private ChargeProfile(HalfCycle half, float[] charge, float[] voltageVolt) {
        halfCycle = half.number();
        direction = half.direction();
        phase = half.phase();
        startTestTimeSecond = half.startTestTimeSecond();
        endTestTimeSecond = half.endTestTimeSecond();
        meanCurrentAmpere = half.meanCurrentAmpere();
        whole = half.isWhole();
        overTime = half.profile().isOverTime();
        this.charge = charge;
        this.voltageVolt = voltageVolt;
    }

    /// The bins of a half-cycle that hold charge; none where no charge passed.
    static ChargeProfile of(HalfCycle half) {
        Profile profile = half.profile();
        int filled = 0;
        for (int i = 0; i < profile.binCount(); i++) {
            filled += isFilled(profile, i) ? 1 : 0;
        }
        float[] charge = new float[filled];
        float[] volt = new float[filled];
        int at = 0;
        for (int i = 0; i < profile.binCount(); i++) {
            if (isFilled(profile, i)) {
                charge[at] = (float) profile.chargeInBin(i);
                volt[at++] = (float) profile.voltageOfBinVolt(i);
            }
        }
        return new ChargeProfile(half, charge, volt);
    }

    private static boolean isFilled(Profile profile, int i) {
        return profile.chargeInBin(i) > 0 && Double.isFinite(profile.voltageOfBinVolt(i));
    }

    int halfCycle() {
        return halfCycle;
    }

    Direction direction() {
        return direction;
    }

    Phase phase() {
        return phase;
    }

    double startTestTimeSecond() {
        return startTestTimeSecond;
    }

    double endTestTimeSecond() {
        return endTestTimeSecond;
    }

    /// With its sign, NaN where no current is known.
    double meanCurrentAmpere() {
        return meanCurrentAmpere;
    }

    /// True where it may stand for what is normal: see [HalfCycle#isWhole()].
    boolean isWhole() {
        return whole;
    }

    /// True where time stands for charge, because no current is known.
    boolean isOverTime() {
        return overTime;
    }

    int binCount() {
        return charge.length;
    }

    /// Charge that passed in bin `i`, in Ah (or s where time stands for it).
    double chargeInBin(int i) {
        return charge[i];
    }

    double voltageOfBinVolt(int i) {
        return voltageVolt[i];
    }

    /// The charge fraction u at the middle of every bin, 0 to 1.
    double[] middleFractions() {
        double total = 0;
        for (float q : charge) {
            total += q;
        }
        double[] middles = new double[charge.length];
        double passed = 0;
        for (int i = 0; i < charge.length; i++) {
            middles[i] = (passed + 0.5 * charge[i]) / total;
            passed += charge[i];
        }
        return middles;
    }

    /// Voltage at each of the rising charge fractions: linear between the middles of bins, in the outer halves of
    /// the first and last bin their mean. NaN where no charge passed.
    double[] voltagesAt(double[] fractions) {
        double[] middles = middleFractions();
        double[] volt = new double[fractions.length];
        int after = 0;
        for (int k = 0; k < fractions.length; k++) {
            double u = fractions[k];
            while (after < middles.length && middles[after] < u) {
                after++;
            }
            if (after < middles.length && middles[after] == u) {
                volt[k] = voltageVolt[after];
            } else if (middles.length == 0) {
                volt[k] = Double.NaN;
            } else if (after == 0 || after == middles.length) {
                volt[k] = voltageVolt[after == 0 ? 0 : middles.length - 1];
            } else {
                double part = (u - middles[after - 1]) / (middles[after] - middles[after - 1]);
                volt[k] = voltageVolt[after - 1] + part * (voltageVolt[after] - voltageVolt[after - 1]);
            }
        }
        return volt;
    }
}
