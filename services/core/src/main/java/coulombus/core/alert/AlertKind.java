package coulombus.core.alert;

import java.util.Locale;
import java.util.Optional;

import coulombus.core.detection.FindingKind;
import coulombus.core.measurement.DataQualityKind;

/// What an alert is about. A kind has one alert in a run at most.
public enum AlertKind {
    HARD_SHORT(About.CELL), SOFT_SHORT(About.CELL), CREEPING_SHORT(About.CELL), INTERMITTENT_SHORT(About.CELL), OPEN_CIRCUIT(
            About.CELL), CONTACT_LOSS(About.CELL), ERRATIC_VOLTAGE(About.CELL), POLARIZATION_RISE(About.CELL), EFFICIENCY_ABOVE_ONE(
                    About.CELL), RECOVERED_METAL(About.CELL), EFFICIENCY_DROP(About.CELL), CHARGE_RUNAWAY(
                            About.CELL), REST_DECAY(About.CELL), SELF_DISCHARGE(About.CELL), CAPACITY_DROP(About.CELL), END_OF_LIFE(
                                    About.CELL),
    /// A limit was passed and the channel stands still until a person clears it.
    CHANNEL_TRIPPED(About.CHANNEL),
    /// A job runs on the channel that is not ours, or what is true is in doubt.
    CHANNEL_QUARANTINED(About.CHANNEL), STUCK_SENSOR(About.DATA), IMPLAUSIBLE_VOLTAGE(About.DATA), CURRENT_OFF_SET_POINT(About.DATA),
    /// Many channels of one cycler or chamber show the same at the same time: look at what they share, not at the cells.
    ENVIRONMENT(About.ENVIRONMENT);

    private final About about;

    AlertKind(About about) {
        this.about = about;
    }

    /// What has to be looked at. Alerts about data are never counted among those about cells.
    public enum About {
        CELL, CHANNEL, DATA, ENVIRONMENT
    }

    public About about() {
        return about;
    }

    /// True where a cell may be destroyed or a person hurt while the alert waits. Such an alert is never suppressed as part of a common mode
    /// and never silenced: an environment that shorts many cells at once is no reason to be quiet about each of them.
    public boolean isSafety() {
        return switch (this) {
            case HARD_SHORT, CHARGE_RUNAWAY, CHANNEL_TRIPPED, CHANNEL_QUARANTINED -> true;
            case SOFT_SHORT, CREEPING_SHORT, INTERMITTENT_SHORT, OPEN_CIRCUIT, CONTACT_LOSS, ERRATIC_VOLTAGE, POLARIZATION_RISE,
                    EFFICIENCY_ABOVE_ONE, RECOVERED_METAL, EFFICIENCY_DROP, REST_DECAY, SELF_DISCHARGE, CAPACITY_DROP, END_OF_LIFE,
                    STUCK_SENSOR, IMPLAUSIBLE_VOLTAGE, CURRENT_OFF_SET_POINT, ENVIRONMENT ->
                false;
        };
    }

    /// The kind in lower case with hyphens: the name of its runbook.
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The alert a finding calls for; empty for the end of a short, which ends alerts.
    public static Optional<AlertKind> of(FindingKind kind) {
        return kind == FindingKind.SHORT_ENDED ? Optional.empty() : Optional.of(valueOf(kind.name()));
    }

    /// The alert a fault of the measurement calls for; empty for what a person need not look at while the test runs.
    public static Optional<AlertKind> of(DataQualityKind kind) {
        return switch (kind) {
            case STUCK_SENSOR -> Optional.of(STUCK_SENSOR);
            case IMPLAUSIBLE_VOLTAGE -> Optional.of(IMPLAUSIBLE_VOLTAGE);
            case CURRENT_OFF_SET_POINT -> Optional.of(CURRENT_OFF_SET_POINT);
            case REJECTED_ROW, TRUNCATED_LINE, DUPLICATE_MEASUREMENT, DUPLICATE_TIME, GAP, TIME_REPAIRED, TIME_RESET, CLOCK_JUMP,
                    FROZEN_TEST_CLOCK, MISSING_CURRENT, CURRENT_ABSENT, CURRENT_DERIVED, CURRENT_QUANTISED, CURRENT_ALL_ZERO,
                    COUNTER_DISAGREES, IMPEDANCE_LEFT_OUT, STARTS_MID_HALF_CYCLE, SUSPENDED, UNIT_CORRECTED, RECORD_NUMBER_RESTARTED,
                    NOTE ->
                Optional.empty();
        };
    }
}
