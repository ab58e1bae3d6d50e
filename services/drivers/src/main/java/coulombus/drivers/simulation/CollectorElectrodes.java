package coulombus.drivers.simulation;

import java.util.random.RandomGenerator;

import coulombus.drivers.simulation.ElectrodeParameters.BareCollector;

/// A bare collector on which the counter foil's metal is plated. The nucleation spike is E_n e^(-q/q_n) (1 - e^(-q/q_r)) with q the metal
/// on the collector; of what is plated in a cycle the part CE_k can be stripped, the rest is hydrogen and dead metal.
final class CollectorElectrodes implements Electrodes {
    private static final double DECAY_AH_PER_CM2 = 12e-6;
    private static final double RISE_AH_PER_CM2 = 0.6e-6;
    private static final double LEAST_EFFICIENCY = 0.3;
    private static final double COUNTER_EFFICIENCY = 0.995;

    private final BareCollector parameters;
    private final Kinetics kinetics;
    private final MetalFoil counter;
    private final double corrosionAmperePerCm2;
    private double efficiency;
    private double onCollectorAhPerCm2;
    private double hydrogenAhPerCm2;
    private double deadAhPerCm2;
    private double corrodedAhPerCm2;
    private double sideAhPerCm2;
    private double orderedSideShare;

    CollectorElectrodes(BareCollector parameters, double foilAhPerCm2, Kinetics kinetics, RandomGenerator random) {
        this.parameters = parameters;
        this.kinetics = kinetics;
        this.counter = new MetalFoil(foilAhPerCm2, COUNTER_EFFICIENCY);
        this.efficiency = parameters.efficiencyMean();
        this.corrosionAmperePerCm2 = parameters.corrosionLeastAmperePerCm2()
                + random.nextDouble() * (parameters.corrosionMostAmperePerCm2() - parameters.corrosionLeastAmperePerCm2());
    }

    @Override
    public double volt(double density, double passed) {
        double on = onCollectorAhPerCm2 - (passed > 0 ? passed : efficiency * passed);
        double active = density > 0 ? Electrodes.active(on) : counter.active(Math.max(0, -passed));
        double plating = kinetics.transferVolt(density, 1);
        double both = active == 1 ? 2 * plating : plating + kinetics.transferVolt(density, active);
        return density < 0 ? both - nucleationVolt(on) : both;
    }

    private double nucleationVolt(double on) {
        double decay = on / DECAY_AH_PER_CM2;
        if (decay > 30 || on <= 0) {
            return 0;
        }
        return parameters.nucleationVolt() * Math.exp(-decay) * (1 - Math.exp(-on / RISE_AH_PER_CM2));
    }

    @Override
    public void pass(double passed, double density) {
        if (passed > 0) {
            double given = Math.min(passed, onCollectorAhPerCm2);
            onCollectorAhPerCm2 -= given;
            sideAhPerCm2 += passed - given;
            counter.plate(passed);
        } else {
            double plated = -passed;
            sideAhPerCm2 += counter.strip(plated);
            double lost = (1 - efficiency) * plated;
            onCollectorAhPerCm2 += efficiency * plated;
            hydrogenAhPerCm2 += parameters.hydrogenShare() * lost;
            deadAhPerCm2 += (1 - parameters.hydrogenShare()) * lost;
        }
    }

    @Override
    public void rest(double seconds) {
        double corroded = Math.min(onCollectorAhPerCm2, corrosionAmperePerCm2 * seconds / 3600);
        onCollectorAhPerCm2 -= corroded;
        corrodedAhPerCm2 += corroded;
    }

    /// The efficiency of the cycle is drawn when its plating begins: normal, cut to the range 0.3 to 1.
    @Override
    public void halfCycleBegins(boolean strips, int cycle, RandomGenerator random) {
        if (!strips) {
            double drawn = parameters.efficiencyMean() + parameters.efficiencySpread() * random.nextGaussian();
            efficiency = Math.min(1, Math.max(LEAST_EFFICIENCY, drawn - orderedSideShare));
        }
    }

    @Override
    public void sideReaction(double shareFraction) {
        orderedSideShare = shareFraction;
    }

    @Override
    public double leftAhPerCm2(double density) {
        return density > 0 ? onCollectorAhPerCm2 : counter.ahPerCm2();
    }

    @Override
    public double sideAhPerCm2() {
        return sideAhPerCm2;
    }

    /// Metal that can be stripped.
    double onCollectorAhPerCm2() {
        return onCollectorAhPerCm2;
    }

    /// Charge lost for good so far: hydrogen, dead metal, corrosion.
    double lostAhPerCm2() {
        return hydrogenAhPerCm2 + deadAhPerCm2 + corrodedAhPerCm2;
    }
}
