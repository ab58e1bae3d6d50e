package coulombus.drivers.simulation;

/// Charge transfer with a transfer coefficient of 1/2: i = 2 i0 sinh(n F eta / 2RT), so eta = (2RT / nF) asinh(i / 2 i0). The
/// exchange current density follows temperature (Arrhenius, 30 kJ/mol) and passivation: i0(T) / p.
final class Kinetics {
    static final double GAS_JOULE_PER_MOL_KELVIN = 8.314462618;
    static final double FARADAY_COULOMB_PER_MOL = 96485.33212;
    static final double ZERO_CELSIUS_KELVIN = 273.15;
    private static final double ACTIVATION_JOULE_PER_MOL = 30_000;
    private static final double REFERENCE_KELVIN = 298.15;

    private final double exchangeAmperePerCm2;
    private final int electrons;
    private double kelvin;
    private double transferVolt;
    private double diffusionVolt;
    private double inverseTwiceExchange;
    private double perAmperePerCm2;

    Kinetics(double exchangeAmperePerCm2, int electrons) {
        this.exchangeAmperePerCm2 = exchangeAmperePerCm2;
        this.electrons = electrons;
        setKelvin(REFERENCE_KELVIN);
    }

    void setKelvin(double kelvin) {
        this.kelvin = kelvin;
        diffusionVolt = GAS_JOULE_PER_MOL_KELVIN * kelvin / (electrons * FARADAY_COULOMB_PER_MOL);
        transferVolt = 2 * diffusionVolt;
        double arrhenius = Math.exp(-ACTIVATION_JOULE_PER_MOL / GAS_JOULE_PER_MOL_KELVIN * (1 / kelvin - 1 / REFERENCE_KELVIN));
        double passivation = inverseTwiceExchange > 0 ? perAmperePerCm2 / inverseTwiceExchange : 1;
        inverseTwiceExchange = 1 / (2 * exchangeAmperePerCm2 * arrhenius);
        passivate(passivation);
    }

    double kelvin() {
        return kelvin;
    }

    /// Sets the factor p by which the electrode is less active than a clean one.
    void passivate(double factor) {
        perAmperePerCm2 = factor * inverseTwiceExchange;
    }

    /// Overpotential of one electrode of which the part `active` takes part, with the sign of `density` (A/cm²).
    double transferVolt(double density, double active) {
        return transferVolt * asinh(density * perAmperePerCm2 / active);
    }

    /// RT/nF ln((1 + x) / (1 - x)): concentrations at the two electrodes are off by x, -1 to 1, in opposite directions.
    double concentrationVolt(double x) {
        return diffusionVolt * Math.log((1 + x) / (1 - x));
    }

    /// Odd, and exact to 1e-13 of the result.
    static double asinh(double x) {
        double magnitude = Math.abs(x);
        if (magnitude < 1e-3) {
            return x * (1 - x * x / 6);
        }
        return Math.copySign(Math.log(magnitude + Math.sqrt(x * x + 1)), x);
    }

    /// By the exponential, which is several times as fast as `Math.tanh`.
    static double tanh(double x) {
        return 1 - 2 / (Math.exp(2 * x) + 1);
    }
}
