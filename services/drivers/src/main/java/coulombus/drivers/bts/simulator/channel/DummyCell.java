package coulombus.drivers.bts.simulator.channel;

import java.util.Optional;

/// A resistor in series with a capacitor and a constant voltage, as one mounts to check a channel. Every value is known in closed form.
public final class DummyCell implements CellModel {
    private static final double OPEN_OHM = 1e7;

    private final double resistanceOhm;
    private final double capacitanceFarad;
    private double storedVolt;
    private double leakSiemens;
    private double contactOhm;

    /// @param resistanceOhm    in series, greater than 0
    /// @param capacitanceFarad in series, greater than 0; infinite for a plain resistor
    /// @param openCircuitVolt  voltage at the begin without current
    public DummyCell(double resistanceOhm, double capacitanceFarad, double openCircuitVolt) {
        if (!(resistanceOhm > 0) || !(capacitanceFarad > 0)) {
            throw new IllegalArgumentException("a dummy cell needs a resistance and a capacitance greater than 0");
        }
        this.resistanceOhm = resistanceOhm;
        this.capacitanceFarad = capacitanceFarad;
        this.storedVolt = openCircuitVolt;
    }

    @Override
    public double voltageVolt(double currentAmpere) {
        return terminal(storedVolt, currentAmpere);
    }

    @Override
    public double voltageVoltAfter(double seconds, double currentAmpere) {
        return terminal(storedVolt + seconds * inner(storedVolt, currentAmpere) / capacitanceFarad, currentAmpere);
    }

    private double terminal(double stored, double currentAmpere) {
        return (stored + currentAmpere * resistanceOhm) / (1 + leakSiemens * resistanceOhm) + currentAmpere * contactOhm;
    }

    /// The part of the current that goes through the cell and not through the leak.
    private double inner(double stored, double currentAmpere) {
        return currentAmpere - leakSiemens * (stored + currentAmpere * resistanceOhm) / (1 + leakSiemens * resistanceOhm);
    }

    @Override
    public double currentAmpereAt(double voltageVolt) {
        double share = 1 + leakSiemens * resistanceOhm;
        return (voltageVolt - storedVolt / share) / (resistanceOhm / share + contactOhm);
    }

    @Override
    public void advance(double seconds, double currentAmpere) {
        storedVolt += seconds * inner(storedVolt, currentAmpere) / capacitanceFarad;
    }

    @Override
    public Optional<String> order(CellOrder order) {
        switch (order) {
            case CellOrder.SoftShort s -> leakSiemens = 1 / s.resistanceOhm();
            case CellOrder.HardShort h -> leakSiemens = 1 / h.resistanceOhm();
            case CellOrder.ContactLoss lost -> contactOhm = OPEN_OHM;
            case CellOrder.Recover recover -> {
                leakSiemens = 0;
                contactOhm = 0;
            }
        }
        return Optional.empty();
    }

    @Override
    public String describe() {
        return "dummy cell of " + resistanceOhm + " ohm";
    }
}
