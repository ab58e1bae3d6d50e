package coulombus.scheduler;

import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.core.assignment.RunOrder;
import coulombus.core.detection.FindingKind;
import coulombus.core.protocol.CyclingProtocol;
import coulombus.core.protocol.FindingAction;
import coulombus.core.protocol.ResolvedProtocol;
import coulombus.core.protocol.ShortDiagnosis;
import coulombus.core.protocol.UnknownNormaliserException;
import coulombus.formats.protocol.ProtocolFormatException;
import coulombus.formats.protocol.ProtocolYaml;

/// Reads the policy from the `on_finding` of the run's own protocol.
final class ProtocolFindingPolicy implements FindingPolicy {
    private static final Logger LOG = LoggerFactory.getLogger(ProtocolFindingPolicy.class);
    /// The diagnosis follows the stop at once; a channel that comes back later is not surprised by it.
    private static final double START_WITHIN_SECOND = 600;

    @Override
    public FindingAction actionOn(FindingKind kind, RunOrder order) {
        try {
            return ProtocolYaml.read(order.protocolText()).onFinding().getOrDefault(kind, FindingAction.NOTIFY);
        } catch (ProtocolFormatException e) {
            // It was readable when it was granted: an older or newer release wrote the log.
            LOG.atError().addKeyValue("runId", order.runId()).addKeyValue("finding", kind)
                    .log("the policy on findings cannot be read, people are only told: " + e.getMessage());
            return FindingAction.NOTIFY;
        }
    }

    @Override
    public Optional<RunOrder> diagnosisAfter(RunOrder stopped, UUID runId) {
        try {
            return ShortDiagnosis.after(ResolvedProtocol.of(ProtocolYaml.read(stopped.protocolText()), stopped.cell()))
                    .map(ShortDiagnosis::protocol).map(protocol -> order(stopped, runId, protocol));
        } catch (ProtocolFormatException | UnknownNormaliserException e) {
            LOG.atError().addKeyValue("runId", stopped.runId()).log("no diagnosis can be made: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static RunOrder order(RunOrder stopped, UUID runId, CyclingProtocol protocol) {
        return RunOrder.of(runId, protocol.name(), stopped.cell(), ProtocolYaml.write(protocol), START_WITHIN_SECOND);
    }
}
