package coulombus.formats;

import coulombus.formats.Unit.Dimension;

/// What a column of a cycler file holds, in the words of the Battery Data Format where it has one.
enum Quantity {
    /// The device's own number of the row.
    RECORD(Dimension.NONE),
    /// Time since the start of the test.
    TEST_TIME(Dimension.TIME),
    /// Time since the start of this execution of the step.
    STEP_TIME(Dimension.TIME), VOLTAGE(Dimension.VOLTAGE), CURRENT(Dimension.CURRENT),
    /// Counter of charge put in.
    CHARGING_CAPACITY(Dimension.CHARGE),
    /// Counter of charge taken out.
    DISCHARGING_CAPACITY(Dimension.CHARGE),
    /// One unsigned counter for both directions, which begins anew with each step.
    STEP_CAPACITY(Dimension.CHARGE),
    /// Signed charge since the row before.
    CHARGE_INCREMENT(Dimension.CHARGE),
    /// Date and time of day, in whatever way the vendor writes it.
    WALL_CLOCK(Dimension.TIME), TEMPERATURE(Dimension.TEMPERATURE),
    /// The vendor's cycle number.
    CYCLE(Dimension.NONE),
    /// The vendor's step of the program, which repeats in a loop.
    STEP_ID(Dimension.NONE),
    /// The vendor's count of executed steps, which only rises.
    STEP_COUNT(Dimension.NONE),
    /// The vendor's word for what the step does.
    STEP_KIND(Dimension.NONE),
    /// Maccor's code for why this row was recorded; from 128 on the step ended with it.
    END_STATUS(Dimension.NONE),
    /// EC-Lab's control mode: 1 current, 2 voltage, 3 rest.
    CONTROL_MODE(Dimension.NONE),
    /// EC-Lab's packed flags, whose two lowest bits are the control mode.
    FLAGS(Dimension.NONE),
    /// Set-point of the controlled quantity; only its sign is used.
    CONTROL(Dimension.NONE),
    /// Frequency of an impedance measurement; 0 or nothing in a DC row.
    FREQUENCY(Dimension.FREQUENCY);

    static final int COUNT = values().length;

    private final Dimension dimension;

    Quantity(Dimension dimension) {
        this.dimension = dimension;
    }

    Dimension dimension() {
        return dimension;
    }

    /// True where a row without it tells nothing.
    boolean isRequired() {
        return this == VOLTAGE || this == TEST_TIME;
    }
}
