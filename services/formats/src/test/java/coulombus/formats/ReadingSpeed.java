package coulombus.formats;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import coulombus.core.measurement.MeasurementBatch;

/// Measures how fast a large Neware CSV of 26 columns is read: `ReadingSpeed FILE [ROWS]` writes the file where it is missing and reads
/// it three times. A figure for people, no test.
final class ReadingSpeed {
    private static final String HEADER = "DataPoint,Cycle Index,Step Index,Step Type,Time,Total Time,Current(A),Voltage(V),Capacity(Ah),"
            + "Spec. Cap.(mAh/g),Chg. Cap.(Ah),Chg. Spec. Cap.(mAh/g),DChg. Cap.(Ah),DChg. Spec. Cap.(mAh/g),Energy(Wh),"
            + "Spec. Energy(mWh/g),Chg. Energy(Wh),Chg. Spec. Energy(mWh/g),DChg. Energy(Wh),DChg. Spec. Energy(mWh/g),Date,Power(W),"
            + "dQ/dV(mAh/V),dQm/dV(mAh/V.g),Contact resistance(mO),Module start-stop switch\n";
    private static final int ROWS_PER_STEP = 1800;

    private ReadingSpeed() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        int rows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000_000;
        if (!Files.exists(file)) {
            write(file, rows);
        }
        for (int pass = 0; pass < 3; pass++) {
            long start = System.nanoTime();
            long cpuStart = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long read = 0;
            double sum = 0;
            CyclerContent content = CyclerFiles.open(List.of(file), ReadOptions.DEFAULT);
            try (MeasurementFile measurements = ((CyclerContent.Measurements) content).file()) {
                MeasurementBatch batch = new MeasurementBatch(4096);
                int count;
                while ((count = measurements.read(batch, 4096)) > 0) {
                    read += count;
                    sum += batch.voltageVolt(count - 1);
                }
            }
            double second = (System.nanoTime() - start) / 1e9;
            double cpu = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuStart) / 1e9;
            System.out.printf(Locale.ROOT, "%,d rows in %.2f s (%.2f s of the core): %,.0f rows/s (%,.0f), %,.0f MB/s (%.3f)%n", read,
                    second, cpu, read / second, read / cpu, Files.size(file) / second / 1e6, sum);
        }
    }

    private static void write(Path file, int rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(HEADER);
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < rows; i++) {
                int step = i / ROWS_PER_STEP;
                int inStep = i % ROWS_PER_STEP;
                boolean charge = step % 2 == 0;
                double ah = 0.000001 * inStep;
                double volt = charge ? 3 + 0.0005 * inStep : 4 - 0.0005 * inStep;
                String capacity = String.format(Locale.ROOT, "%.8f", ah);
                String none = "0.00000000";
                line.setLength(0);
                line.append(i + 1).append(',').append(step / 2 + 1).append(',').append(step + 1).append(',')
                        .append(charge ? "CC Chg" : "CC DChg").append(',').append(clock(inStep)).append(',').append(clock(i)).append(',')
                        .append(charge ? "0.00360000" : "-0.00360000").append(',').append(Math.round(volt * 10000) / 10000.0).append(',')
                        .append(capacity).append(",123.45,").append(charge ? capacity : none).append(",123.45,")
                        .append(charge ? none : capacity).append(",123.45,").append(capacity).append(",12.34,").append(capacity)
                        .append(",12.34,").append(none).append(",0.00,2022-05-").append(two(1 + i / 86400 % 28)).append(' ')
                        .append(clock(i % 86400)).append(",0.01080000,5.9031,2838.0189,0,Close\n");
                out.append(line);
            }
        }
    }

    private static String clock(int second) {
        return two(second / 3600) + ':' + two(second / 60 % 60) + ':' + two(second % 60);
    }

    private static String two(int value) {
        return value < 10 ? "0" + value : Integer.toString(value);
    }
}
