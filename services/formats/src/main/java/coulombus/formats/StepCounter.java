package coulombus.formats;

/// Counts executions of steps: a step begins anew where the vendor's count or step number changes, its time falls, or the kind of
/// control changes within one number.
final class StepCounter {
    /// Step times are printed with less precision than they are kept; a smaller fall is no restart.
    private static final double NOISE_SECOND = 1e-6;

    private final boolean hasVendorCount;
    private final boolean hasAny;
    private final boolean hasStepTime;
    private int count;
    private boolean begun;
    private int vendorCount;
    private int stepId;
    private int cycle;
    private int control;
    private double stepTimeSecond;

    StepCounter(TableLayout layout) {
        this.hasVendorCount = layout.has(Quantity.STEP_COUNT) || layout.shape() == TableLayout.Shape.THREE_LEVELS;
        this.hasStepTime = layout.has(Quantity.STEP_TIME);
        this.hasAny = hasVendorCount || hasStepTime || layout.has(Quantity.STEP_ID) || layout.has(Quantity.STEP_KIND);
    }

    /// Sets the row's step count and answers whether a step begins with it.
    boolean settle(Row row) {
        if (!hasAny) {
            row.stepCount = -1;
            return false;
        }
        int rowControl = row.has(Quantity.CONTROL_MODE) ? row.count(Quantity.CONTROL_MODE) : row.stepKind.ordinal();
        // A suspension is no step of its own, and tells nothing of the step it interrupts.
        rowControl = row.suspended ? control : rowControl;
        boolean begins = begins(row, rowControl);
        if (begins) {
            int vendor = hasVendorCount ? row.count(Quantity.STEP_COUNT) : -1;
            count = vendor > count ? vendor : count + 1;
        }
        begun = true;
        vendorCount = row.count(Quantity.STEP_COUNT);
        stepId = row.count(Quantity.STEP_ID);
        cycle = row.count(Quantity.CYCLE);
        control = rowControl;
        stepTimeSecond = row.get(Quantity.STEP_TIME);
        row.stepCount = count;
        return begins;
    }

    private boolean begins(Row row, int rowControl) {
        if (!begun) {
            return true;
        }
        if (hasVendorCount) {
            return row.count(Quantity.STEP_COUNT) != vendorCount;
        }
        return row.count(Quantity.STEP_ID) != stepId || rowControl != control
                || hasStepTime && row.get(Quantity.STEP_TIME) < stepTimeSecond - NOISE_SECOND
                || !hasStepTime && !row.has(Quantity.CONTROL_MODE) && row.count(Quantity.CYCLE) != cycle;
    }
}
