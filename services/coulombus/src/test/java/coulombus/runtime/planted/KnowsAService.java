package coulombus.runtime.planted;

import coulombus.fleetapi.planted.Answers;

/// Breaks: the runtime knows core and schemas only.
public final class KnowsAService {
    Answers service;
}
