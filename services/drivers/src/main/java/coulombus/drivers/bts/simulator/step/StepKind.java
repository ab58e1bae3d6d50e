package coulombus.drivers.bts.simulator.step;

/// Kinds of steps that record measurements, with the number a step file uses and the code a reply shows.
public enum StepKind {
    CC_CHARGE(1, "cc", 1), CC_DISCHARGE(2, "dc", -1), CV_CHARGE(3, "cv", 1), REST(4, "rest", 0), CCCV_CHARGE(7, "cccv", 1), PAUSE(13,
            "pause",
            0), CV_DISCHARGE(19, "dv", -1), CCCV_DISCHARGE(20, "cccd", -1);

    private final int fileNumber;
    private final String code;
    private final int sign;

    StepKind(int fileNumber, String code, int sign) {
        this.fileNumber = fileNumber;
        this.code = code;
        this.sign = sign;
    }

    /// Step_Type of the step file.
    public int fileNumber() {
        return fileNumber;
    }

    /// What replies call it.
    public String code() {
        return code;
    }

    /// Direction of the current: 1 charges, -1 discharges, 0 none.
    public int sign() {
        return sign;
    }

    /// True where a voltage is held, at least at the end.
    public boolean holdsVoltage() {
        return switch (this) {
            case CV_CHARGE, CV_DISCHARGE, CCCV_CHARGE, CCCV_DISCHARGE -> true;
            case CC_CHARGE, CC_DISCHARGE, REST, PAUSE -> false;
        };
    }
}
