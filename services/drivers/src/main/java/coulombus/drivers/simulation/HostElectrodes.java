package coulombus.drivers.simulation;

import java.util.random.RandomGenerator;

import coulombus.drivers.simulation.ElectrodeParameters.EquilibriumCurve;
import coulombus.drivers.simulation.ElectrodeParameters.InsertionHost;

/// A host against a metal foil: V = U(x) + eta of the host + eta of the foil.
///
/// The depth x is the charge held over the capacity at the present discharge current, at charge and rest over the capacity without
/// current, so that V rises with the current throughout. A charge to the end leaves the capacity times f for the next discharge; the
/// difference stays in the host for good, so the efficiency shows side reactions only and not the fade.
final class HostElectrodes implements Electrodes {
    private static final double COUNTER_EFFICIENCY = 0.995;
    private static final double SIDE_DECAY_PER_CYCLE = 1.5;
    private static final double SIDE_SPREAD = 0.3;
    /// The capacity line beyond the last known current does not fall below this part of the first.
    private static final double LEAST_CAPACITY_FRACTION = 0.05;

    private final InsertionHost parameters;
    private final EquilibriumCurve curve;
    private final Kinetics kinetics;
    private final MetalFoil counter;
    private final double[] rate;
    private final double[] capacity;
    private double health = 1;
    private double heldAhPerCm2;
    private double sideShare;
    private double sideAhPerCm2;
    private double orderedSideShare;

    HostElectrodes(InsertionHost parameters, double areaCm2, double foilAhPerCm2, double capacityFactor, Kinetics kinetics) {
        this.parameters = parameters;
        this.curve = parameters.curve();
        this.kinetics = kinetics;
        this.counter = new MetalFoil(foilAhPerCm2, COUNTER_EFFICIENCY);
        double[][] line = parameters.capacity().times(capacityFactor).perCm2(parameters.activeMassMg() / 1000 / areaCm2);
        this.rate = line[0];
        this.capacity = line[1];
        this.sideShare = parameters.sideShare();
    }

    /// Capacity of a new host at a discharge density (0 or more), Ah/cm².
    private double capacityAt(double density) {
        int k = 1;
        while (k < rate.length - 1 && density > rate[k]) {
            k++;
        }
        double slope = (capacity[k] - capacity[k - 1]) / (rate[k] - rate[k - 1]);
        return Math.max(LEAST_CAPACITY_FRACTION * capacity[0], capacity[k] + slope * (density - rate[k]));
    }

    @Override
    public double volt(double density, double passed) {
        double held = heldAhPerCm2 - (passed > 0 ? passed * releasedPerCharge() : passed);
        double most = health * (density < 0 ? capacityAt(-density) : capacity[0]);
        double depth = Math.min(1, Math.max(0, held / most));
        double volt = curve.volt(depth);
        if (density == 0) {
            return volt;
        }
        double host = kinetics.transferVolt(density, Electrodes.active(density < 0 ? most - held : held));
        double metal = kinetics.transferVolt(density, density < 0 ? counter.active(Math.max(0, -passed)) : 1);
        return volt + host + metal;
    }

    /// How much the host gives up for each charge that flows: less by the side reactions, more by what it loses with its fade.
    private double releasedPerCharge() {
        return (1 - sideShare) / parameters.keptPerCycle();
    }

    @Override
    public void pass(double passed, double density) {
        if (passed > 0) {
            double released = passed * releasedPerCharge();
            double given = Math.min(released, heldAhPerCm2);
            heldAhPerCm2 -= given;
            sideAhPerCm2 += (released - given) / releasedPerCharge();
            health -= (1 - parameters.keptPerCycle()) * given / capacityAt(density);
            counter.plate(passed);
        } else {
            double room = Math.max(0, health * capacityAt(-density) - heldAhPerCm2);
            double taken = Math.min(-passed, room);
            heldAhPerCm2 += taken;
            sideAhPerCm2 += -passed - taken;
            counter.strip(-passed);
        }
    }

    /// Self-discharge: what is not held yet falls by a constant part in each hour.
    @Override
    public void rest(double seconds) {
        double most = health * capacity[0];
        if (heldAhPerCm2 < most && parameters.selfDischargePerHour() > 0) {
            heldAhPerCm2 = most - (most - heldAhPerCm2) * Math.exp(-parameters.selfDischargePerHour() * seconds / 3600);
        }
    }

    @Override
    public void halfCycleBegins(boolean strips, int cycle, RandomGenerator random) {
        if (strips) {
            double spread = Math.max(0, 1 + SIDE_SPREAD * random.nextGaussian());
            sideShare = orderedSideShare + parameters.sideShare() * spread
                    + parameters.firstSideShare() * Math.exp(-SIDE_DECAY_PER_CYCLE * (cycle - 1));
        }
    }

    @Override
    public void sideReaction(double shareFraction) {
        orderedSideShare = shareFraction;
    }

    @Override
    public void loseCapacity(double lostFraction) {
        health *= 1 - lostFraction;
        heldAhPerCm2 *= 1 - lostFraction;
    }

    @Override
    public double leftAhPerCm2(double density) {
        if (density > 0) {
            return heldAhPerCm2 / releasedPerCharge();
        }
        return Math.min(counter.ahPerCm2(), Math.max(0, health * capacityAt(-density) - heldAhPerCm2));
    }

    @Override
    public double sideAhPerCm2() {
        return sideAhPerCm2;
    }

    /// Part of the capacity that is left.
    double health() {
        return health;
    }
}
