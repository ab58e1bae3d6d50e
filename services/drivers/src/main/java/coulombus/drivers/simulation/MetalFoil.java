package coulombus.drivers.simulation;

/// A metal electrode: what it can give, in Ah/cm².
final class MetalFoil {
    private final double efficiency;
    private double ahPerCm2;

    /// @param efficiency part of the plated charge that can be stripped again
    MetalFoil(double ahPerCm2, double efficiency) {
        this.ahPerCm2 = ahPerCm2;
        this.efficiency = efficiency;
    }

    double ahPerCm2() {
        return ahPerCm2;
    }

    void plate(double charge) {
        ahPerCm2 += efficiency * charge;
    }

    /// Answers what it could not give.
    double strip(double charge) {
        double given = Math.min(charge, ahPerCm2);
        ahPerCm2 -= given;
        return charge - given;
    }

    /// Its active part when `charge` more has been stripped.
    double active(double charge) {
        return Electrodes.active(ahPerCm2 - charge);
    }
}
