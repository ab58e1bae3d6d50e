package coulombus.formats;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;

import static org.assertj.core.api.Assertions.assertThat;

/// A file read whole, for looking at in tests. It checks on the way what holds for every file: numbers rise, the test time does not fall.
final class Readings {
    final MeasurementBatch rows = new MeasurementBatch(1024);
    final List<Long> seqs = new ArrayList<>();
    String format;
    InstrumentFacts instrument;
    MeasurementFile.CellHints hints;
    long rejectedRows;
    List<DataQuality> quality;

    static Readings of(Path file) throws IOException {
        return of(ReadOptions.DEFAULT, file);
    }

    static Readings of(ReadOptions options, Path... files) throws IOException {
        Readings readings = new Readings();
        CyclerContent content = CyclerFiles.open(List.of(files), options);
        try (MeasurementFile file = ((CyclerContent.Measurements) content).file()) {
            MeasurementBatch batch = new MeasurementBatch(16);
            int count;
            while ((count = file.read(batch, 100)) > 0) {
                assertThat(count).isLessThanOrEqualTo(100).isEqualTo(batch.size());
                for (int i = 0; i < count; i++) {
                    readings.add(batch, i);
                }
            }
            assertThat(file.read(batch, 100)).isZero();
            readings.format = file.format();
            readings.instrument = file.instrument();
            readings.hints = file.cellHints();
            readings.rejectedRows = file.rejectedRows();
            readings.quality = file.dataQuality();
        }
        return readings;
    }

    static Path write(Path directory, String name, String text) throws IOException {
        return write(directory, name, text, StandardCharsets.UTF_8);
    }

    static Path write(Path directory, String name, String text, Charset charset) throws IOException {
        return Files.write(directory.resolve(name), text.getBytes(charset));
    }

    private void add(MeasurementBatch batch, int i) {
        int last = rows.size() - 1;
        if (last >= 0) {
            assertThat(batch.seq(i)).isGreaterThan(seqs.get(last));
            assertThat(batch.testTimeSecond(i)).isGreaterThanOrEqualTo(rows.testTimeSecond(last));
        }
        rows.addCopy(batch, i);
        seqs.add(batch.seq(i));
    }

    int size() {
        return rows.size();
    }

    long count(StepKind kind) {
        return IntStream.range(0, size()).filter(i -> rows.stepKind(i) == kind).count();
    }

    DataQuality found(DataQualityKind kind) {
        return quality.stream().filter(q -> q.kind() == kind).findFirst().orElse(null);
    }

    List<DataQualityKind> kinds() {
        return quality.stream().map(DataQuality::kind).toList();
    }

    /// Indexes of the rows that carry this mark.
    List<Integer> marked(int mark) {
        return IntStream.range(0, size()).filter(i -> (rows.marks(i) & mark) != 0).boxed().toList();
    }

    /// Charge in (`charging`) or out counted by the device within the vendor's cycle: rises count, a fall is a reset to 0.
    double countedAh(int cycle, boolean charging) {
        double sum = 0;
        double last = Double.NaN;
        for (int i = 0; i < size(); i++) {
            double value = charging ? rows.chargingCapacityAh(i) : rows.dischargingCapacityAh(i);
            if (Double.isNaN(value)) {
                continue;
            }
            if (rows.cycleCount(i) == cycle && !Double.isNaN(last)) {
                sum += value >= last ? value - last : value;
            }
            last = value;
        }
        return sum;
    }

    long duplicateTimes() {
        return IntStream.range(1, size()).filter(i -> rows.testTimeSecond(i) == rows.testTimeSecond(i - 1)).count();
    }
}
