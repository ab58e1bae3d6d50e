package coulombus.core.planted;

import coulombus.core.plantedtoo.KnowsPlanted;

/// Breaks, with its counterpart: packages of core have no cycles.
public final class KnowsPlantedToo {
    KnowsPlanted other;
}
