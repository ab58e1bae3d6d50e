package coulombus.core.book;

import java.util.List;

import coulombus.core.cell.CellRecord;
import coulombus.core.experiment.ExperimentSpec;
import coulombus.core.facility.Facility;
import coulombus.core.protocol.CyclingProtocol;

/// Reads the texts of requests. What a text has wrong is told with its line and place by an [IllegalArgumentException].
public interface RequestTexts {
    Facility facility(String text);

    List<CellRecord> cells(String text);

    ExperimentSpec experiment(String text);

    CyclingProtocol protocol(String text);
}
