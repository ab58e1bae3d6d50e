package coulombus.formats.facility;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.CellRecord;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.formats.yaml.QuantityText;
import coulombus.formats.yaml.YamlFields;
import coulombus.formats.yaml.YamlFormatException;
import coulombus.formats.yaml.YamlNode;

/// Cells of a lab: YAML in which every quantity carries its unit. `docs/reference/experiments.md` describes it.
public final class CellsYaml {
    private CellsYaml() {}

    /// @throws YamlFormatException naming line and place of the first thing that is wrong
    public static List<CellRecord> read(String text) {
        YamlFields fields = YamlFields.of(YamlNode.parse(text));
        List<CellRecord> cells = new ArrayList<>();
        for (YamlNode node : YamlParts.items(fields.requiredNode("cells"))) {
            cells.add(cell(YamlFields.of(node)));
        }
        fields.requireNoOther();
        return cells;
    }

    private static CellRecord cell(YamlFields fields) {
        String id = fields.required("cell", Function.identity());
        CellKind kind = fields.required("kind", YamlParts.word(CellKind.class));
        FirstHalfCycle first = fields.optional("first_half_cycle", YamlParts.word(FirstHalfCycle.class)).orElse(FirstHalfCycle.UNKNOWN);
        double area = fields.optional("area", QuantityText::cm2).orElse(Double.NaN);
        double mass = fields.optional("active_mass", QuantityText::milligram).orElse(Double.NaN);
        double capacity = fields.optional("nominal_capacity", QuantityText::ampereHour).orElse(Double.NaN);
        double zinc = fields.optional("zinc_foil", QuantityText::micrometre).orElse(Double.NaN);
        String barcode = fields.optional("barcode", Function.identity()).orElse(id);
        Map<String, String> more = YamlParts.map(fields, "fields");
        fields.requireNoOther();
        return YamlParts.built(fields, () -> new CellRecord(new CellFacts(id, kind, first, area, mass, capacity, zinc), barcode, more));
    }
}
