package coulombus.formats;

import coulombus.core.measurement.StepKind;

/// Makes two counters of charge from a vendor's single column: from a signed increment per row, or from an unsigned counter that begins
/// anew with each step. The counters made here never fall, so that no reset has to be guessed later.
final class CapacityCounter {
    private final boolean increments;
    private final boolean single;
    private double chargedAh;
    private double dischargedAh;
    private double lastAh;
    private int lastDirection;

    CapacityCounter(TableLayout layout) {
        boolean own = layout.has(Quantity.CHARGING_CAPACITY) || layout.has(Quantity.DISCHARGING_CAPACITY);
        this.increments = !own && layout.has(Quantity.CHARGE_INCREMENT);
        this.single = !own && !increments && layout.has(Quantity.STEP_CAPACITY);
    }

    void settle(Row row, boolean stepBegins) {
        if (increments) {
            double increment = row.get(Quantity.CHARGE_INCREMENT);
            add(increment > 0 ? 1 : -1, Math.abs(increment));
        } else if (single) {
            settleSingle(row, stepBegins);
        }
        if (increments || single) {
            row.set(Quantity.CHARGING_CAPACITY, chargedAh);
            row.set(Quantity.DISCHARGING_CAPACITY, dischargedAh);
        }
    }

    private void settleSingle(Row row, boolean stepBegins) {
        double capacity = Math.abs(row.get(Quantity.STEP_CAPACITY));
        if (Double.isNaN(capacity)) {
            return;
        }
        int direction = direction(row);
        boolean turned = direction != 0 && lastDirection != 0 && direction != lastDirection;
        // Where a step begins the counter does too; where it goes on over a step of the same direction it does not fall.
        double moved = capacity < lastAh || stepBegins && turned ? capacity : capacity - lastAh;
        // Charge that is counted with the first row of a rest or with a suspension still flowed in the direction before.
        add(direction != 0 ? direction : lastDirection, moved);
        lastAh = capacity;
        lastDirection = direction != 0 ? direction : lastDirection;
    }

    private static int direction(Row row) {
        if (row.stepKind == StepKind.REST || row.suspended) {
            return 0;
        }
        if (row.stepKind.sign() != 0) {
            return row.stepKind.sign();
        }
        double current = row.get(Quantity.CURRENT);
        return current > 0 ? 1 : current < 0 ? -1 : 0;
    }

    private void add(int direction, double ah) {
        if (direction > 0 && ah > 0) {
            chargedAh += ah;
        } else if (direction < 0 && ah > 0) {
            dischargedAh += ah;
        }
    }
}
