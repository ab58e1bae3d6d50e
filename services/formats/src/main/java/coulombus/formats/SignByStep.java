package coulombus.formats;

/// Gives magnitudes their sign from the step, in files whose currents have none.
///
/// Whether a file is signed shows in its first discharge that carries a real current: a negative one settles it for good.
final class SignByStep {
    /// Part of the largest current so far below which a current may be noise around zero and settles nothing.
    private static final double REAL_CURRENT = 0.01;

    private boolean signed;
    private boolean unsigned;
    private double largest;
    private int lastSign;

    void settle(Row row) {
        double current = row.get(Quantity.CURRENT);
        if (signed || Double.isNaN(current)) {
            return;
        }
        largest = Math.max(largest, Math.abs(current));
        if (current < 0) {
            signed = true;
        }
        // A suspension has no direction of its own; its current is that of the step it interrupts.
        lastSign = row.suspended ? lastSign : row.stepKind.sign();
        if (lastSign < 0 && current > 0) {
            unsigned |= current > REAL_CURRENT * largest;
            if (unsigned) {
                row.set(Quantity.CURRENT, -current);
            }
        }
    }
}
