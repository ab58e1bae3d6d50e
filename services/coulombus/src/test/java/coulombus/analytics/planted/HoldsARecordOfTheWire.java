package coulombus.analytics.planted;

import coulombus.schemas.HalfCycle;

/// Breaks: only codecs see Avro records.
public final class HoldsARecordOfTheWire {
    HalfCycle onTheWire;
}
