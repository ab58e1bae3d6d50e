package coulombus.core.halfcycle;

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

    public static Direction ofSign(double sign) {
        return sign > 0 ? CHARGE : DISCHARGE;
    }
}
