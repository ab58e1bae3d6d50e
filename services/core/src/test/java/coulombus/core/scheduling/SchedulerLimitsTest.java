package coulombus.core.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import coulombus.core.experiment.ExperimentSpec;
import coulombus.core.experiment.ExperimentSpec.PriorityClass;
import coulombus.core.experiment.Placement;
import coulombus.core.facility.ChannelSpec;
import coulombus.core.facility.Facility;
import coulombus.core.facility.SafetyGroup;
import coulombus.core.facility.SharedResource;
import coulombus.core.facility.UserGroup;
import coulombus.core.protocol.ChannelLimits;
import coulombus.core.scheduling.QueuedExperiment.QueueMove;
import coulombus.core.scheduling.QueuedExperiment.WaitingCell;
import coulombus.core.scheduling.SchedulingResult.CellStart;

import static org.assertj.core.api.Assertions.assertThat;

/// Limits that cells share, and cells that are on their channels already.
class SchedulerLimitsTest {
    private final List<ChannelSpec> channels = new ArrayList<>();
    private final List<ChannelSituation> situations = new ArrayList<>();

    private void channel(String id, String safetyGroup) {
        channels.add(
                new ChannelSpec(id, "", new ChannelLimits(0, 5, 1, Set.of()), Double.NaN, "", Optional.empty(), Optional.empty(), Set.of(),
                        Optional.ofNullable(safetyGroup), Double.NaN, Map.of()));
        situations.add(ChannelSituation.free(id));
    }

    private SchedulingResult plan(QueuedExperiment... queue) {
        Facility facility = new Facility("f", channels, List.of(), List.of(new SharedResource("press", 1)),
                List.of(new SafetyGroup("s", 1, Double.NaN), new SafetyGroup("t", 9, 15)), List.of(new UserGroup("a", 1)), List.of());
        return new Scheduler().plan(
                new SchedulingInput(1_000, facility, situations, List.of(queue), Map.of(), List.of(), SchedulingPolicy.DEFAULT));
    }

    private static QueuedExperiment gang(String id, int cells, double energyWh, String... resources) {
        List<String> ids = new ArrayList<>();
        List<WaitingCell> waiting = new ArrayList<>();
        for (int i = 0; i < cells; i++) {
            ids.add(id + i);
            waiting.add(new WaitingCell(id + i, energyWh));
        }
        Placement placement = new Placement(List.of(), List.of(), Optional.of(new Placement.Spread(Placement.Spread.Over.CYCLER, true)),
                true,
                Set.of(resources));
        ExperimentSpec spec = new ExperimentSpec(id, "a", PriorityClass.NORMAL, ids, 1, "", placement, Double.NaN, Double.NaN, 60);
        return new QueuedExperiment(id, spec, 0, waiting, Map.of(), List.of(), Set.of(), 10, 10, QueueMove.NONE);
    }

    @Test
    void triesOtherWaysWhereTheFirstChannelsExcludeEachOther() {
        // Given: the first free channel of y0 takes the only place of the safety group, which the only channel of y1 needs.
        channel("y0/0", "s");
        channel("y0/1", null);
        channel("y1/0", "s");

        // Then
        assertThat(plan(gang("e", 2, 1)).starts()).extracting(CellStart::channelId).containsExactlyInAnyOrder("y0/1", "y1/0");
    }

    @Test
    void saysWhichSharedLimitIsInTheWay() {
        channel("y0/0", null);
        channel("y1/0", null);
        SchedulingResult result = plan(gang("a", 1, 1, "press"), gang("b", 1, 1, "press"), gang("c", 2, 1, "press"));
        assertThat(result.starts()).extracting(CellStart::experimentId).containsExactly("a");
        assertThat(result.waiting().get(0).why()).isEqualTo("needs 1 cycler; 2 suit, 1 is free, but of press 0 are left");
        assertThat(result.waiting().get(0).earliestStartUnixSecond()).isEqualTo(1_010);
        assertThat(result.waiting().get(1).cause()).isEqualTo(WaitingExperiment.Cause.IMPOSSIBLE);
    }

    @Test
    void aCellOfUnknownEnergyGoesNowhereWhereEnergyIsLimited() {
        channel("y0/0", "t");
        assertThat(plan(gang("known", 1, 10)).starts()).hasSize(1);
        SchedulingResult unknown = plan(gang("unknown", 1, Double.NaN));
        assertThat(unknown.starts()).isEmpty();
        assertThat(unknown.waiting().get(0).cause()).isEqualTo(WaitingExperiment.Cause.IMPOSSIBLE);
    }

    @Test
    void aMountedCellGoesToItsChannelAndNothingElseThere() {
        channel("y0/0", null);
        channel("y1/0", null);
        situations.set(0, new ChannelSituation("y0/0", Optional.empty(), Optional.empty(), Optional.of("mine0"), List.of()));
        SchedulingResult result = plan(gang("other", 2, 1), gang("mine", 1, 1));
        assertThat(result.starts()).containsExactly(new CellStart("mine", "mine0", "y0/0"));
        assertThat(result.waiting().get(0).why()).isEqualTo("needs 2 cyclers at once; 2 suit, 1 is free");
    }

    @Test
    void countsHindrancesInWords() {
        channel("y0/0", null);
        situations.set(0, new ChannelSituation("y0/0", Optional.of("in maintenance"), Optional.empty(), Optional.empty(), List.of()));
        WaitingExperiment waiting = plan(gang("e", 1, 1)).waiting().get(0);
        assertThat(waiting.cause()).isEqualTo(WaitingExperiment.Cause.HINDERED);
        assertThat(waiting.why()).isEqualTo("needs 1 cycler; 1 suits, but 1 is in maintenance");
        assertThat(waiting.earliestStartUnixSecond()).isNaN();
    }
}
