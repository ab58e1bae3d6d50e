package coulombus.core.halfcycle;

import java.util.Arrays;

import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Counts, while a half-cycle runs, how its voltage stands to the baseline at the same u, in u = 0.2 to 0.9.
///
/// u is the charge so far (without a current: the time so far) over what is expected of the half-cycle. Where the half-cycle turns out to
/// have passed more than 5 % more or less than expected, u was wrong and nothing is told.
final class TextureWatch {
    private static final int BINS = Expectation.PROFILE_BINS;
    private static final double BINS_PER_U = BINS / (Expectation.PROFILE_TO_U - Expectation.PROFILE_FROM_U);
    private static final double FIRST_BIN = Expectation.PROFILE_FROM_U * BINS_PER_U;
    private static final double WRONG_FRACTION = 0.05;
    private static final double ROUGHNESS_CLIP = 5;
    private static final double ABSOLUTE_ZERO_CELSIUS = -273.15;

    private final float lowFraction;
    private final float highFraction;
    private final float[] profileVolt = new float[BINS];
    private boolean hasProfile;
    private double binsPerProgress;
    private int measurements;
    private int low;
    private int high;
    private double roughnessSumVolt;
    private int roughnessCount;
    private double lastVolt;
    private double celsiusSum;
    private int celsiusCount;

    TextureWatch(double lowFraction, double highFraction) {
        this.lowFraction = (float) lowFraction;
        this.highFraction = (float) highFraction;
    }

    void open() {
        hasProfile = false;
        // As it comes from bytes: a profile that is no longer looked at must not leave its mark in the counts.
        Arrays.fill(profileVolt, 0);
        binsPerProgress = 0;
        measurements = 0;
        low = 0;
        high = 0;
        roughnessSumVolt = 0;
        roughnessCount = 0;
        celsiusSum = 0;
        celsiusCount = 0;
    }

    /// @param progress charge (or time) the half-cycle will pass, or NaN
    void expect(double progress, float[] profile) {
        binsPerProgress = progress > 0 ? BINS_PER_U / progress : 0;
        hasProfile = profile.length == BINS;
        if (hasProfile) {
            System.arraycopy(profile, 0, profileVolt, 0, BINS);
        }
    }

    /// A measurement under current; `continuous` where the one before was of the same step and under the same current.
    void on(double progress, double v, double celsius, boolean continuous) {
        if (celsius > ABSOLUTE_ZERO_CELSIUS) {
            celsiusSum += celsius;
            celsiusCount++;
        }
        double place = progress * binsPerProgress - FIRST_BIN;
        if (place >= 0 && place < BINS) {
            measurements++;
            float magnitude = (float) Math.abs(v);
            float normal = profileVolt[(int) place];
            if (magnitude < lowFraction * normal) {
                low++;
            } else if (magnitude > highFraction * normal) {
                high++;
            }
            if (continuous) {
                roughen(Math.abs(v - lastVolt));
            }
        }
        lastVolt = v;
    }

    private void roughen(double step) {
        double clipSum = ROUGHNESS_CLIP * roughnessSumVolt;
        roughnessSumVolt += clipSum > 0 && step * roughnessCount > clipSum ? clipSum / roughnessCount : step;
        roughnessCount++;
    }

    /// @param progress charge (or time) the half-cycle passed
    Texture close(double progress, double restBeforeSecond, boolean trusted) {
        boolean right = Math.abs(progress * binsPerProgress / BINS_PER_U - 1) <= WRONG_FRACTION;
        double celsius = celsiusCount > 0 ? celsiusSum / celsiusCount : Double.NaN;
        if (!right) {
            return new Texture(0, 0, 0, Double.NaN, celsius, restBeforeSecond, trusted);
        }
        double roughness = roughnessCount > 0 ? roughnessSumVolt / roughnessCount : Double.NaN;
        return new Texture(measurements, hasProfile ? low : 0, hasProfile ? high : 0, roughness, celsius, restBeforeSecond, trusted);
    }

    void writeTo(StateWriter out) {
        out.putBoolean(hasProfile);
        if (hasProfile) {
            for (float v : profileVolt) {
                out.putInt(Float.floatToRawIntBits(v));
            }
        }
        out.putDouble(binsPerProgress);
        out.putInt(measurements);
        out.putInt(low);
        out.putInt(high);
        out.putDouble(roughnessSumVolt);
        out.putInt(roughnessCount);
        out.putDouble(lastVolt);
        out.putDouble(celsiusSum);
        out.putInt(celsiusCount);
    }

    void readFrom(StateReader in) {
        hasProfile = in.getBoolean();
        if (hasProfile) {
            for (int i = 0; i < BINS; i++) {
                profileVolt[i] = Float.intBitsToFloat(in.getInt());
            }
        } else {
            Arrays.fill(profileVolt, 0);
        }
        binsPerProgress = in.getDouble();
        measurements = in.getInt();
        low = in.getInt();
        high = in.getInt();
        roughnessSumVolt = in.getDouble();
        roughnessCount = in.getInt();
        lastVolt = in.getDouble();
        celsiusSum = in.getDouble();
        celsiusCount = in.getInt();
    }
}
