package coulombus.formats;

import java.io.IOException;
import java.util.List;

import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.measurement.Mark;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;

/// One file's table of measurements, read through: rows as printed come from the source and leave settled, in this order: steps, charge
/// counters and sign as they stand in the row, then test time (which may need to look at the next row), derived current, number.
final class MeasurementTable implements MeasurementFile {
    private final TableLayout layout;
    private final InstrumentFacts instrument;
    private final Tally tally = new Tally();
    private final RowSource source;
    private final StepCounter steps;
    private final CapacityCounter capacity;
    private final SignByStep sign = new SignByStep();
    private final TestClock clock;
    private final CurrentSource current;
    private final RecordNumbers numbers;
    private final boolean timeFromStep;

    private double stepStartSecond;
    private double stepTimeSecond;
    private final Row kept = new Row();
    private Row ahead;
    private Row settled;
    private boolean stepTimeRestarts;
    private IOException failure;

    MeasurementTable(FileHead head, TableLayout recognised, ReadOptions options) throws IOException {
        HeadSample printed = new HeadSample(head, recognised);
        this.layout = printed.corrected().withoutSpareColumns();
        layout.notes().forEach(tally::add);
        this.current = new CurrentSource(layout, options, tally);
        this.instrument = new HeadSample(head, layout).instrument(current.basis());
        this.source = new RowSource(head, layout, new WallClock(options.zone(), printed.isDayFirst()), tally);
        this.steps = new StepCounter(layout);
        this.capacity = new CapacityCounter(layout);
        this.clock = new TestClock(tally);
        this.numbers = new RecordNumbers(layout, tally);
        this.timeFromStep = !layout.has(Quantity.TEST_TIME);
        try {
            settled = settleNext();
        } catch (IOException e) {
            source.close();
            throw e;
        }
        if (settled == null) {
            source.close();
            String why = tally.list().stream().map(DataQuality::detail).reduce((a, b) -> a + "; " + b).map(all -> " (" + all + ")")
                    .orElse("");
            throw new UnreadableFileException(head.file(), "it is a " + layout.format() + " without one readable measurement" + why);
        }
    }

    @Override
    public int read(MeasurementBatch into, int limit) throws IOException {
        if (failure != null) {
            throw failure;
        }
        into.clear(settled == null ? 1 : settled.number);
        while (settled != null && into.size() < limit && settled.number == into.firstSeq() + into.size()) {
            put(settled, into);
            try {
                settled = settleNext();
            } catch (IOException e) {
                // What was read before stands; the failure is told when more is asked for.
                settled = null;
                failure = e;
            }
        }
        return into.size();
    }

    private Row settleNext() throws IOException {
        Row row = ahead != null ? ahead : take();
        ahead = null;
        if (row == null) {
            return null;
        }
        if (clock.falls(row)) {
            kept.copyFrom(row);
            row = kept;
            ahead = take();
        }
        clock.settle(row, ahead);
        current.settle(row);
        numbers.settle(row);
        return row;
    }

    /// The next row with everything settled that needs no other row's time.
    private Row take() throws IOException {
        Row row = source.next();
        if (row == null) {
            return null;
        }
        layout.particulars().accept(row);
        if (row.get(Quantity.FREQUENCY) > 0) {
            row.stepKind = StepKind.IMPEDANCE;
        }
        boolean stepBegins = steps.settle(row);
        if (row.suspended) {
            row.marks |= Mark.SUSPENDED;
        }
        if (layout.signFromStep()) {
            sign.settle(row);
        }
        capacity.settle(row, stepBegins);
        if (timeFromStep) {
            sumUpTime(row, stepBegins);
        }
        return row;
    }

    /// Without a total time the times of the steps are summed up; a time that never falls back is a total time under another name.
    private void sumUpTime(Row row, boolean stepBegins) {
        double inStep = row.get(Quantity.STEP_TIME);
        stepTimeRestarts |= inStep < stepTimeSecond;
        if (stepBegins && stepTimeRestarts) {
            stepStartSecond += stepTimeSecond;
        }
        stepTimeSecond = inStep;
        row.set(Quantity.TEST_TIME, stepStartSecond + inStep);
    }

    private static void put(Row row, MeasurementBatch into) {
        int i = into.addRow();
        into.setTestTimeSecond(i, row.get(Quantity.TEST_TIME));
        into.setVoltageVolt(i, row.get(Quantity.VOLTAGE));
        into.setCurrentAmpere(i, row.get(Quantity.CURRENT));
        into.setStepTimeSecond(i, row.get(Quantity.STEP_TIME));
        into.setUnixTimeSecond(i, row.get(Quantity.WALL_CLOCK));
        into.setChargingCapacityAh(i, row.get(Quantity.CHARGING_CAPACITY));
        into.setDischargingCapacityAh(i, row.get(Quantity.DISCHARGING_CAPACITY));
        into.setTemperatureCelsius(i, row.get(Quantity.TEMPERATURE));
        into.setCycleCount(i, row.count(Quantity.CYCLE));
        into.setStepCount(i, row.stepCount);
        into.setStepId(i, row.count(Quantity.STEP_ID));
        into.setStepKind(i, row.stepKind);
        into.addMark(i, row.marks);
    }

    @Override
    public String format() {
        return layout.format();
    }

    @Override
    public InstrumentFacts instrument() {
        return instrument;
    }

    @Override
    public CellHints cellHints() {
        return layout.hints();
    }

    @Override
    public long rejectedRows() {
        return source.rejected();
    }

    @Override
    public List<DataQuality> dataQuality() {
        return tally.list();
    }

    @Override
    public double progressFraction() {
        return source.progressFraction();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
