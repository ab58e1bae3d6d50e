package coulombus.analytics.planted;

import coulombus.fleetapi.planted.Answers;

/// Breaks: services meet only in topics.
public final class AsksTheFleetApi {
    Answers neighbour;
}
