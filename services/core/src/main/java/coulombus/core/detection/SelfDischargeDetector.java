package coulombus.core.detection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import coulombus.core.cycle.Cycle;
import coulombus.core.detection.DetectorSettings.SelfDischarge;
import coulombus.core.detection.Finding.Evidence;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Finds loss that grows with time and not with cycles: gas, corrosion, self-discharge. Regresses the inefficiency 1 - CE on how long the
/// cycle took, so that a capacity that fades, and the shorter cycles with it, do not look like it.
///
/// ```
/// GATHERING --20 cycles of which the times differ--> KNOWN --slope > 4 standard errors and > 0.2 % a cycle--> TOLD (once a run)
/// ```
/// Here cycles about a long rest count: they are what tells most. Must not trip: conditioning cycles, cycles of one length (nothing can be told),
/// a slower rate that is only more efficient (a negative slope), diagnostic pairs of unlike charges.
final class SelfDischargeDetector implements CycleDetector {
    static final String DETECTOR = "self-discharge/1";
    /// So many cycles must differ in time from those before them: one interrupted cycle is no trend.
    private static final int CYCLES_APART = 5;

    private final SelfDischarge settings;
    private int cycles;
    private int apart;
    private double meanHour;
    private double meanLoss;
    private double hourHour;
    private double hourLoss;
    private double lossLoss;
    private double meanChargeAh;
    private Onset onset = new Onset(0, Double.NaN, 0);
    private boolean told;

    SelfDischargeDetector(SelfDischarge settings) {
        this.settings = settings;
    }

    @Override
    public Optional<Finding> on(JudgedCycle judged) {
        Cycle cycle = judged.cycle();
        double hour = (cycle.endTestTimeSecond() - cycle.startTestTimeSecond()) / 3600;
        if (told || !cycle.coulombicEfficiency().valid() || cycle.number() <= settings.conditioningCycles() || judged.isNoCycle()
                || !(hour > 0)) {
            return Optional.empty();
        }
        if (cycles == 0) {
            onset = judged.onset();
        }
        add(hour, 1 - cycle.coulombicEfficiency().efficiency(), judged.capacityAh());
        return cycles < settings.cycles() ? Optional.empty() : judge(judged);
    }

    /// Welford's sums: no difference of large numbers.
    private void add(double hour, double loss, double chargeAh) {
        cycles++;
        double dh = hour - meanHour;
        apart += cycles > 1 && Math.abs(dh) > settings.spreadFraction() * meanHour ? 1 : 0;
        double dl = loss - meanLoss;
        meanHour += dh / cycles;
        meanLoss += dl / cycles;
        meanChargeAh += (chargeAh - meanChargeAh) / cycles;
        hourHour += dh * (hour - meanHour);
        hourLoss += dh * (loss - meanLoss);
        lossLoss += dl * (loss - meanLoss);
    }

    private Optional<Finding> judge(JudgedCycle judged) {
        double spread = Math.sqrt(hourHour / cycles) / meanHour;
        double slope = hourLoss / hourHour;
        double error = Math.sqrt(Math.max(0, lossLoss - slope * hourLoss) / (cycles - 2) / hourHour);
        if (apart < CYCLES_APART || !(spread > settings.spreadFraction()) || !(slope > settings.significance() * error)
                || !(slope * meanHour > settings.smallestLossFraction())) {
            return Optional.empty();
        }
        told = true;
        double leakAmpere = slope * meanChargeAh;
        String sentence = String.format(Locale.ROOT,
                "Loss grows with time: %.3f %% of the charge an hour, as a leak of %.3g mA would, over %d cycles of %.2f h on average",
                100 * slope, 1000 * leakAmpere, cycles, meanHour);
        return Optional.of(judged.finding(FindingKind.SELF_DISCHARGE, Severity.INFO, DETECTOR, onset, sentence,
                List.of(new Evidence("loss_fraction_per_hour", slope), new Evidence("standard_error_per_hour", error),
                        new Evidence("threshold_loss_fraction_per_hour",
                                Math.max(settings.significance() * error, settings.smallestLossFraction() / meanHour)),
                        new Evidence("leak_ampere", leakAmpere),
                        new Evidence("leak_ampere_per_cm2", leakAmpere / judged.areaCm2()), new Evidence("cycles", cycles),
                        new Evidence("mean_cycle_hour", meanHour))));
    }

    @Override
    public void writeTo(StateWriter out) {
        out.putInt(cycles);
        out.putInt(apart);
        out.putDouble(meanHour);
        out.putDouble(meanLoss);
        out.putDouble(hourHour);
        out.putDouble(hourLoss);
        out.putDouble(lossLoss);
        out.putDouble(meanChargeAh);
        onset.writeTo(out);
        out.putBoolean(told);
    }

    @Override
    public void readFrom(StateReader in) {
        cycles = in.getInt();
        apart = in.getInt();
        meanHour = in.getDouble();
        meanLoss = in.getDouble();
        hourHour = in.getDouble();
        hourLoss = in.getDouble();
        lossLoss = in.getDouble();
        meanChargeAh = in.getDouble();
        onset = Onset.readFrom(in);
        told = in.getBoolean();
    }
}
