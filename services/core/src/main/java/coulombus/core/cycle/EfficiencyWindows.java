package coulombus.core.cycle;

import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Keeps the charges of the last judged cycles, so that an efficiency over a window is a ratio of sums.
final class EfficiencyWindows {
    private static final int LONGEST = 50;
    private static final double WEIGHT = 2.0 / (10 + 1);

    private final double[] numerator = new double[LONGEST];
    private final double[] denominator = new double[LONGEST];
    private int judged;
    private int excluded;
    private double weightedNumerator;
    private double weightedDenominator;
    private double totalNumerator;
    private double totalDenominator;

    void exclude() {
        excluded++;
    }

    void add(double numeratorAh, double denominatorAh) {
        int at = judged % LONGEST;
        numerator[at] = numeratorAh;
        denominator[at] = denominatorAh;
        judged++;
        double keep = judged == 1 ? 0 : 1 - WEIGHT;
        double weight = judged == 1 ? 1 : WEIGHT;
        weightedNumerator = keep * weightedNumerator + weight * numeratorAh;
        weightedDenominator = keep * weightedDenominator + weight * denominatorAh;
        totalNumerator += numeratorAh;
        totalDenominator += denominatorAh;
    }

    /// Sum of charge that was put in and not recovered, over the judged cycles; NaN where there are none.
    double lossAh() {
        return judged == 0 ? Double.NaN : totalDenominator - totalNumerator;
    }

    RollingEfficiency rolling() {
        if (judged == 0 && excluded == 0) {
            return RollingEfficiency.NONE;
        }
        return new RollingEfficiency(over(5), over(10), over(LONGEST), weightedNumerator / weightedDenominator,
                totalNumerator / totalDenominator, judged, excluded);
    }

    private double over(int window) {
        if (judged < window) {
            return Double.NaN;
        }
        double sumNumerator = 0;
        double sumDenominator = 0;
        for (int i = judged - window; i < judged; i++) {
            sumNumerator += numerator[i % LONGEST];
            sumDenominator += denominator[i % LONGEST];
        }
        return sumNumerator / sumDenominator;
    }

    void writeTo(StateWriter out) {
        out.putInt(judged);
        out.putInt(excluded);
        out.putDoubles(numerator, Math.min(judged, LONGEST));
        out.putDoubles(denominator, Math.min(judged, LONGEST));
        out.putDouble(weightedNumerator);
        out.putDouble(weightedDenominator);
        out.putDouble(totalNumerator);
        out.putDouble(totalDenominator);
    }

    void readFrom(StateReader in) {
        judged = in.getInt();
        excluded = in.getInt();
        in.getDoubles(numerator, Math.min(judged, LONGEST));
        in.getDoubles(denominator, Math.min(judged, LONGEST));
        weightedNumerator = in.getDouble();
        weightedDenominator = in.getDouble();
        totalNumerator = in.getDouble();
        totalDenominator = in.getDouble();
    }
}
