package coulombus.core.measurement;

/// What the cycler says it is doing while a measurement is taken. The names are the field's; a vendor's own words are mapped to
/// these in the reader, once. The order is part of the wire contract: only append.
public enum StepKind {
    /// The device or file does not say.
    UNKNOWN(0),
    /// No current: rest, pause, open circuit.
    REST(0), CONSTANT_CURRENT_CHARGE(1), CONSTANT_CURRENT_DISCHARGE(-1), CONSTANT_VOLTAGE_CHARGE(1), CONSTANT_VOLTAGE_DISCHARGE(
            -1), CONSTANT_CURRENT_CONSTANT_VOLTAGE_CHARGE(1), CONSTANT_CURRENT_CONSTANT_VOLTAGE_DISCHARGE(-1),
    /// Charge or discharge of which the control mode is not stated.
    CHARGE(1), DISCHARGE(-1),
    /// Impedance spectroscopy. Such measurements are not DC and never enter a half-cycle.
    IMPEDANCE(0);

    private static final StepKind[] BY_CODE = values();
    private final int sign;

    StepKind(int sign) {
        this.sign = sign;
    }

    /// +1 charging, -1 discharging, 0 not stated.
    public int sign() {
        return sign;
    }

    /// True where the current is controlled to a set-point, so that a vanished current is a fault and not a rest.
    public boolean controlsCurrent() {
        return this == CONSTANT_CURRENT_CHARGE || this == CONSTANT_CURRENT_DISCHARGE;
    }

    /// The code of this kind on the wire.
    public byte code() {
        return (byte) ordinal();
    }

    /// The kind of a wire code; a code from a newer writer is UNKNOWN.
    public static StepKind ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : UNKNOWN;
    }
}
