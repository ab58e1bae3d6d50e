package coulombus.formats;

import java.io.IOException;
import java.io.Writer;

import coulombus.core.measurement.MeasurementBatch;

/// Writes measurements as Battery Data Format CSV: its labels, its units, positive current charges. Every double is written so that it
/// reads back the same; what is not known is an empty field.
///
/// One thread; the writer given is not closed.
public final class BdfCsvWriter {
    private static final String HEADER = "Test Time / s,Voltage / V,Current / A,Unix Time / s,Cycle Count / 1,Step Count / 1,Step ID,"
            + "Step Type,Step Time / s,Record Index / 1,Charging Capacity / Ah,Discharging Capacity / Ah,Temperature T1 / degC\n";

    private final Writer out;
    private final StringBuilder line = new StringBuilder(256);
    private boolean begun;

    public BdfCsvWriter(Writer out) {
        this.out = out;
    }

    /// Writes the measurements of a batch, after the header where it is the first.
    public void write(MeasurementBatch batch) throws IOException {
        if (!begun) {
            out.write(HEADER);
            begun = true;
        }
        for (int i = 0; i < batch.size(); i++) {
            line.setLength(0);
            add(batch.testTimeSecond(i));
            add(batch.voltageVolt(i));
            add(batch.currentAmpere(i));
            add(batch.unixTimeSecond(i));
            add(batch.cycleCount(i));
            add(batch.stepCount(i));
            add(batch.stepId(i));
            line.append(StepWords.word(batch.stepKind(i))).append(',');
            add(batch.stepTimeSecond(i));
            line.append(batch.seq(i)).append(',');
            add(batch.chargingCapacityAh(i));
            add(batch.dischargingCapacityAh(i));
            add(batch.temperatureCelsius(i));
            line.setCharAt(line.length() - 1, '\n');
            out.append(line);
        }
    }

    private void add(double value) {
        if (!Double.isNaN(value)) {
            line.append(value);
        }
        line.append(',');
    }

    private void add(int count) {
        if (count != MeasurementBatch.UNKNOWN_COUNT) {
            line.append(count);
        }
        line.append(',');
    }
}
