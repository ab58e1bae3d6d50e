package coulombus.runtime.codec;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import coulombus.core.assignment.ChannelRequest;
import coulombus.core.assignment.Decision;
import coulombus.core.book.FacilityChange;
import coulombus.core.book.FacilityDecision;
import coulombus.core.book.FacilityRequest;
import coulombus.core.book.FacilityRequest.Asked;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.CellRecord;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.experiment.ExperimentSpec;
import coulombus.core.experiment.ExperimentSpec.ExpectedDuration;
import coulombus.core.experiment.ExperimentSpec.PriorityClass;
import coulombus.core.experiment.ExperimentSpec.VoltageWindow;
import coulombus.core.experiment.Placement;
import coulombus.core.experiment.PlannedNeeds;
import coulombus.core.experiment.Requirement;
import coulombus.core.experiment.RunState;
import coulombus.core.facility.BenchRules;
import coulombus.core.facility.Chamber;
import coulombus.core.facility.ChannelAdmin;
import coulombus.core.facility.ChannelCondition.BenchLock;
import coulombus.core.facility.ChannelCondition.Quarantine;
import coulombus.core.facility.ChannelCondition.Taint;
import coulombus.core.facility.ChannelSpec;
import coulombus.core.facility.Closure;
import coulombus.core.facility.Facility;
import coulombus.core.facility.SafetyGroup;
import coulombus.core.facility.SharedResource;
import coulombus.core.facility.UserGroup;
import coulombus.core.protocol.ChannelLimits;
import coulombus.core.protocol.StepType;
import coulombus.core.scheduling.QueuedExperiment.QueueMove;

import static org.assertj.core.api.Assertions.assertThat;

class FacilityCodecsTest {
    private static final FacilityDecisionCodec DECISIONS = new FacilityDecisionCodec();
    private static final FacilityRequestCodec REQUESTS = new FacilityRequestCodec();

    private static String name(RandomRecords random) {
        return "n" + random.text();
    }

    private static Optional<String> maybe(RandomRecords random) {
        return random.below(2) == 0 ? Optional.empty() : Optional.of(name(random));
    }

    private static Closure closure(RandomRecords random) {
        double from = random.below(1 << 30);
        return new Closure(name(random), Set.of("c/1", "c/2"), from, from + 1 + random.below(1000), maybe(random), random.text());
    }

    private static Facility facility(RandomRecords random) {
        List<ChannelSpec> channels = new ArrayList<>();
        ChannelSpec like = null;
        for (int i = 1; i <= 20; i++) {
            if (like == null || random.below(4) == 0) {
                like = new ChannelSpec("c/" + i, random.text(),
                        new ChannelLimits(-5, random.below(2) == 0 ? Double.NaN : 5, random.quantity(),
                                EnumSet.of(StepType.REST, StepType.PULSE)),
                        random.quantity(), random.text(),
                        random.below(2) == 0
                                ? Optional.empty()
                                : Optional.of(new ChannelSpec.ImpedanceRange(0.01, 1e5,
                                        random.below(2) == 0 ? Optional.empty() : Optional.of("mux"))),
                        random.below(2) == 0 ? Optional.empty() : Optional.of("oven"), Set.of("coin", "pouch"),
                        random.below(2) == 0 ? Optional.empty() : Optional.of("shelf"), random.quantity(), Map.of("a", random.text()));
            }
            channels.add(new ChannelSpec("c/" + i, like.rack(), like.limits(), like.maxPowerWatt(), like.accuracyClass(), like.impedance(),
                    like.chamber(), like.fixtures(), like.safetyGroup(), like.calibrationDueUnixSecond(), like.labels()));
        }
        return new Facility(random.text(), channels, List.of(new Chamber("oven", random.quantity(), random.quantity())),
                List.of(new SharedResource("mux", 1 + random.below(4))),
                List.of(new SafetyGroup("shelf", random.below(2) == 0 ? Integer.MAX_VALUE : 3, random.quantity())),
                List.of(new UserGroup("g", 0.4)), List.of(), new BenchRules(BenchRules.Confirmation.SCAN, BenchRules.Confirmation.ASSUMED,
                        1 + random.below(99), 1 + random.below(99)));
    }

    private static List<Requirement> requirements(RandomRecords random) {
        return List.of(new Requirement.OneOf(Requirement.Attribute.CYCLER, "", Set.of("a", "b")),
                new Requirement.OneOf(Requirement.Attribute.LABEL, name(random), Set.of("x")),
                new Requirement.CurrentAtLeast(1 + random.below(9)), new Requirement.VoltageWithin(-1, random.below(9)),
                new Requirement.Impedance(0.01, 1e5), new Requirement.Temperature(random.below(80)));
    }

    private static FacilityChange submitted(RandomRecords random) {
        Placement placement = new Placement(requirements(random),
                requirements(random).stream().map(r -> new Placement.Preference(r, 1 + random.below(3))).toList(),
                random.below(2) == 0
                        ? Optional.empty()
                        : Optional.of(new Placement.Spread(Placement.Spread.Over.RACK, random.below(2) == 0)),
                random.below(2) == 0, Set.of("mux"));
        ExperimentSpec spec = new ExperimentSpec(name(random), name(random), PriorityClass.values()[random.below(3)], List.of("A", "B"), 1,
                random.text(), placement, random.quantity(), random.quantity(), 1 + random.below(999),
                random.below(2) == 0 ? Optional.empty() : Optional.of(new ExpectedDuration(5, 6)),
                random.below(2) == 0 ? Optional.empty() : Optional.of(new VoltageWindow(-0.1, 1.8)));
        return new FacilityChange.Submitted("E1", spec, new PlannedNeeds(random.below(3), random.quantity(), random.quantity(),
                Set.of(StepType.REST, StepType.CONSTANT_CURRENT),
                random.below(2) == 0 ? Optional.empty() : Optional.of(new Requirement.Impedance(1, 2)), 100, 200));
    }

    private static CellRecord cell(RandomRecords random) {
        CellFacts facts = new CellFacts(name(random), CellKind.FULL, FirstHalfCycle.CHARGE, random.quantity(), random.quantity(),
                random.quantity(), random.quantity());
        return new CellRecord(facts, name(random), Map.of("batch", random.text(), "electrolyte", random.text()));
    }

    private static List<RunState> states(RandomRecords random) {
        List<RunState.Ended> ends = List.of(new RunState.Completed(), new RunState.Faulted(random.text()),
                new RunState.Cancelled(random.text()));
        List<RunState> all = new ArrayList<>(List.of(new RunState.Queued(), new RunState.Assigned(1), new RunState.Mounted(2),
                new RunState.Held(random.text()), new RunState.Armed(3), new RunState.Starting(random.below(99), 4),
                new RunState.Running(5, 6), new RunState.Stopping(7, random.below(2) == 0, random.text())));
        all.addAll(ends);
        ends.forEach(end -> all.add(new RunState.Closed(end)));
        return all;
    }

    private static List<FacilityChange> changes(RandomRecords random) {
        String why = random.text();
        double at = random.below(1 << 30);
        List<FacilityChange> all = new ArrayList<>(List.of(new FacilityChange.Refused(random.text(), why),
                new FacilityChange.FacilitySet(facility(random)), new FacilityChange.CellsRegistered(List.of(cell(random), cell(random))),
                new FacilityChange.ClosureAdded(closure(random)), new FacilityChange.ClosureRemoved(name(random), why),
                new FacilityChange.AdminChanged("c/1", new ChannelAdmin.Enabled()),
                new FacilityChange.AdminChanged("c/1", new ChannelAdmin.Draining(why)),
                new FacilityChange.AdminChanged("c/1", new ChannelAdmin.Maintenance(why)),
                new FacilityChange.AdminChanged("c/1", new ChannelAdmin.Retired(why)),
                new FacilityChange.TaintChanged("c/1", name(random), Optional.of(new Taint(Taint.Effect.NO_NEW_TEST, why, at))),
                new FacilityChange.TaintChanged("c/1", name(random), Optional.empty()),
                new FacilityChange.LockChanged("c/1", Optional.of(new BenchLock("ab", "me", why, maybe(random), at)), why),
                new FacilityChange.LockChanged("c/1", Optional.empty(), why),
                new FacilityChange.QuarantineChanged("c/1", Optional.of(new Quarantine(why, maybe(random), at)), why),
                new FacilityChange.QuarantineChanged("c/1", Optional.empty(), why), new FacilityChange.TripCleared("c/1", why),
                new FacilityChange.CellMounted("A", "c/1"), new FacilityChange.CellUnmounted("A", "c/1"), submitted(random),
                new FacilityChange.CancelAsked("E1", why), new FacilityChange.Extended("E1", 1 + random.below(9), why),
                new FacilityChange.Moved("E1", move(random), why),
                new FacilityChange.Assigned("E1", List.of(new FacilityChange.Given("A", "c/1", random.uuid())))));
        states(random).forEach(state -> all.add(new FacilityChange.RunChanged("E1", "A", state, why)));
        return all;
    }

    private static QueueMove move(RandomRecords random) {
        return new QueueMove(random.below(2) == 0 ? Optional.empty() : Optional.of(PriorityClass.HIGH),
                random.below(2) == 0 ? OptionalInt.empty() : OptionalInt.of(1 + random.below(9)));
    }

    private static List<Asked> asked(RandomRecords random) {
        String why = random.text();
        return List.of(new Asked.SetFacility(random.text()), new Asked.RegisterCells(random.text()), new Asked.Submit(random.text()),
                new Asked.Cancel("E1", why), new Asked.Extend("E1", random.below(99), why), new Asked.Move("E1", move(random), why),
                new Asked.Reserve(closure(random)), new Asked.Unreserve("x", why),
                new Asked.SetAdmin("c/1", new ChannelAdmin.Maintenance(why), why),
                new Asked.SetAdmin("c/1", new ChannelAdmin.Enabled(), why),
                new Asked.SetTaint("c/1", "k", Taint.Effect.INFO, why), new Asked.RemoveTaint("c/1", "k", why),
                new Asked.Lock("c/1", "k", why), new Asked.Unlock("c/1", maybe(random), why), new Asked.Mount("b", "c/1"),
                new Asked.Unmount("b", "c/1"), new Asked.Quarantine("c/1", why), new Asked.ReleaseQuarantine("c/1", why),
                new Asked.ClearTrip("c/1", why));
    }

    @Test
    void readsBackEveryEntryOfTheLog() {
        Seeds.each(50, seed -> {
            RandomRecords random = new RandomRecords(seed);
            for (FacilityChange change : changes(random)) {
                // Given
                FacilityDecision written = new FacilityDecision(random.below(2) == 0 ? Optional.empty() : Optional.of(random.uuid()),
                        change,
                        random.text(), random.below(1 << 30));

                // When
                FacilityDecision read = MeasurementCodecTest.unchecked(() -> DECISIONS.decode(DECISIONS.encode(written)));

                // Then
                assertThat(read).isEqualTo(written);
            }
        });
    }

    @Test
    void namesEveryKindOfChange() {
        // Given
        Set<Class<?>> made = new java.util.HashSet<>();
        changes(new RandomRecords(1)).forEach(change -> made.add(change.getClass()));

        // When
        Set<Class<?>> known = new java.util.HashSet<>(List.of(FacilityChange.class.getPermittedSubclasses()));
        known.addAll(List.of(FacilityChange.OfChannel.class.getPermittedSubclasses()));
        known.addAll(List.of(FacilityChange.OfExperiment.class.getPermittedSubclasses()));
        known.removeIf(Class::isInterface);

        // Then
        assertThat(made).isEqualTo(known);
    }

    @Test
    void readsBackEveryRequest() {
        Seeds.each(50, seed -> {
            RandomRecords random = new RandomRecords(seed);
            for (Asked asked : asked(random)) {
                // Given
                FacilityRequest written = new FacilityRequest(random.uuid(), asked, random.text(), random.below(1 << 30));

                // When
                FacilityRequest read = MeasurementCodecTest.unchecked(() -> REQUESTS.decode(REQUESTS.encode(written)));

                // Then
                assertThat(read).isEqualTo(written);
            }
        });
    }

    @Test
    void tellsTheEntriesOfOneTopicApart() throws UnreadableRecordException {
        // Given
        Decision refused = new Decision(Optional.empty(), "c/1", new Decision.Outcome.Refused("no"), "me", 1);
        FacilityDecision other = FacilityDecision.own(new FacilityChange.Refused("", "no"), 1);
        ChannelRequest stop = new ChannelRequest(new UUID(1, 1), "c/1", new ChannelRequest.Asked.Stop("enough"), "me", 1);
        FacilityRequest cancel = new FacilityRequest(new UUID(1, 2), new Asked.Cancel("E1", "enough"), "me", 1);
        DecisionLogCodec log = new DecisionLogCodec();
        RequestLogCodec requests = new RequestLogCodec();

        // When / Then
        assertThat(log.decode(new DecisionCodec().encode(refused))).isEqualTo(new DecisionLogCodec.Entry.OfAssignment(refused));
        assertThat(log.decode(DECISIONS.encode(other))).isEqualTo(new DecisionLogCodec.Entry.OfFacility(other));
        assertThat(requests.decode(new coulombus.runtime.codec.ChannelRequestCodec().encode(stop)))
                .isEqualTo(new RequestLogCodec.Entry.OfChannel(stop));
        assertThat(requests.decode(REQUESTS.encode(cancel))).isEqualTo(new RequestLogCodec.Entry.OfFacility(cancel));
    }

    @Test
    void writesThousandsOfChannelsIntoOneRecord() throws UnreadableRecordException {
        // Given
        ChannelLimits limits = new ChannelLimits(-5, 5, 1, EnumSet.of(StepType.REST));
        List<ChannelSpec> channels = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            channels.add(new ChannelSpec("cycler-" + i / 8 + "/" + i % 8, "rack " + i / 160, limits, Double.NaN, "", Optional.empty(),
                    Optional.empty(), Set.of("coin"), Optional.empty(), Double.NaN, Map.of()));
        }
        FacilityDecision written = FacilityDecision.own(
                new FacilityChange.FacilitySet(new Facility("f", channels, List.of(), List.of(), List.of(), List.of(), List.of())), 1);

        // When
        byte[] bytes = DECISIONS.encode(written);

        // Then
        assertThat(bytes.length).isLessThan(200_000);
        assertThat(DECISIONS.decode(bytes)).isEqualTo(written);
    }
}
