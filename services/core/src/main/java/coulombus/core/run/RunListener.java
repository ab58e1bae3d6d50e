package coulombus.core.run;

import coulombus.core.cycle.Cycle;
import coulombus.core.detection.CellHealth;
import coulombus.core.detection.Finding;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.measurement.DataQuality;

/// Takes what the fold of a run gives out, in the order it comes about, on the thread that feeds the run.
public interface RunListener {
    void on(HalfCycle halfCycle);

    void on(Cycle cycle);

    void on(Finding finding);

    void on(CellHealth health);

    void on(DataQuality dataQuality);
}
