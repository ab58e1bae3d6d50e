package coulombus.loadtests;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/// Writes a Neware CSV of any length: 26 columns, some 220 characters a row, a full cell at 1 Hz in half-cycles of half an hour.
final class NewareFile {
    private static final String HEADER = "DataPoint,Cycle Index,Step Index,Step Type,Time,Total Time,Current(A),Voltage(V),Capacity(Ah),"
            + "Spec. Cap.(mAh/g),Chg. Cap.(Ah),Chg. Spec. Cap.(mAh/g),DChg. Cap.(Ah),DChg. Spec. Cap.(mAh/g),Energy(Wh),"
            + "Spec. Energy(mWh/g),Chg. Energy(Wh),Chg. Spec. Energy(mWh/g),DChg. Energy(Wh),DChg. Spec. Energy(mWh/g),Date,Power(W),"
            + "dQ/dV(mAh/V),dQm/dV(mAh/V.g),Contact resistance(mO),Module start-stop switch\n";
    private static final int ROWS_PER_STEP = 1800;

    private NewareFile() {}

    static void write(Path file, int rows) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(HEADER.getBytes(StandardCharsets.US_ASCII));
            StringBuilder line = new StringBuilder(256);
            for (int i = 0; i < rows; i++) {
                line.setLength(0);
                append(line, i);
                out.write(line.toString().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static void append(StringBuilder line, int i) {
        int step = i / ROWS_PER_STEP;
        int inStep = i % ROWS_PER_STEP;
        boolean charge = step % 2 == 0;
        // 3.6 mA; the voltage moves by half a millivolt and a little noise of the last digit.
        long capacity = 100L * inStep;
        long energy = capacity * 7 / 2;
        int volt = (charge ? 30_000 + 5 * inStep : 40_000 - 5 * inStep) + i * 7 % 5;
        line.append(i + 1).append(',').append(step / 2 + 1).append(',').append(step + 1).append(',').append(charge ? "CC Chg" : "CC DChg")
                .append(',');
        clock(line, inStep);
        line.append(',');
        clock(line, i);
        line.append(charge ? ",0.00360000," : ",-0.00360000,");
        decimals(line, volt, 4).append(',');
        decimals(line, capacity, 8).append(',');
        decimals(line, capacity, 2).append(',');
        decimals(line, charge ? capacity : 0, 8).append(',');
        decimals(line, charge ? capacity : 0, 2).append(',');
        decimals(line, charge ? 0 : capacity, 8).append(',');
        decimals(line, charge ? 0 : capacity, 2).append(',');
        decimals(line, energy, 8).append(',');
        decimals(line, energy, 2).append(',');
        decimals(line, charge ? energy : 0, 8).append(',');
        decimals(line, charge ? energy : 0, 2).append(',');
        decimals(line, charge ? 0 : energy, 8).append(',');
        decimals(line, charge ? 0 : energy, 2).append(",").append(LocalDate.ofEpochDay(19_113 + i / 86400)).append(' ');
        clock(line, i % 86400);
        decimals(line.append(','), 36L * volt / 100, 8).append(",5.9031,2838.0189,0,Close\n");
    }

    private static void clock(StringBuilder line, int second) {
        padded(line, second / 3600, 2).append(':');
        padded(line, second / 60 % 60, 2).append(':');
        padded(line, second % 60, 2);
    }

    private static StringBuilder decimals(StringBuilder line, long value, int decimals) {
        long scale = 1;
        for (int k = 0; k < decimals; k++) {
            scale *= 10;
        }
        return padded(line.append(value / scale).append('.'), value % scale, decimals);
    }

    private static StringBuilder padded(StringBuilder line, long value, int width) {
        long scale = 1;
        for (int k = 1; k < width; k++) {
            scale *= 10;
        }
        for (; scale > 1 && value < scale; scale /= 10) {
            line.append('0');
        }
        return line.append(value);
    }
}
