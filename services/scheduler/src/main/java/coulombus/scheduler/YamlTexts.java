package coulombus.scheduler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import coulombus.core.book.RequestTexts;
import coulombus.core.cell.CellRecord;
import coulombus.core.experiment.ExperimentSpec;
import coulombus.core.facility.Facility;
import coulombus.core.protocol.CyclingProtocol;
import coulombus.formats.facility.CellsYaml;
import coulombus.formats.facility.ExperimentYaml;
import coulombus.formats.facility.FacilityYaml;
import coulombus.formats.protocol.ProtocolYaml;

/// Reads the YAML of requests, and keeps the protocols it read last: those of replicates and of runs before their start are the same. One
/// thread owns it.
final class YamlTexts implements RequestTexts {
    private static final int KEPT_PROTOCOLS = 1000;

    private final Map<String, CyclingProtocol> protocols = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CyclingProtocol> eldest) {
            return size() > KEPT_PROTOCOLS;
        }
    };

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
        return protocols.computeIfAbsent(text, ProtocolYaml::read);
    }
}
