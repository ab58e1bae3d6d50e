package coulombus.core.testing;

import java.util.UUID;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.cell.Source;
import coulombus.core.halfcycle.EndCause;
import coulombus.core.measurement.CurrentBasis;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.run.ProtocolFacts;
import coulombus.core.run.RunFacts;

/// Makes the facts of a run of which a test states only what matters to it.
public final class RunFactsBuilder {
    private CellKind kind = CellKind.FULL;
    private FirstHalfCycle first = FirstHalfCycle.UNKNOWN;
    private double areaCm2 = Double.NaN;
    private double nominalCapacityAh = Double.NaN;
    private double foilUm = Double.NaN;
    private CurrentBasis basis = CurrentBasis.MEASURED;
    private double currentResolutionAmpere = Double.NaN;
    private double voltageResolutionVolt = Double.NaN;
    private double counterResolutionAh = Double.NaN;
    private double plannedChargeAh = Double.NaN;
    private double safetyVolt = Double.NaN;
    private EndCause chargeEndsBy = EndCause.UNKNOWN;
    private EndCause dischargeEndsBy = EndCause.UNKNOWN;
    private double chargeCutoffVolt = Double.NaN;
    private double dischargeCutoffVolt = Double.NaN;
    private double timeResolutionSecond = Double.NaN;
    private double currentFullScaleAmpere = Double.NaN;

    public static RunFactsBuilder aRun(CellKind kind) {
        RunFactsBuilder b = new RunFactsBuilder();
        b.kind = kind;
        return b;
    }

    public RunFactsBuilder first(FirstHalfCycle value) {
        first = value;
        return this;
    }

    public RunFactsBuilder areaCm2(double value) {
        areaCm2 = value;
        return this;
    }

    public RunFactsBuilder nominalCapacityAh(double value) {
        nominalCapacityAh = value;
        return this;
    }

    public RunFactsBuilder zincFoilUm(double value) {
        foilUm = value;
        return this;
    }

    public RunFactsBuilder basis(CurrentBasis value) {
        basis = value;
        return this;
    }

    public RunFactsBuilder currentResolutionAmpere(double value) {
        currentResolutionAmpere = value;
        return this;
    }

    public RunFactsBuilder voltageResolutionVolt(double value) {
        voltageResolutionVolt = value;
        return this;
    }

    public RunFactsBuilder counterResolutionAh(double value) {
        counterResolutionAh = value;
        return this;
    }

    public RunFactsBuilder plannedChargeAh(double value) {
        plannedChargeAh = value;
        return this;
    }

    public RunFactsBuilder safetyVoltageVolt(double value) {
        safetyVolt = value;
        return this;
    }

    public RunFactsBuilder chargeEndsBy(EndCause value) {
        chargeEndsBy = value;
        return this;
    }

    public RunFactsBuilder dischargeEndsBy(EndCause value) {
        dischargeEndsBy = value;
        return this;
    }

    public RunFactsBuilder chargeCutoffVolt(double value) {
        chargeCutoffVolt = value;
        return this;
    }

    public RunFactsBuilder dischargeCutoffVolt(double value) {
        dischargeCutoffVolt = value;
        return this;
    }

    public RunFactsBuilder timeResolutionSecond(double value) {
        timeResolutionSecond = value;
        return this;
    }

    public RunFactsBuilder currentFullScaleAmpere(double value) {
        currentFullScaleAmpere = value;
        return this;
    }

    public RunFacts facts() {
        return new RunFacts(UUID.fromString("00000000-0000-5000-8000-000000000001"), "A1", Source.SIMULATED,
                new CellFacts("cell", kind, first, areaCm2, Double.NaN, nominalCapacityAh, foilUm),
                new InstrumentFacts("test", basis, currentResolutionAmpere, voltageResolutionVolt, timeResolutionSecond,
                        counterResolutionAh,
                        currentFullScaleAmpere),
                new ProtocolFacts("", plannedChargeAh, safetyVolt, chargeEndsBy, dischargeEndsBy, chargeCutoffVolt, dischargeCutoffVolt),
                "test");
    }
}
