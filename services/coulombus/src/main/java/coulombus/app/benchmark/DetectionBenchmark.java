package coulombus.app.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.Function;

import coulombus.drivers.simulation.corpus.Corpus;
import coulombus.drivers.simulation.corpus.CorpusFiles;
import coulombus.drivers.simulation.corpus.LabelledCell;

/// The proof of the detectors: makes the cells, runs them through the core, writes the report.
public final class DetectionBenchmark {
    private static final int FAILING_CHAMBERS = 10;
    private static final double COST_HOURS = 1;
    private static final double HEALTHY_CELL_HOURS = 600;

    private final DetectionOptions options;
    private final Corpus corpus;

    public DetectionBenchmark(DetectionOptions options) {
        this.options = options;
        this.corpus = new Corpus(options.set(), options.seed());
    }

    /// Runs it and writes the report.
    ///
    /// @param progress gives a place to tell how far a part of the work is, by the name of the part
    /// @return one sentence a target
    public List<String> run(LocalDate date, Function<String, DoubleConsumer> progress) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        List<CellScore> failing = DetectionTrial.score(corpus.failing(options.cells()), progress.apply("failing cells"));
        List<CellScore> healthy = DetectionTrial.score(corpus.healthy(options.healthyHours()), progress.apply("healthy cells"));
        List<CellScore> warmed = DetectionTrial.score(corpus.inFailingChambers(FAILING_CHAMBERS), progress.apply("failing chambers"));
        double seconds = (System.nanoTime() - begin) / 1e9;
        DetectionReport report = new DetectionReport(options, failing, healthy, warmed);
        report.write(corpus, date, seconds, FoldCost.nanosPerMeasurement(corpus.healthy(COST_HOURS).get(0)));
        List<String> told = new ArrayList<>();
        for (DetectionTargets.Verdict v : report.verdicts()) {
            told.add((v.kept() ? "kept    " : "NOT KEPT") + "  " + v.target() + ": " + v.measured());
        }
        return told;
    }

    /// Writes the failing cells, and a healthy one for each ten of them, as files with labels.
    public int writeCorpus(Path folder, DoubleConsumer progress) throws IOException {
        List<LabelledCell> cells = new ArrayList<>(corpus.failing(options.cells()));
        cells.addAll(corpus.healthy(HEALTHY_CELL_HOURS * Math.max(1, cells.size() / 10)));
        CorpusFiles.writeLabels(folder, cells);
        for (int k = 0; k < cells.size(); k++) {
            CorpusFiles.writeMeasurements(folder, cells.get(k));
            progress.accept((k + 1.0) / cells.size());
        }
        return cells.size();
    }

}
