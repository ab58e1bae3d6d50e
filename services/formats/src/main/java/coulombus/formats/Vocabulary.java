package coulombus.formats;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The column names of one vendor and what they mean: the heart of each reader, a table.
///
/// Where two columns of a file mean the same quantity, the name listed first wins.
final class Vocabulary {
    private static final int HEADER_WITHIN_LINES = 200;

    private record Term(Quantity quantity, Optional<Unit> unit, int rank) {}

    private final Map<String, Term> terms = new HashMap<>();

    /// Names without a unit of their own: the header states it, or it is the base unit.
    Vocabulary words(Quantity quantity, String... names) {
        for (String name : names) {
            terms.put(name, new Term(quantity, Optional.empty(), terms.size()));
        }
        return this;
    }

    /// A name that is a unit itself, such as Maccor's `mAmps`.
    Vocabulary unitWord(Quantity quantity, String name, String unit) {
        terms.put(name, new Term(quantity, Unit.of(unit), terms.size()));
        return this;
    }

    /// The columns of a header line; `null` where a column is of no interest.
    Column[] columns(List<HeaderCell> header) {
        Column[] columns = new Column[header.size()];
        Map<Quantity, Integer> best = new EnumMap<>(Quantity.class);
        for (int i = 0; i < columns.length; i++) {
            HeaderCell cell = header.get(i);
            Term term = terms.get(cell.name());
            if (term == null || best.getOrDefault(term.quantity, Integer.MAX_VALUE) <= term.rank) {
                continue;
            }
            for (int k = 0; k < i; k++) {
                if (columns[k] != null && columns[k].quantity() == term.quantity) {
                    columns[k] = null;
                }
            }
            best.put(term.quantity, term.rank);
            columns[i] = column(term, cell);
        }
        return columns;
    }

    private static Column column(Term term, HeaderCell cell) {
        Optional<Unit> stated = cell.unit().filter(unit -> unit.dimension() == term.quantity.dimension());
        Unit unit = stated.or(term::unit).orElse(Unit.base(term.quantity.dimension()));
        return new Column(term.quantity, unit, stated.isPresent());
    }

    /// The first line near the top that names all of `needed` and at least one of `signature` (any, where that is empty).
    Optional<TableHeader> find(FileHead head, Set<Quantity> needed, Set<String> signature) {
        int lines = Math.min(HEADER_WITHIN_LINES, head.lines().size());
        for (int line = 0; line < lines; line++) {
            for (char separator : FileHead.SEPARATORS) {
                if (head.lines().get(line).indexOf(separator) < 0) {
                    continue;
                }
                Column[] columns = columns(head.headerCells(line, separator));
                TableHeader header = new TableHeader(line, separator, List.of(), columns);
                if (!header.quantities().containsAll(needed)) {
                    continue;
                }
                header = new TableHeader(line, separator, head.cells(line, separator), columns);
                if (signature.isEmpty() || header.names().stream().anyMatch(signature::contains)) {
                    return Optional.of(header);
                }
            }
        }
        return Optional.empty();
    }

    /// A header line found in a file.
    ///
    /// @param line      its index, from 0
    /// @param separator between its cells
    /// @param cells     as printed
    /// @param columns   what they mean, `null` where of no interest
    record TableHeader(int line, char separator, List<String> cells, Column[] columns) {

        Set<Quantity> quantities() {
            Set<Quantity> found = EnumSet.noneOf(Quantity.class);
            for (Column column : columns) {
                if (column != null) {
                    found.add(column.quantity());
                }
            }
            return found;
        }

        Set<String> names() {
            return cells.stream().map(cell -> HeaderCell.parse(cell).name()).collect(Collectors.toSet());
        }

        int indexOf(Quantity quantity) {
            for (int i = 0; i < columns.length; i++) {
                if (columns[i] != null && columns[i].quantity() == quantity) {
                    return i;
                }
            }
            return -1;
        }
    }
}
