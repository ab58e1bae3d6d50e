package coulombus.core.halfcycle;

/// Voltage of a half-cycle over its charge, in a few bins of equal charge: sums that merge, so that memory is bounded however long
/// the half-cycle is. Where there is no charge, time stands for it (a constant current is all that is known then).
///
/// Immutable; the arrays are not shared.
public final class Profile {
    /// A half-cycle in which no charge passed.
    public static final Profile EMPTY = new Profile(1, new double[0], new double[0], new double[0], new double[0], false);

    private final double binWidth;
    private final double[] charge;
    private final double[] voltageCharge;
    private final double[] time;
    private final double[] voltageTime;
    private final boolean overTime;

    /// @param binWidth      width of a bin in Ah, or in s where `overTime`
    /// @param charge        per bin: sum of dq
    /// @param voltageCharge per bin: sum of V dq
    /// @param time          per bin: sum of dt, in s
    /// @param voltageTime   per bin: sum of V dt
    /// @param overTime      true where time stands for charge
    public Profile(double binWidth, double[] charge, double[] voltageCharge, double[] time, double[] voltageTime, boolean overTime) {
        this.binWidth = binWidth;
        this.charge = charge.clone();
        this.voltageCharge = voltageCharge.clone();
        this.time = time.clone();
        this.voltageTime = voltageTime.clone();
        this.overTime = overTime;
    }

    public int binCount() {
        return charge.length;
    }

    public boolean isOverTime() {
        return overTime;
    }

    /// Width of a bin in Ah, or in s where time stands for charge.
    public double binWidth() {
        return binWidth;
    }

    /// Sum of dq in bin `i`, in Ah (or s).
    public double chargeInBin(int i) {
        return charge[i];
    }

    /// Sum of dt in bin `i`.
    public double timeInBinSecond(int i) {
        return time[i];
    }

    /// Charge-weighted mean voltage of bin `i`, NaN where it is empty.
    public double voltageOfBinVolt(int i) {
        return voltageCharge[i] / charge[i];
    }

    /// Charge-weighted mean voltage over the part `fromU` to `toU` of the whole charge; bins cut by a border count in proportion.
    /// NaN where no charge lies there.
    public double meanVoltageVolt(double fromU, double toU) {
        double total = 0;
        for (double q : charge) {
            total += q;
        }
        double from = fromU * total;
        double to = toU * total;
        double sum = 0;
        double weight = 0;
        double start = 0;
        for (int i = 0; i < charge.length; i++) {
            double q = charge[i];
            double end = start + q;
            double overlap = Math.min(end, to) - Math.max(start, from);
            if (q > 0 && overlap > 0) {
                double part = overlap / q;
                sum += voltageCharge[i] * part;
                weight += overlap;
            }
            start = end;
        }
        return weight > 0 ? sum / weight : Double.NaN;
    }

    /// Sum of V dt in bin `i`, in V s.
    public double voltageTimeInBin(int i) {
        return voltageTime[i];
    }

    /// Sum of V dq in bin `i`.
    public double voltageChargeInBin(int i) {
        return voltageCharge[i];
    }
}
