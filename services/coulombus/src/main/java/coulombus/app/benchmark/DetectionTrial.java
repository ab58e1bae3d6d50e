package coulombus.app.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleConsumer;

import coulombus.drivers.simulation.corpus.LabelledCell;

/// Scores cells on all cores. The result is in the order of the cells, whichever was done first.
public final class DetectionTrial {
    private DetectionTrial() {}

    /// @param progress told the part that is done, on the caller's thread
    static List<CellScore> score(List<LabelledCell> cells, DoubleConsumer progress) throws InterruptedException {
        try (ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<CellScore>> waiting = new ArrayList<>();
            for (LabelledCell cell : cells) {
                waiting.add(workers.submit(() -> CellScore.of(cell)));
            }
            List<CellScore> scores = new ArrayList<>();
            try {
                for (Future<CellScore> one : waiting) {
                    scores.add(one.get());
                    progress.accept((double) scores.size() / cells.size());
                }
            } catch (ExecutionException e) {
                workers.shutdownNow();
                throw new IllegalStateException("cell " + cells.get(scores.size()).id() + " could not be scored: " + e.getCause(),
                        e.getCause());
            } catch (InterruptedException e) {
                workers.shutdownNow();
                throw e;
            }
            return scores;
        }
    }
}
