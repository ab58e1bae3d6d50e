package coulombus.core.halfcycle;

import java.util.Optional;

import coulombus.core.cell.FirstHalfCycle;

/// Direction of a half-cycle's current: CHARGE is positive, DISCHARGE negative, always.
public enum Direction {
    CHARGE(1), DISCHARGE(-1);

    private final int sign;

    Direction(int sign) {
        this.sign = sign;
    }

    public int sign() {
        return sign;
    }

    public Direction opposite() {
        return this == CHARGE ? DISCHARGE : CHARGE;
    }

    /// The direction of current of a stated first half-cycle; empty where it is not stated.
    public static Optional<Direction> of(FirstHalfCycle first) {
        return switch (first) {
            case STRIP, CHARGE -> Optional.of(CHARGE);
            case PLATE, DISCHARGE -> Optional.of(DISCHARGE);
            case UNKNOWN -> Optional.empty();
        };
    }

    public static Direction ofSign(double sign) {
        return sign > 0 ? CHARGE : DISCHARGE;
    }
}
