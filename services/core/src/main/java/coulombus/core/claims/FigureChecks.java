package coulombus.core.claims;

import java.util.List;

import coulombus.core.claims.FigureCheck.Route;

import static coulombus.core.claims.Figure.*;

/// The table of checks that compute one figure from others.
final class FigureChecks {
    /// CODATA 2018, exact by definition.
    static final double FARADAY_COULOMB_PER_MOL = 96_485.33212;
    /// 5855 mAh/cm3 of zinc, as charge over area of one micrometre of foil.
    static final double ZINC_MAH_PER_CM2_PER_UM = 0.5855;
    static final String ZINC = "zinc holds 5855 mAh/cm3 (Guo et al., Guiding Principles for the Design of Artificial Interface Layer for Zinc"
            + " Metal Anode)";
    static final String FARADAY = "Faraday's law, F = 96485.33 C/mol";
    private static final String GEOMETRY = "geometry";
    private static final String DEFINITION = "definition of the figure";

    static final List<FigureCheck> ALL = List.of(
            FigureCheck.of("electrode-area", AREA_CM2,
                    new Route("area_cm2 = pi/4 * (diameter_mm / 10)^2", GEOMETRY, List.of(DIAMETER_MM),
                            e -> e.stated(DIAMETER_MM).times(e.stated(DIAMETER_MM)).times(Math.PI / 400))),
            FigureCheck.of("current", CURRENT_MA,
                    new Route("current_ma = current_density_ma_per_cm2 * area_cm2", DEFINITION,
                            List.of(CURRENT_DENSITY_MA_PER_CM2, AREA_CM2),
                            e -> e.stated(CURRENT_DENSITY_MA_PER_CM2).times(e.stated(AREA_CM2))),
                    new Route("current_ma = specific_current_a_per_g * active_mass_mg", DEFINITION,
                            List.of(SPECIFIC_CURRENT_A_PER_G, ACTIVE_MASS_MG),
                            e -> e.stated(SPECIFIC_CURRENT_A_PER_G).times(e.stated(ACTIVE_MASS_MG)))),
            FigureCheck.of("capacity", CAPACITY_MAH,
                    new Route("capacity_mah = areal_capacity_mah_per_cm2 * area_cm2", DEFINITION,
                            List.of(AREAL_CAPACITY_MAH_PER_CM2, AREA_CM2),
                            e -> e.stated(AREAL_CAPACITY_MAH_PER_CM2).times(e.stated(AREA_CM2)))),
            FigureCheck.of("active-mass", ACTIVE_MASS_MG,
                    new Route("active_mass_mg = mass_loading_mg_per_cm2 * area_cm2", DEFINITION, List.of(MASS_LOADING_MG_PER_CM2, AREA_CM2),
                            e -> e.stated(MASS_LOADING_MG_PER_CM2).times(e.stated(AREA_CM2)))),
            FigureCheck.of("capacity-retention", CAPACITY_RETENTION_PERCENT,
                    new Route("capacity_retention_percent = 100 * final_capacity_mah_per_g / initial_capacity_mah_per_g", DEFINITION,
                            List.of(FINAL_CAPACITY_MAH_PER_G, INITIAL_CAPACITY_MAH_PER_G),
                            e -> e.stated(FINAL_CAPACITY_MAH_PER_G).over(e.stated(INITIAL_CAPACITY_MAH_PER_G)).times(100))),
            FigureCheck.of("coulombic-efficiency", COULOMBIC_EFFICIENCY_PERCENT,
                    new Route("coulombic_efficiency_percent = 100 * stripped_capacity_mah_per_cm2 / plated_capacity_mah_per_cm2",
                            "a plating cell's efficiency is strip over the plate before it",
                            List.of(STRIPPED_CAPACITY_MAH_PER_CM2, PLATED_CAPACITY_MAH_PER_CM2),
                            e -> e.stated(STRIPPED_CAPACITY_MAH_PER_CM2).over(e.stated(PLATED_CAPACITY_MAH_PER_CM2)).times(100)),
                    new Route("coulombic_efficiency_percent = 100 * discharge_capacity_mah_per_g / charge_capacity_mah_per_g",
                            "a full cell's efficiency is discharge over the charge before it",
                            List.of(DISCHARGE_CAPACITY_MAH_PER_G, CHARGE_CAPACITY_MAH_PER_G),
                            e -> e.stated(DISCHARGE_CAPACITY_MAH_PER_G).over(e.stated(CHARGE_CAPACITY_MAH_PER_G)).times(100))),
            FigureCheck.of("theoretical-capacity", THEORETICAL_CAPACITY_MAH_PER_G,
                    new Route("theoretical_capacity_mah_per_g = electrons_per_formula * F / (3.6 * molar_mass_g_per_mol)", FARADAY,
                            List.of(ELECTRONS_PER_FORMULA, MOLAR_MASS_G_PER_MOL),
                            e -> faradayMahPerG(e.stated(ELECTRONS_PER_FORMULA), e.stated(MOLAR_MASS_G_PER_MOL)))),
            FigureCheck.of("volumetric-capacity", VOLUMETRIC_CAPACITY_MAH_PER_CM3,
                    new Route("volumetric_capacity_mah_per_cm3 = theoretical_capacity_mah_per_g * density_g_per_cm3", DEFINITION,
                            List.of(THEORETICAL_CAPACITY_MAH_PER_G, DENSITY_G_PER_CM3),
                            e -> e.stated(THEORETICAL_CAPACITY_MAH_PER_G).times(e.stated(DENSITY_G_PER_CM3)))),
            FigureCheck.of("depth-of-discharge", DEPTH_OF_DISCHARGE_PERCENT,
                    new Route("depth_of_discharge_percent = 100 * areal_capacity_mah_per_cm2 / (0.5855 * foil_thickness_um)", ZINC,
                            List.of(AREAL_CAPACITY_MAH_PER_CM2, FOIL_THICKNESS_UM), FigureChecks::depthOfDischargePercent)),
            FigureCheck.of("positive-capacity", POSITIVE_CAPACITY_MAH_PER_CM2,
                    new Route("positive_capacity_mah_per_cm2 = mass_loading_mg_per_cm2 * initial_capacity_mah_per_g / 1000", DEFINITION,
                            List.of(MASS_LOADING_MG_PER_CM2, INITIAL_CAPACITY_MAH_PER_G),
                            e -> e.stated(MASS_LOADING_MG_PER_CM2).times(e.stated(INITIAL_CAPACITY_MAH_PER_G)).times(1e-3))),
            FigureCheck.of("negative-to-positive-ratio", NEGATIVE_TO_POSITIVE_RATIO,
                    new Route("negative_to_positive_ratio = negative_capacity_mah_per_cm2 / positive_capacity_mah_per_cm2", DEFINITION,
                            List.of(NEGATIVE_CAPACITY_MAH_PER_CM2, POSITIVE_CAPACITY_MAH_PER_CM2),
                            e -> e.stated(NEGATIVE_CAPACITY_MAH_PER_CM2).over(e.stated(POSITIVE_CAPACITY_MAH_PER_CM2))),
                    new Route("negative_to_positive_ratio = 0.5855 * foil_thickness_um / positive_capacity_mah_per_cm2", ZINC,
                            List.of(FOIL_THICKNESS_UM, POSITIVE_CAPACITY_MAH_PER_CM2),
                            e -> e.stated(FOIL_THICKNESS_UM).times(ZINC_MAH_PER_CM2_PER_UM).over(e.stated(POSITIVE_CAPACITY_MAH_PER_CM2)))),
            FigureCheck.of("deposit-thickness", DEPOSIT_THICKNESS_UM,
                    new Route("deposit_thickness_um = areal_capacity_mah_per_cm2 / (0.5855 * deposit_density_percent / 100)", ZINC,
                            List.of(AREAL_CAPACITY_MAH_PER_CM2, DEPOSIT_DENSITY_PERCENT),
                            e -> e.stated(AREAL_CAPACITY_MAH_PER_CM2)
                                    .over(e.stated(DEPOSIT_DENSITY_PERCENT).times(ZINC_MAH_PER_CM2_PER_UM / 100)))),
            FigureCheck.of("polarization", POLARIZATION_HALF_MV,
                    new Route("polarization_half_mv = polarization_gap_mv / 2", DEFINITION, List.of(POLARIZATION_GAP_MV),
                            e -> e.stated(POLARIZATION_GAP_MV).times(0.5))),
            FigureCheck.of("hydrogen-current", HYDROGEN_CURRENT_DENSITY_MA_PER_CM2,
                    new Route("hydrogen_current_density_ma_per_cm2 = hydrogen_mmol_per_h_per_cm2 * 2 F / 3600", FARADAY,
                            List.of(HYDROGEN_MMOL_PER_H_PER_CM2),
                            e -> e.stated(HYDROGEN_MMOL_PER_H_PER_CM2).times(2 * FARADAY_COULOMB_PER_MOL / 3600))));

    private FigureChecks() {}

    static Interval faradayMahPerG(Interval electrons, Interval molarMass) {
        return electrons.times(FARADAY_COULOMB_PER_MOL / 3.6).over(molarMass);
    }

    static Interval depthOfDischargePercent(Experiment e) {
        return e.stated(AREAL_CAPACITY_MAH_PER_CM2).over(e.stated(FOIL_THICKNESS_UM).times(ZINC_MAH_PER_CM2_PER_UM)).times(100);
    }
}
