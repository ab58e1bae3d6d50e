package coulombus.formats;

import coulombus.core.measurement.StepKind;

/// Rows of Neware's three-level export: a cycle row starts in the first field, a step row in the second, a measurement in the third.
/// The first cycle row carries the first step's row in its further fields. What cycle and step rows say holds for the measurements below.
final class NewareLevels extends RowParser {
    private static final int STEP_INDEX = 1;
    private static final int STEP_NUMBER = 2;
    private static final int STEP_TYPE = 3;

    private final int cycleFields;
    private int level;
    private double cycle = Double.NaN;
    private double stepId = Double.NaN;
    private double stepNumber = Double.NaN;
    private StepKind stepKind = StepKind.UNKNOWN;

    /// @param cycleFields how many fields a cycle row has of its own, after which a step row may follow
    NewareLevels(TableLayout layout, WallClock clock, int cycleFields) {
        super(layout, clock);
        this.cycleFields = cycleFields;
    }

    @Override
    void begin(long startingLineNumber) {
        super.begin(startingLineNumber);
        level = 0;
    }

    /// What a field means depends on its row's level, so that each must be looked at.
    @Override
    int unwanted(int index) {
        return 0;
    }

    @Override
    int number(int index, byte[] text, int start, byte separator) {
        return -1;
    }

    @Override
    void field(int index, char[] text, int offset, int length) {
        if (level == 0) {
            level = length > 0 ? index + 1 : 0;
        }
        switch (level) {
            case 1 -> cycleField(index, text, offset, length);
            case 2 -> stepField(index, text, offset, length);
            case 3 -> super.field(index, text, offset, length);
            default -> {
                // leading empty fields
            }
        }
    }

    private void cycleField(int index, char[] text, int offset, int length) {
        if (index == 0) {
            cycle = Numbers.parse(text, offset, length, '.');
        } else if (index >= cycleFields) {
            stepField(index - cycleFields + STEP_INDEX, text, offset, length);
        }
    }

    private void stepField(int index, char[] text, int offset, int length) {
        switch (index) {
            case STEP_INDEX -> stepId = Numbers.parse(text, offset, length, '.');
            case STEP_NUMBER -> stepNumber = Numbers.parse(text, offset, length, '.');
            case STEP_TYPE -> stepKind = StepWords.kind(new String(text, offset, length));
            default -> {
                // results of the step, which the measurements below tell themselves
            }
        }
    }

    @Override
    Row end(int fields) {
        Row built = super.end(fields);
        if (level != 3) {
            built.skipped = true;
            return built;
        }
        built.set(Quantity.CYCLE, cycle);
        built.set(Quantity.STEP_ID, stepId);
        built.set(Quantity.STEP_COUNT, stepNumber);
        built.stepKind = stepKind;
        return built;
    }
}
