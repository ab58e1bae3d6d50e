package coulombus.drivers.bts.simulator.machine;

import java.util.Optional;

import coulombus.drivers.bts.simulator.channel.CellModel;
import coulombus.drivers.bts.simulator.channel.CellOrder;
import coulombus.drivers.simulation.CellFault;
import coulombus.drivers.simulation.SimulatedCell;
import coulombus.drivers.simulation.SimulatedCellKind;

/// A simulated electrochemical cell on a channel.
final class PhysicalCell implements CellModel {
    private final SimulatedCellKind kind;
    private final long seed;
    private final SimulatedCell cell;

    PhysicalCell(SimulatedCellKind kind, long seed) {
        this.kind = kind;
        this.seed = seed;
        this.cell = SimulatedCell.of(kind, seed);
    }

    @Override
    public double voltageVolt(double currentAmpere) {
        return cell.voltageVolt(currentAmpere);
    }

    @Override
    public double voltageVoltAfter(double seconds, double currentAmpere) {
        return cell.voltageVoltAfter(seconds, currentAmpere);
    }

    @Override
    public double foreseenSecond(double currentAmpere) {
        return cell.foreseenSecond(currentAmpere);
    }

    @Override
    public double currentAmpereAt(double voltageVolt) {
        return cell.currentAmpereAt(voltageVolt);
    }

    @Override
    public void advance(double seconds, double currentAmpere) {
        cell.advance(seconds, currentAmpere);
    }

    @Override
    public Optional<String> order(CellOrder order) {
        cell.order(switch (order) {
            case CellOrder.SoftShort s -> CellFault.SoftShort.ofOhm(s.resistanceOhm(), cell.areaCm2());
            case CellOrder.HardShort h -> CellFault.HardShort.ofOhm(h.resistanceOhm(), cell.areaCm2());
            case CellOrder.ContactLoss lost -> new CellFault.ContactLoss();
            case CellOrder.Recover recover -> new CellFault.Recover();
        });
        return Optional.empty();
    }

    @Override
    public String describe() {
        return kind + " with seed " + seed + (kind.isCalibrated() ? "" : " (plausible, not calibrated)");
    }
}
