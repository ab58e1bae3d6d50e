package coulombus.formats;

import java.util.List;
import java.util.Optional;

/// Neware's 'regular' export with three header lines, one each for cycle, step and measurement rows.
final class NewareThreeLevel implements CyclerFormat {
    private static final int LAST_START = 20;

    @Override
    public String name() {
        return "Neware three-level CSV";
    }

    @Override
    public Optional<TableLayout> recognise(FileHead head) {
        for (int line = 0; line < Math.min(LAST_START, head.lines().size() - 2); line++) {
            for (char separator : FileHead.SEPARATORS) {
                List<String> cycle = head.cells(line, separator);
                List<String> step = head.cells(line + 1, separator);
                List<String> record = head.cells(line + 2, separator);
                if (leadingEmpty(cycle) == 0 && leadingEmpty(step) == 1 && leadingEmpty(record) == 2 && !cycle.getFirst().isBlank()) {
                    Column[] columns = NewareCsv.WORDS.columns(head.headerCells(line + 2, separator));
                    Vocabulary.TableHeader header = new Vocabulary.TableHeader(line + 2, separator, record, columns);
                    if (header.quantities().contains(Quantity.VOLTAGE) && header.quantities().contains(Quantity.CURRENT)) {
                        return Optional
                                .of(TableLayout.flat(name(), header, '.').withShape(TableLayout.Shape.THREE_LEVELS).withSignFromStep());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static int leadingEmpty(List<String> cells) {
        int count = 0;
        while (count < cells.size() && cells.get(count).isBlank()) {
            count++;
        }
        return count;
    }
}
