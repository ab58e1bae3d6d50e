package coulombus.scheduler;

import java.util.Optional;
import java.util.UUID;

import coulombus.core.assignment.RunOrder;
import coulombus.core.detection.FindingKind;
import coulombus.core.protocol.FindingAction;

/// What a run's protocol says is to be done on a finding.
interface FindingPolicy {
    /// NOTIFY where the protocol says nothing of this kind.
    FindingAction actionOn(FindingKind kind, RunOrder order);

    /// The diagnosis of a cell whose run was stopped for it; empty where none can be made.
    ///
    /// @param runId of the diagnosis
    Optional<RunOrder> diagnosisAfter(RunOrder stopped, UUID runId);
}
