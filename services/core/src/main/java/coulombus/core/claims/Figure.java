package coulombus.core.claims;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import coulombus.core.claims.ReportedFigure.Reading;

/// The figures of a test that can be checked against each other. The name in a file is the constant's in lower case and ends in the unit.
public enum Figure {
    CURRENT_DENSITY_MA_PER_CM2("mA/cm2", Reading.SETTING, "current over electrode area"), AREAL_CAPACITY_MAH_PER_CM2("mAh/cm2",
            Reading.SETTING, "charge of one half-cycle over electrode area"), SPECIFIC_CURRENT_A_PER_G("A/g", Reading.SETTING,
                    "current over active mass"), CYCLE_TIME_H("h", Reading.ROUNDED, "duration of one cycle, two half-cycles"), CURRENT_MA(
                            "mA", Reading.ROUNDED, "current of the cell"), CAPACITY_MAH("mAh", Reading.ROUNDED,
                                    "charge of one half-cycle"), AREA_CM2("cm2", Reading.ROUNDED, "electrode area"), DIAMETER_MM("mm",
                                            Reading.SETTING, "diameter of a round electrode"), ACTIVE_MASS_MG("mg", Reading.ROUNDED,
                                                    "active mass of the positive electrode"), MASS_LOADING_MG_PER_CM2("mg/cm2",
                                                            Reading.ROUNDED, "active mass over electrode area"), TEMPERATURE_C("C",
                                                                    Reading.ROUNDED, "temperature of the cell"),

    DURATION_H("h", Reading.ROUNDED, "how long the cell was cycled, or lived"), CYCLES("cycles", Reading.COUNT,
            "how many cycles that were"), SHORT_AFTER_H("h", Reading.ROUNDED, "time to the short circuit"), SHORT_AFTER_CYCLES("cycles",
                    Reading.COUNT, "the same in cycles"), SOFT_SHORT_AFTER_H("h", Reading.ROUNDED,
                            "time to the first soft short"), SOFT_SHORT_AFTER_CYCLES("cycles", Reading.COUNT,
                                    "the same in cycles"), CUMULATIVE_PLATED_CAPACITY_AH_PER_CM2("Ah/cm2", Reading.ROUNDED,
                                            "charge plated in the whole test, plating only"),

    INITIAL_CAPACITY_MAH_PER_G("mAh/g", Reading.ROUNDED, "capacity at the start of cycling"), FINAL_CAPACITY_MAH_PER_G("mAh/g",
            Reading.ROUNDED, "capacity at the end of cycling"), CAPACITY_RETENTION_PERCENT("%", Reading.ROUNDED,
                    "final over initial capacity"), RETENTION_AFTER_CYCLES("cycles", Reading.COUNT,
                            "cycles that the retention holds for, where not `cycles`"), RATE_RECOVERY_PERCENT("%", Reading.ROUNDED,
                                    "capacity back at the first current over that at the start, of `rate_test`"), RATE_RETENTION_PERCENT(
                                            "%", Reading.ROUNDED,
                                            "capacity at the highest current over that at the start, of `rate_test`"), CHARGE_CAPACITY_MAH_PER_G(
                                                    "mAh/g", Reading.ROUNDED,
                                                    "charging capacity of the cycle whose efficiency is reported"), DISCHARGE_CAPACITY_MAH_PER_G(
                                                            "mAh/g", Reading.ROUNDED,
                                                            "discharging capacity of that cycle"), PLATED_CAPACITY_MAH_PER_CM2("mAh/cm2",
                                                                    Reading.ROUNDED,
                                                                    "charge plated in the cycle whose efficiency is reported"), STRIPPED_CAPACITY_MAH_PER_CM2(
                                                                            "mAh/cm2", Reading.ROUNDED,
                                                                            "charge stripped in that cycle"), COULOMBIC_EFFICIENCY_PERCENT(
                                                                                    "%", Reading.ROUNDED, "coulombic efficiency"),

    MOLAR_MASS_G_PER_MOL("g/mol", Reading.ROUNDED, "molar mass of the active material's formula"), ELECTRONS_PER_FORMULA("electrons",
            Reading.SETTING, "electrons that one formula unit can take"), THEORETICAL_CAPACITY_MAH_PER_G("mAh/g", Reading.ROUNDED,
                    "capacity by Faraday's law"), DENSITY_G_PER_CM3("g/cm3", Reading.ROUNDED,
                            "density of the active material"), VOLUMETRIC_CAPACITY_MAH_PER_CM3("mAh/cm3", Reading.ROUNDED,
                                    "capacity over volume"),

    FOIL_THICKNESS_UM("um", Reading.ROUNDED, "thickness of the zinc foil"), DEPTH_OF_DISCHARGE_PERCENT("%", Reading.ROUNDED,
            "part of the foil that is cycled, the zinc utilisation"), NEGATIVE_CAPACITY_MAH_PER_CM2("mAh/cm2", Reading.ROUNDED,
                    "capacity of the zinc over area, where the foil is not stated"), POSITIVE_CAPACITY_MAH_PER_CM2("mAh/cm2",
                            Reading.ROUNDED, "capacity of the positive electrode over area"), NEGATIVE_TO_POSITIVE_RATIO("",
                                    Reading.ROUNDED, "capacity of the zinc over that of the positive electrode, N/P"), DEPOSIT_THICKNESS_UM(
                                            "um", Reading.ROUNDED, "thickness of the deposited zinc"), DEPOSIT_DENSITY_PERCENT("%",
                                                    Reading.ROUNDED, "density of the deposit over that of zinc"),

    NUCLEATION_OVERPOTENTIAL_MV("mV", Reading.ROUNDED,
            "dip below the plateau when plating begins, as a positive number"), POLARIZATION_GAP_MV("mV", Reading.ROUNDED,
                    "voltage between the two plateaus of a symmetric cell"), POLARIZATION_HALF_MV("mV", Reading.ROUNDED,
                            "half of that gap"), PARTICLE_SIZE_UM("um", Reading.ROUNDED,
                                    "size of particles or grains"), HYDROGEN_MMOL_PER_H_PER_CM2("mmol/h/cm2", Reading.ROUNDED,
                                            "rate of hydrogen evolution over area"), HYDROGEN_CURRENT_DENSITY_MA_PER_CM2("mA/cm2",
                                                    Reading.ROUNDED, "the same as a current");

    private final String unit;
    private final Reading reading;
    private final String meaning;

    Figure(String unit, Reading reading, String meaning) {
        this.unit = unit;
        this.reading = reading;
        this.meaning = meaning;
    }

    /// The name in a file, such as `short_after_h`.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Empty for a pure ratio.
    public String unit() {
        return unit;
    }

    public String meaning() {
        return meaning;
    }

    /// Are its digits taken as exact, because a person set or counted it?
    public boolean isExact() {
        return reading != Reading.ROUNDED;
    }

    public static Optional<Figure> byKey(String key) {
        return Arrays.stream(values()).filter(f -> f.key().equals(key)).findFirst();
    }

    /// Reads the figure as it is printed.
    ///
    /// @throws IllegalArgumentException where it is no number, or cannot be one of this figure; the message says what it must be
    public ReportedFigure read(String printed) {
        ReportedFigure figure = ReportedFigure.read(printed, reading);
        double value = figure.interval().value();
        if (this == TEMPERATURE_C ? value <= -273.15 : value < 0 || value == 0 && !mayBeZero()) {
            throw new IllegalArgumentException(
                    "must be greater than " + (this == TEMPERATURE_C ? "-273.15" : "0") + "; was '" + printed.strip()
                            + "'");
        }
        return this == TEMPERATURE_C ? figure : new ReportedFigure(figure.printed(), figure.interval().notNegative());
    }

    private boolean mayBeZero() {
        return switch (this) {
            case NUCLEATION_OVERPOTENTIAL_MV, POLARIZATION_GAP_MV, POLARIZATION_HALF_MV, COULOMBIC_EFFICIENCY_PERCENT,
                    CAPACITY_RETENTION_PERCENT, RATE_RECOVERY_PERCENT, RATE_RETENTION_PERCENT, FINAL_CAPACITY_MAH_PER_G,
                    STRIPPED_CAPACITY_MAH_PER_CM2, HYDROGEN_MMOL_PER_H_PER_CM2, HYDROGEN_CURRENT_DENSITY_MA_PER_CM2 ->
                true;
            default -> false;
        };
    }
}
