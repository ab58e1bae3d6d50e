package coulombus.app.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import coulombus.app.benchmark.CellScore.Alarm;
import coulombus.core.detection.FindingKind;
import coulombus.drivers.simulation.corpus.LabelledCell;

/// Alarms of cells to which nothing was done, over the hours they were watched.
///
/// @param cells      cells watched
/// @param hours      channel-hours
/// @param byKind     alarms of each kind that came at all
/// @param shorts     alarms that say short
/// @param shortCells cells that gave one or more of them
record FalseAlarms(int cells, double hours, Map<FindingKind, Integer> byKind, int shorts, int shortCells) {
    /// Of those healthy cells that the predicate picks.
    static FalseAlarms of(List<CellScore> scores, Predicate<LabelledCell> picked) {
        int cells = 0;
        double hours = 0;
        int shortCells = 0;
        List<Alarm> alarms = new ArrayList<>();
        for (CellScore score : scores) {
            if (picked.test(score.cell())) {
                cells++;
                hours += score.hours();
                alarms.addAll(score.alarms());
                shortCells += score.shorts().isEmpty() ? 0 : 1;
            }
        }
        Map<FindingKind, Integer> byKind = new TreeMap<>();
        alarms.forEach(a -> byKind.merge(a.kind(), 1, Integer::sum));
        int shorts = (int) alarms.stream().filter(a -> a.kind().isShort()).count();
        return new FalseAlarms(cells, hours, byKind, shorts, shortCells);
    }

    double shortsPerThousandHours() {
        return 1000 * shorts / hours;
    }
}
