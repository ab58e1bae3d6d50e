package coulombus.formats;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import static coulombus.formats.Quantity.TEST_TIME;
import static coulombus.formats.Quantity.VOLTAGE;

/// A published trace: two columns, time and voltage, both with their units. There is no current; whoever reads it may state one.
final class VoltageOverTime implements CyclerFormat {
    private static final int COLUMNS = 2;
    private static final Vocabulary WORDS = new Vocabulary().words(TEST_TIME, "time", "test time", "t").words(VOLTAGE, "voltage", "e",
            "v", "u", "δe", "de", "δv", "dv", "potential", "ewe", "ecell", "cell voltage");

    @Override
    public String name() {
        return "voltage over time CSV";
    }

    @Override
    public Optional<TableLayout> recognise(FileHead head) {
        return WORDS.find(head, EnumSet.of(TEST_TIME, VOLTAGE), Set.of())
                .filter(header -> header.cells().size() == COLUMNS && header.columns()[0].unitStated() && header.columns()[1].unitStated())
                .map(header -> TableLayout.flat(name(), header, HeadSample.decimal(head, header)));
    }
}
