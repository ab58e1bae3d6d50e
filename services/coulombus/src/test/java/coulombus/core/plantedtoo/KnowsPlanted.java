package coulombus.core.plantedtoo;

import coulombus.core.planted.KnowsPlantedToo;

/// Breaks, with its counterpart: packages of core have no cycles.
public final class KnowsPlanted {
    KnowsPlantedToo other;
}
