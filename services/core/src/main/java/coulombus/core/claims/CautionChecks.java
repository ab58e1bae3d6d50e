package coulombus.core.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import coulombus.core.cell.CellKind;

import static coulombus.core.claims.Figure.*;

/// Conditions that contradict nothing, but of which the field warns.
final class CautionChecks implements ExperimentCheck {
    private static final double THICK_FOIL_UM = 100;
    private static final double MUCH_ZINC_RATIO = 3;

    @Override
    public List<CheckedClaim> of(Experiment e) {
        List<CheckedClaim> checked = new ArrayList<>();
        if (e.states(FOIL_THICKNESS_UM) && e.stated(FOIL_THICKNESS_UM).value() >= THICK_FOIL_UM) {
            checked.add(thickFoil(e));
        }
        if (e.states(NEGATIVE_TO_POSITIVE_RATIO) && e.stated(NEGATIVE_TO_POSITIVE_RATIO).value() >= MUCH_ZINC_RATIO) {
            checked.add(caution(e, "much-zinc", NEGATIVE_TO_POSITIVE_RATIO,
                    "negative_to_positive_ratio >= 3",
                    "Guo et al., Guiding Principles for the Design of Artificial Interface Layer for Zinc"
                            + " Metal Anode, recommend a ratio below 3",
                    "N/P of " + e.words(NEGATIVE_TO_POSITIVE_RATIO)
                            + ": the zinc in reserve hides losses; the field recommends less than 3."));
        }
        if (e.cell() == CellKind.SYMMETRIC && e.states(COULOMBIC_EFFICIENCY_PERCENT)) {
            checked.add(caution(e, "efficiency-of-symmetric-cell", COULOMBIC_EFFICIENCY_PERCENT,
                    "not defined for a symmetric cell", "the protocol sets the charge of both half-cycles",
                    "A coulombic efficiency of " + e.words(COULOMBIC_EFFICIENCY_PERCENT)
                            + " for a symmetric cell says nothing: the protocol sets both half-cycles."));
        }
        return checked;
    }

    private static CheckedClaim thickFoil(Experiment e) {
        String utilisation = "";
        Optional<Interval> computed = Optional.empty();
        if (e.states(AREAL_CAPACITY_MAH_PER_CM2)) {
            Interval percent = FigureChecks.depthOfDischargePercent(e);
            computed = Optional.of(percent);
            utilisation = " " + e.words(AREAL_CAPACITY_MAH_PER_CM2) + " use " + String.format(Locale.ROOT, "%.2g", percent.value())
                    + " % of it.";
        }
        return new CheckedClaim("thick-foil", e.name(), computed.isPresent() ? DEPTH_OF_DISCHARGE_PERCENT.key() : FOIL_THICKNESS_UM.key(),
                computed.isPresent() ? "%" : "um",
                computed.isPresent() ? e.interval(DEPTH_OF_DISCHARGE_PERCENT) : e.interval(FOIL_THICKNESS_UM),
                computed, new Verdict.Caution(),
                "foil_thickness_um >= 100; depth_of_discharge_percent = 100 * areal_capacity_mah_per_cm2 / (0.5855 * foil_thickness_um)",
                "Wang et al., Challenges and Strategies for Zinc Metal Anode: foil of 100 um and more gives deceptive life and efficiency",
                "A foil of " + e.words(FOIL_THICKNESS_UM) + " gives deceptive life and efficiency." + utilisation);
    }

    private static CheckedClaim caution(Experiment e, String name, Figure figure, String formula,
            String source,
            String sentence) {
        return new CheckedClaim(name, e.name(), figure.key(), figure.unit(), e.interval(figure), Optional.empty(), new Verdict.Caution(),
                formula,
                source, sentence);
    }
}
