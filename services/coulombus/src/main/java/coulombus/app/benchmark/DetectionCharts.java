package coulombus.app.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

import coulombus.core.measurement.MeasurementBatch;
import coulombus.drivers.simulation.corpus.Corpus;
import coulombus.drivers.simulation.corpus.FailureKind;
import coulombus.drivers.simulation.corpus.LabelledCell;
import coulombus.drivers.simulation.corpus.LabelledRun;

/// The pictures of the report.
final class DetectionCharts {
    private static final double BEFORE_SECOND = 1.5 * 3600;

    private final Path folder;

    DetectionCharts(Path folder) {
        this.folder = folder;
    }

    /// Recall of every failure and severity with its interval.
    void recall(List<FailureTally> tallies) throws IOException {
        List<SvgChart.Bar> bars = new ArrayList<>();
        for (FailureTally t : tallies) {
            ExactInterval interval = ExactInterval.ofPart(t.found(), t.cells());
            bars.add(new SvgChart.Bar(t.name(), t.recallFraction(), interval.lower(), interval.upper()));
        }
        write("recall.svg", SvgChart.bars("Recall by failure and severity, 95 % interval", bars));
    }

    /// Which part of the cells was found within a delay, for shorts.
    void delays(List<FailureTally> tallies) throws IOException {
        List<SvgChart.Line> lines = new ArrayList<>();
        for (FailureTally t : tallies) {
            if (EnumSet.of(FailureKind.HARD_SHORT, FailureKind.SOFT_SHORT, FailureKind.INTERMITTENT_SHORT).contains(t.failure())) {
                double[] hour = t.sortedDelaySecond();
                double[] part = new double[hour.length];
                for (int i = 0; i < hour.length; i++) {
                    hour[i] = Math.max(hour[i], 1) / 3600;
                    part[i] = (i + 1.0) / t.cells();
                }
                lines.add(new SvgChart.Line(t.failure().name().replace("_SHORT", "") + " " + t.severityText(), hour, part));
            }
        }
        write("delay.svg", SvgChart.lines("Delay of detection of shorts", "delay / h of test time", "part of the cells", lines, true));
    }

    /// A typical trace of a failure around its onset. Answers the name of the file.
    String trace(Corpus corpus, FailureKind failure) throws IOException {
        LabelledCell cell = corpus.failing(failure, failure.severities().get(0), 0);
        double onset = cell.onsetSecond();
        double from = onset - BEFORE_SECOND;
        double to = onset + afterSecond(failure);
        List<double[]> points = new ArrayList<>();
        LabelledRun run = cell.run();
        MeasurementBatch batch = new MeasurementBatch(256);
        while (run.read(batch, 256) > 0 && batch.testTimeSecond(0) <= to) {
            for (int i = 0; i < batch.size(); i++) {
                double t = batch.testTimeSecond(i);
                if (t >= from && t <= to) {
                    points.add(new double[]{ (t - onset) / 3600, batch.voltageVolt(i) });
                }
            }
        }
        int every = Math.max(1, points.size() / 1500);
        List<double[]> shown = new ArrayList<>();
        for (int i = 0; i < points.size(); i += every) {
            shown.add(points.get(i));
        }
        String name = "trace-" + failure.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".svg";
        SvgChart.Line line = new SvgChart.Line("voltage", shown.stream().mapToDouble(p -> p[0]).toArray(),
                shown.stream().mapToDouble(p -> p[1]).toArray());
        write(name, SvgChart.lines(failure + ", " + failure.severities().get(0) + " " + failure.unit(), "h after the onset", "voltage / V",
                List.of(line), false));
        return name;
    }

    private static double afterSecond(FailureKind failure) {
        return 3600 * switch (failure) {
            case POLARIZATION_RISE -> 40;
            case SELF_DISCHARGE, REST_DECAY -> 12;
            case SOFT_THEN_HARD -> 65;
            case NONE, HARD_SHORT, SOFT_SHORT, INTERMITTENT_SHORT, CONTACT, NOISE, CAPACITY_DROP, EFFICIENCY_DROP, CHARGE_RUNAWAY -> 3;
        };
    }

    private void write(String name, String svg) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name), svg);
    }
}
