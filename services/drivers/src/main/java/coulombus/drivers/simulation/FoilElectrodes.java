package coulombus.drivers.simulation;

import java.util.random.RandomGenerator;

import coulombus.drivers.simulation.ElectrodeParameters.SymmetricFoil;

/// Two like foils: V = 2 eta.
final class FoilElectrodes implements Electrodes {
    private final Kinetics kinetics;
    private final MetalFoil working;
    private final MetalFoil counter;
    private double sideAhPerCm2;

    FoilElectrodes(SymmetricFoil parameters, double foilAhPerCm2, Kinetics kinetics) {
        this.kinetics = kinetics;
        this.working = new MetalFoil(foilAhPerCm2, parameters.efficiency());
        this.counter = new MetalFoil(foilAhPerCm2, parameters.efficiency());
    }

    @Override
    public double volt(double density, double passed) {
        double active = (density > 0 ? working : counter).active(Math.abs(passed));
        double plating = kinetics.transferVolt(density, 1);
        return active == 1 ? 2 * plating : plating + kinetics.transferVolt(density, active);
    }

    @Override
    public void pass(double passed, double density) {
        MetalFoil stripped = passed > 0 ? working : counter;
        MetalFoil plated = passed > 0 ? counter : working;
        double charge = Math.abs(passed);
        sideAhPerCm2 += stripped.strip(charge);
        plated.plate(charge);
    }

    @Override
    public void rest(double seconds) {
        // What corrodes of a foil of hundreds of mAh/cm² does not show.
    }

    @Override
    public void halfCycleBegins(boolean strips, int cycle, RandomGenerator random) {
        // One half-cycle is like the other.
    }

    @Override
    public double leftAhPerCm2(double density) {
        return (density > 0 ? working : counter).ahPerCm2();
    }

    @Override
    public double sideAhPerCm2() {
        return sideAhPerCm2;
    }
}
