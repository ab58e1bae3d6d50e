package coulombus.fleetapi;

import java.util.List;

import coulombus.core.book.RequestTexts;
import coulombus.core.cell.CellRecord;
import coulombus.core.experiment.ExperimentSpec;
import coulombus.core.facility.Facility;
import coulombus.core.protocol.CyclingProtocol;
import coulombus.formats.facility.CellsYaml;
import coulombus.formats.facility.ExperimentYaml;
import coulombus.formats.facility.FacilityYaml;
import coulombus.formats.protocol.ProtocolYaml;

/// Reads the YAML of requests, before it is passed on and when something is tried out. Safe for any thread.
final class YamlTexts implements RequestTexts {
    @Override
    public Facility facility(String text) {
        return FacilityYaml.read(text);
    }

    @Override
    public List<CellRecord> cells(String text) {
        return CellsYaml.read(text);
    }

    @Override
    public ExperimentSpec experiment(String text) {
        return ExperimentYaml.read(text);
    }

    @Override
    public CyclingProtocol protocol(String text) {
        return ProtocolYaml.read(text);
    }
}
