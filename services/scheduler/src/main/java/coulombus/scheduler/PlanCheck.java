package coulombus.scheduler;

import java.util.Optional;

import coulombus.core.assignment.ChannelRequest;

/// Looks at a request's plan before anything is decided.
@FunctionalInterface
interface PlanCheck {
    /// What is wrong with it, as sentences; empty where nothing is.
    Optional<String> complaint(ChannelRequest request);
}
