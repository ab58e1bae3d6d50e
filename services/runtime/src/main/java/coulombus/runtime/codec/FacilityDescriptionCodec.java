package coulombus.runtime.codec;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import coulombus.core.facility.BenchRules;
import coulombus.core.facility.Chamber;
import coulombus.core.facility.ChannelSpec;
import coulombus.core.facility.Closure;
import coulombus.core.facility.Facility;
import coulombus.core.facility.SafetyGroup;
import coulombus.core.facility.SharedResource;
import coulombus.core.facility.UserGroup;
import coulombus.core.protocol.ChannelLimits;
import coulombus.core.protocol.StepType;
import coulombus.schemas.ChamberDescription;
import coulombus.schemas.ChannelGroup;
import coulombus.schemas.ClosureDescription;
import coulombus.schemas.ConfirmationName;
import coulombus.schemas.FacilityDescription;
import coulombus.schemas.ImpedanceRange;
import coulombus.schemas.NamedText;
import coulombus.schemas.SafetyGroupDescription;
import coulombus.schemas.SharedResourceDescription;
import coulombus.schemas.StepTypeName;
import coulombus.schemas.UserGroupDescription;

import static coulombus.runtime.codec.AvroRecordFormat.orNaN;
import static coulombus.runtime.codec.AvroRecordFormat.orNull;
import static coulombus.runtime.codec.AvroRecordFormat.same;

/// The facility within an entry of the log. Neighbouring channels that are described alike are written once, so that thousands of them fit
/// into one record.
final class FacilityDescriptionCodec {
    private FacilityDescriptionCodec() {}

    static FacilityDescription toAvro(Facility value) {
        return new FacilityDescription(value.name(), groups(value.channels()),
                value.chambers().stream()
                        .map(c -> new ChamberDescription(c.id(), orNull(c.temperatureCelsius()), orNull(c.maxEnergyWh()))).toList(),
                value.sharedResources().stream().map(r -> new SharedResourceDescription(r.id(), r.count())).toList(),
                value.safetyGroups().stream().map(g -> new SafetyGroupDescription(g.id(),
                        g.maxEnergizedCells() == Integer.MAX_VALUE ? null : g.maxEnergizedCells(), orNull(g.maxEnergyWh()))).toList(),
                value.groups().stream().map(g -> new UserGroupDescription(g.name(), g.shareRatio())).toList(),
                value.closures().stream().map(FacilityDescriptionCodec::toAvro).toList(),
                same(ConfirmationName.class, value.bench().mount()), same(ConfirmationName.class, value.bench().unmount()),
                value.bench().mountTimeoutSecond(), value.bench().startTimeoutSecond());
    }

    static Facility fromAvro(FacilityDescription a) {
        List<ChannelSpec> channels = new ArrayList<>();
        for (ChannelGroup group : a.getChannelGroups()) {
            ChannelSpec first = fromAvro(group, group.getChannelIds().getFirst());
            group.getChannelIds().forEach(id -> channels.add(named(first, id)));
        }
        return new Facility(a.getName(), channels,
                a.getChambers().stream().map(c -> new Chamber(c.getId(), orNaN(c.getTemperatureCelsius()), orNaN(c.getMaxEnergyWh())))
                        .toList(),
                a.getSharedResources().stream().map(r -> new SharedResource(r.getId(), r.getCount())).toList(),
                a.getSafetyGroups().stream().map(g -> new SafetyGroup(g.getId(),
                        g.getMaxEnergizedCells() == null ? Integer.MAX_VALUE : g.getMaxEnergizedCells(), orNaN(g.getMaxEnergyWh())))
                        .toList(),
                a.getUserGroups().stream().map(g -> new UserGroup(g.getName(), g.getShareRatio())).toList(),
                a.getClosures().stream().map(FacilityDescriptionCodec::fromAvro).toList(),
                new BenchRules(same(BenchRules.Confirmation.class, a.getMount()), same(BenchRules.Confirmation.class, a.getUnmount()),
                        a.getMountTimeoutSecond(), a.getStartTimeoutSecond()));
    }

    static ClosureDescription toAvro(Closure c) {
        return new ClosureDescription(c.id(), sorted(c.channelIds()), c.fromUnixSecond(), c.untilUnixSecond(),
                c.keptForGroup().orElse(null),
                c.why());
    }

    static Closure fromAvro(ClosureDescription a) {
        return new Closure(a.getId(), Set.copyOf(a.getChannelIds()), a.getFromUnixSecond(), a.getUntilUnixSecond(),
                Optional.ofNullable(a.getKeptForGroup()), a.getWhy());
    }

    static List<NamedText> toAvro(Map<String, String> texts) {
        return texts.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(e -> new NamedText(e.getKey(), e.getValue())).toList();
    }

    static Map<String, String> fromAvro(List<NamedText> texts) {
        Map<String, String> map = new LinkedHashMap<>();
        texts.forEach(t -> map.put(t.getName(), t.getText()));
        return map;
    }

    static List<StepTypeName> stepsToAvro(Set<StepType> steps) {
        return steps.stream().sorted().map(s -> same(StepTypeName.class, s)).toList();
    }

    static Set<StepType> stepsFromAvro(List<StepTypeName> steps) {
        Set<StepType> set = EnumSet.noneOf(StepType.class);
        steps.forEach(s -> set.add(same(StepType.class, s)));
        return set;
    }

    static List<String> sorted(Set<String> names) {
        return List.copyOf(new TreeSet<>(names));
    }

    private static List<ChannelGroup> groups(List<ChannelSpec> channels) {
        List<ChannelGroup> groups = new ArrayList<>();
        ChannelSpec last = null;
        for (ChannelSpec channel : channels) {
            if (last == null || !named(channel, last.channelId()).equals(last)) {
                groups.add(toAvro(channel));
                last = channel;
            }
            groups.getLast().getChannelIds().add(channel.channelId());
        }
        return groups;
    }

    private static ChannelSpec named(ChannelSpec channel, String id) {
        return new ChannelSpec(id, channel.rack(), channel.limits(), channel.maxPowerWatt(), channel.accuracyClass(), channel.impedance(),
                channel.chamber(), channel.fixtures(), channel.safetyGroup(), channel.calibrationDueUnixSecond(), channel.labels());
    }

    private static ChannelGroup toAvro(ChannelSpec c) {
        ChannelLimits limits = c.limits();
        return new ChannelGroup(new ArrayList<>(), c.rack(), orNull(limits.minVoltageVolt()), orNull(limits.maxVoltageVolt()),
                orNull(limits.maxCurrentAmpere()), stepsToAvro(limits.steps()), orNull(c.maxPowerWatt()), c.accuracyClass(),
                c.impedance().map(i -> new ImpedanceRange(i.minHertz(), i.maxHertz(), i.multiplexer().orElse(null))).orElse(null),
                c.chamber().orElse(null), sorted(c.fixtures()), c.safetyGroup().orElse(null), orNull(c.calibrationDueUnixSecond()),
                toAvro(c.labels()));
    }

    private static ChannelSpec fromAvro(ChannelGroup a, String id) {
        ChannelLimits limits = new ChannelLimits(orNaN(a.getMinVoltageVolt()), orNaN(a.getMaxVoltageVolt()),
                orNaN(a.getMaxCurrentMagnitudeAmpere()), stepsFromAvro(a.getSteps()));
        return new ChannelSpec(id, a.getRack(), limits, orNaN(a.getMaxPowerWatt()), a.getAccuracyClass(),
                Optional.ofNullable(a.getImpedance()).map(i -> new ChannelSpec.ImpedanceRange(i.getMinHertz(), i.getMaxHertz(),
                        Optional.ofNullable(i.getMultiplexer()))),
                Optional.ofNullable(a.getChamber()), Set.copyOf(a.getFixtures()), Optional.ofNullable(a.getSafetyGroup()),
                orNaN(a.getCalibrationDueUnixSecond()), new HashMap<>(fromAvro(a.getLabels())));
    }
}
