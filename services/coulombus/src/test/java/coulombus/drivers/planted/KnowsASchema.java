package coulombus.drivers.planted;

import coulombus.schemas.planted.KnowsTheCore;

/// Breaks: drivers know core and formats only.
public final class KnowsASchema {
    KnowsTheCore schema;
}
