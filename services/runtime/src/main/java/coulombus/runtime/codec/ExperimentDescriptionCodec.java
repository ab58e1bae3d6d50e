package coulombus.runtime.codec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import coulombus.core.experiment.ExperimentSpec;
import coulombus.core.experiment.ExperimentSpec.ExpectedDuration;
import coulombus.core.experiment.ExperimentSpec.PriorityClass;
import coulombus.core.experiment.ExperimentSpec.VoltageWindow;
import coulombus.core.experiment.Placement;
import coulombus.core.experiment.Placement.Spread;
import coulombus.core.experiment.PlannedNeeds;
import coulombus.core.experiment.Requirement;
import coulombus.core.scheduling.QueuedExperiment.QueueMove;
import coulombus.schemas.ChannelAttributeName;
import coulombus.schemas.ExperimentDescription;
import coulombus.schemas.PlannedNeedsDescription;
import coulombus.schemas.PreferenceDescription;
import coulombus.schemas.PriorityName;
import coulombus.schemas.QueueMoveDescription;
import coulombus.schemas.RequirementDescription;
import coulombus.schemas.RequirementKindName;
import coulombus.schemas.SpreadOverName;

import static coulombus.runtime.codec.AvroRecordFormat.orNaN;
import static coulombus.runtime.codec.AvroRecordFormat.orNull;
import static coulombus.runtime.codec.AvroRecordFormat.same;

/// An experiment within an entry of the log.
final class ExperimentDescriptionCodec {
    private ExperimentDescriptionCodec() {}

    static ExperimentDescription toAvro(ExperimentSpec s, PlannedNeeds n) {
        Placement placement = s.placement();
        return new ExperimentDescription(s.title(), s.group(), same(PriorityName.class, s.priority()), s.cellIds(), s.minReplicates(),
                s.protocolText(), placement.require().stream().map(ExperimentDescriptionCodec::toAvro).toList(),
                placement.prefer().stream().map(p -> new PreferenceDescription(toAvro(p.what()), p.weightRatio())).toList(),
                placement.spread().map(spread -> same(SpreadOverName.class, spread.over())).orElse(null),
                placement.spread().map(Spread::hard).orElse(false), placement.startTogether(),
                FacilityDescriptionCodec.sorted(placement.sharedResources()), orNull(s.earliestStartUnixSecond()),
                orNull(s.deadlineUnixSecond()), s.startWithinSecond(), s.expectedDuration().map(ExpectedDuration::p50Second).orElse(null),
                s.expectedDuration().map(ExpectedDuration::p90Second).orElse(null),
                s.openCircuit().map(VoltageWindow::minVoltageVolt).orElse(null),
                s.openCircuit().map(VoltageWindow::maxVoltageVolt).orElse(null),
                new PlannedNeedsDescription(n.maxCurrentAmpere(), orNull(n.minVoltageVolt()), orNull(n.maxVoltageVolt()),
                        FacilityDescriptionCodec.stepsToAvro(n.steps()),
                        n.impedanceHertz().map(Requirement.Impedance::minHertz).orElse(null),
                        n.impedanceHertz().map(Requirement.Impedance::maxHertz).orElse(null), n.p50Second(), n.p90Second()));
    }

    static ExperimentSpec specOf(ExperimentDescription a) {
        Optional<Spread> spread = Optional.ofNullable(a.getSpreadOver())
                .map(over -> new Spread(same(Spread.Over.class, over), a.getSpreadIsHard()));
        Placement placement = new Placement(a.getRequire().stream().map(ExperimentDescriptionCodec::fromAvro).toList(),
                a.getPrefer().stream().map(p -> new Placement.Preference(fromAvro(p.getWhat()), p.getWeightRatio())).toList(), spread,
                a.getStartTogether(), Set.copyOf(a.getSharedResources()));
        return new ExperimentSpec(a.getTitle(), a.getGroup(), same(PriorityClass.class, a.getPriority()), a.getCellIds(),
                a.getMinReplicates(), a.getProtocolText(), placement, orNaN(a.getEarliestStartUnixSecond()),
                orNaN(a.getDeadlineUnixSecond()), a.getStartWithinSecond(),
                Optional.ofNullable(a.getExpectedP50Second()).map(p50 -> new ExpectedDuration(p50, a.getExpectedP90Second())),
                Optional.ofNullable(a.getOpenCircuitMinVolt()).map(min -> new VoltageWindow(min, a.getOpenCircuitMaxVolt())));
    }

    static PlannedNeeds needsOf(ExperimentDescription a) {
        PlannedNeedsDescription n = a.getNeeds();
        return new PlannedNeeds(n.getMaxCurrentMagnitudeAmpere(), orNaN(n.getMinVoltageVolt()), orNaN(n.getMaxVoltageVolt()),
                FacilityDescriptionCodec.stepsFromAvro(n.getSteps()),
                Optional.ofNullable(n.getMinHertz()).map(min -> new Requirement.Impedance(min, n.getMaxHertz())), n.getP50Second(),
                n.getP90Second());
    }

    private static RequirementDescription toAvro(Requirement requirement) {
        return switch (requirement) {
            case Requirement.OneOf one -> new RequirementDescription(RequirementKindName.ONE_OF,
                    same(ChannelAttributeName.class, one.attribute()), one.label(), FacilityDescriptionCodec.sorted(one.values()), null,
                    null);
            case Requirement.CurrentAtLeast(double ampere) -> number(RequirementKindName.CURRENT_AT_LEAST, ampere, null);
            case Requirement.VoltageWithin(double low, double high) -> number(RequirementKindName.VOLTAGE_WITHIN, low, high);
            case Requirement.Impedance(double low, double high) -> number(RequirementKindName.IMPEDANCE, low, high);
            case Requirement.Temperature(double celsius) -> number(RequirementKindName.TEMPERATURE, celsius, null);
        };
    }

    private static RequirementDescription number(RequirementKindName kind, double low, Double high) {
        return new RequirementDescription(kind, null, "", List.of(), low, high);
    }

    private static Requirement fromAvro(RequirementDescription a) {
        return switch (a.getKind()) {
            case ONE_OF -> new Requirement.OneOf(same(Requirement.Attribute.class, a.getAttribute()), a.getLabel(),
                    Set.copyOf(a.getValues()));
            case CURRENT_AT_LEAST -> new Requirement.CurrentAtLeast(a.getLow());
            case VOLTAGE_WITHIN -> new Requirement.VoltageWithin(a.getLow(), a.getHigh());
            case IMPEDANCE -> new Requirement.Impedance(a.getLow(), a.getHigh());
            case TEMPERATURE -> new Requirement.Temperature(a.getLow());
            case UNKNOWN -> throw new IllegalArgumentException("a requirement this release does not know");
        };
    }

    static QueueMoveDescription toAvro(QueueMove move) {
        return new QueueMoveDescription(move.priority().map(p -> same(PriorityName.class, p)).orElse(null),
                move.position().isPresent() ? move.position().getAsInt() : null);
    }

    static QueueMove fromAvro(QueueMoveDescription a) {
        return new QueueMove(Optional.ofNullable(a.getPriority()).map(p -> same(PriorityClass.class, p)),
                a.getPosition() == null ? OptionalInt.empty() : OptionalInt.of(a.getPosition()));
    }
}
