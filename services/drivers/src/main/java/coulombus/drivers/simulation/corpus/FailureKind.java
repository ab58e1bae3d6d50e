package coulombus.drivers.simulation.corpus;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import coulombus.core.detection.FindingKind;

/// What is done to a labelled cell, and what a detector must call it.
public enum FailureKind {
    /// Nothing.
    NONE("", List.of(), Set.of()),
    /// A bridge of constant resistance, symmetric cell.
    HARD_SHORT("ohm cm2", List.of(2.0), EnumSet.of(FindingKind.HARD_SHORT)),
    /// A fluctuating bridge, symmetric cell: about 60, 40, 20, 10 % of a new cell's plateau.
    SOFT_SHORT("ohm cm2", List.of(22.0, 37.0, 92.0, 200.0),
            EnumSet.of(FindingKind.SOFT_SHORT, FindingKind.CREEPING_SHORT, FindingKind.INTERMITTENT_SHORT)),
    /// A soft short of 37 ohm cm² that becomes a hard one of so many ohm cm² 10 to 60 h later, symmetric cell.
    SOFT_THEN_HARD("ohm cm2", List.of(2.0), EnumSet.of(FindingKind.HARD_SHORT)),
    /// Episodes of a bridge, five minutes each, two an hour on average, symmetric cell.
    INTERMITTENT_SHORT("ohm cm2", List.of(37.0),
            EnumSet.of(FindingKind.INTERMITTENT_SHORT, FindingKind.SOFT_SHORT, FindingKind.CREEPING_SHORT)),
    /// A resistance in the leads, symmetric cell.
    CONTACT("ohm cm2", List.of(25.0, 15.0), EnumSet.of(FindingKind.CONTACT_LOSS, FindingKind.POLARIZATION_RISE)),
    /// Kinetics that slow down by e in so many hours, symmetric cell.
    POLARIZATION_RISE("h", List.of(25.0, 50.0), EnumSet.of(FindingKind.POLARIZATION_RISE, FindingKind.CONTACT_LOSS)),
    /// So many millivolts of noise, symmetric cell.
    NOISE("mV", List.of(4.0, 2.0), EnumSet.of(FindingKind.ERRATIC_VOLTAGE)),
    /// A part of a host's capacity lost at once, full cell.
    CAPACITY_DROP("%", List.of(20.0, 10.0, 7.0), EnumSet.of(FindingKind.CAPACITY_DROP)),
    /// A side reaction that takes so much of the charge, plating cell.
    EFFICIENCY_DROP("%", List.of(10.0, 5.0, 3.0), EnumSet.of(FindingKind.EFFICIENCY_DROP)),
    /// A soft short that keeps a full cell from being charged.
    CHARGE_RUNAWAY("ohm cm2", List.of(22.0, 200.0), EnumSet.of(FindingKind.CHARGE_RUNAWAY, FindingKind.EFFICIENCY_DROP)),
    /// Corrosion, told by rests of so many hours in every third cycle, plating cell.
    SELF_DISCHARGE("h rest", List.of(4.0, 2.0), EnumSet.of(FindingKind.SELF_DISCHARGE)),
    /// A small leak in a full cell that rests for two hours after each charge.
    REST_DECAY("ohm cm2", List.of(20_000.0, 100_000.0), EnumSet.of(FindingKind.REST_DECAY));

    private final String unit;
    private final List<Double> severities;
    private final Set<FindingKind> foundAs;

    FailureKind(String unit, List<Double> severities, Set<FindingKind> foundAs) {
        this.unit = unit;
        this.severities = severities;
        this.foundAs = foundAs;
    }

    /// A short of a symmetric cell.
    public boolean isShort() {
        return this == HARD_SHORT || this == SOFT_SHORT || this == SOFT_THEN_HARD || this == INTERMITTENT_SHORT;
    }

    /// Unit of the severity.
    public String unit() {
        return unit;
    }

    /// Severities in the collection, worst first.
    public List<Double> severities() {
        return severities;
    }

    /// Findings that name it rightly.
    public Set<FindingKind> foundAs() {
        return foundAs;
    }
}
