package coulombus.core.book;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import coulombus.core.book.FacilityChange.Refused;
import coulombus.core.book.FacilityRequest.Asked;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.CellRecord;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.experiment.ExperimentSpec.PriorityClass;
import coulombus.core.experiment.Placement;
import coulombus.core.experiment.Requirement;
import coulombus.core.facility.BenchRules.Confirmation;
import coulombus.core.facility.ChannelAdmin;
import coulombus.core.facility.Closure;
import coulombus.core.facility.Facility;
import coulombus.core.facility.UserGroup;
import coulombus.core.scheduling.QueuedExperiment.QueueMove;

import static org.assertj.core.api.Assertions.assertThat;

class FacilityBookTest {
    private BookBench bench;
    private String channel;

    @BeforeEach
    void facility() {
        bench = new BookBench(4, BookBench.rules(Confirmation.SCAN, Confirmation.SCAN));
        bench.register("A", "B", "C");
        channel = bench.channels.getFirst();
    }

    private String refusal(Asked asked) {
        List<Object> before = BookBench.state(bench.book, bench.channels, bench.now);
        FacilityChange change = bench.ask(asked);
        assertThat(change).isInstanceOf(Refused.class);
        assertThat(BookBench.state(bench.book, bench.channels, bench.now)).as("nothing half-done").isEqualTo(before);
        return ((Refused) change).why();
    }

    private String submitRefusal(Placement placement, String protocol, String... cells) {
        return refusal(new Asked.Submit(bench.texts.of(BookBench.spec(placement, protocol, cells))));
    }

    @Test
    void refusesADuplicateBarcodeAndRegistersNoneOfTheOthers() {
        // Given
        CellRecord twin = new CellRecord(BookBench.cell("E").facts(), "code-A", Map.of());

        // When
        String why = refusal(new Asked.RegisterCells(bench.texts.of(List.of(BookBench.cell("D"), twin))));

        // Then
        assertThat(why).isEqualTo("cell E.barcode: 'code-A' is that of cell A already");
        assertThat(bench.book.cell("D")).isEmpty();
    }

    @Test
    void completesACellButNotWhileItIsInATest() {
        // Given
        CellRecord more = new CellRecord(BookBench.cell("A").facts(), "new code", Map.of("electrolyte", "2 M"));

        // When
        bench.ask(new Asked.RegisterCells(bench.texts.of(List.of(more))));

        // Then
        assertThat(bench.book.cell("A")).contains(more);
        assertThat(bench.book.cellOfBarcode("new code")).contains(more);
        assertThat(bench.book.cellOfBarcode("code-A")).isEmpty();

        // When
        bench.submit(false, "A");
        CellRecord other = new CellRecord(new CellFacts("A", CellKind.FULL, FirstHalfCycle.CHARGE, 1, 1, 1, 1), "new code", Map.of());

        // Then
        assertThat(refusal(new Asked.RegisterCells(bench.texts.of(List.of(other))))).startsWith("cell A: is in a test");
    }

    @Test
    void refusesWhatIsNotThere() {
        String protocol = bench.texts.of(BookBench.protocol(0.001));
        assertThat(submitRefusal(Placement.ANYWHERE, protocol, "Z")).isEqualTo("cells: cell 'Z' is not registered");
        assertThat(refusal(new Asked.Cancel("E9", ""))).isEqualTo("experiment 'E9' is not known");
        assertThat(refusal(new Asked.Lock("nowhere/1", "k", ""))).isEqualTo("channel nowhere/1 is not described by the facility");
        assertThat(refusal(new Asked.Unreserve("x", ""))).isEqualTo("closure x is not known");
        assertThat(refusal(new Asked.Submit("garbage"))).isEqualTo("line 1: cannot be read: garbage");
        assertThat(submitRefusal(new Placement(List.of(), List.of(), Optional.empty(), false, Set.of("mux")), protocol, "A"))
                .isEqualTo("shared_resources: 'mux' is not described by the facility; it has []");
    }

    @Test
    void refusesTwoExperimentsForOneCell() {
        // Given
        String first = bench.submit(false, "A");

        // When / Then
        assertThat(submitRefusal(Placement.ANYWHERE, bench.texts.of(BookBench.protocol(0.001)), "B", "A"))
                .isEqualTo("cells: cell 'A' belongs to experiment " + first + ", which has not ended");
    }

    @Test
    void saysWhichThingNoChannelCanDo() {
        assertThat(submitRefusal(Placement.ANYWHERE, bench.texts.of(BookBench.protocol(7)), "A"))
                .startsWith("protocol: no channel can run it: on cycler-0/1 and its like steps[0]").contains("7");
        assertThat(submitRefusal(new Placement(List.of(new Requirement.Temperature(60)), List.of(), Optional.empty(), false, Set.of()),
                bench.texts.of(BookBench.protocol(0.001)), "A")).contains("60");
    }

    @Test
    void movesOnlyWhatWaits() {
        // Given
        String waiting = bench.submit(false, "A");
        QueueMove move = new QueueMove(Optional.of(PriorityClass.HIGH), OptionalInt.of(1));

        // When
        bench.ask(new Asked.Move(waiting, move, "thesis"));

        // Then
        assertThat(bench.book.experiment(waiting).orElseThrow().move()).isEqualTo(move);

        // When
        bench.goOn();

        // Then
        assertThat(refusal(new Asked.Move(waiting, QueueMove.NONE, ""))).contains("does not wait in the queue: it is preparing");
    }

    @Test
    void drainsBeforeMaintenanceAndRetiresForEver() {
        // Given
        String experiment = bench.submit(false, "A");
        bench.goOn();
        String given = bench.channelOf(experiment, "A");

        // When / Then
        assertThat(refusal(new Asked.SetAdmin(given, new ChannelAdmin.Maintenance("fan"), "fan"))).contains("is in use; drain it first");

        // When
        bench.ask(new Asked.SetAdmin(given, new ChannelAdmin.Draining("fan"), "fan"));
        bench.goOn();

        // Then what had not begun goes elsewhere
        assertThat(bench.channelOf(experiment, "A")).isNotEqualTo(given);

        // When
        bench.ask(new Asked.SetAdmin(given, new ChannelAdmin.Maintenance("fan"), "fan"));
        bench.ask(new Asked.SetAdmin(given, new ChannelAdmin.Retired("burnt"), "burnt"));

        // Then
        assertThat(refusal(new Asked.SetAdmin(given, new ChannelAdmin.Enabled(), ""))).contains("is retired, for ever");
    }

    @Test
    void opensALockWithoutItsKeyOnlyByTwoPersons() {
        // Given
        bench.ask(new Asked.Lock(channel, "key", "wiring"), "anna");

        // When
        bench.ask(new Asked.Unlock(channel, Optional.empty(), "anna is ill"), "bert");
        String alone = refusalOf(bench.ask(new Asked.Unlock(channel, Optional.empty(), "still ill"), "bert"));
        assertThat(bench.book.channel(channel).lock()).isPresent();
        bench.ask(new Asked.Unlock(channel, Optional.empty(), "I looked"), "carl");

        // Then
        assertThat(alone).contains("another person has to confirm");
        assertThat(bench.book.channel(channel).lock()).isEmpty();
    }

    private static String refusalOf(FacilityChange change) {
        return ((Refused) change).why();
    }

    @Test
    void keepsWhatIsInUseWhenTheFacilityIsDescribedAnew() {
        // Given
        bench.ask(new Asked.Mount("code-A", channel));
        Facility facility = bench.book.facility().orElseThrow();
        Facility smaller = new Facility("lab", facility.channels().subList(1, 4), List.of(), List.of(), List.of(), facility.groups(),
                List.of());

        // When / Then
        assertThat(refusal(new Asked.SetFacility(bench.texts.of(smaller))))
                .isEqualTo("channels: channel " + channel + " cannot be left out: cell A is mounted on it");
        bench.submit(false, "B");
        Facility strangers = new Facility("lab", facility.channels(), List.of(), List.of(), List.of(), List.of(new UserGroup("green", 1)),
                List.of());
        assertThat(refusal(new Asked.SetFacility(bench.texts.of(strangers)))).startsWith("groups: group red cannot be left out");
    }

    @Test
    void closesChannelsForATime() {
        // Given
        Closure all = new Closure("audit", Set.copyOf(bench.channels), bench.now - 1, bench.now + 1e6, Optional.empty(), "audit");
        bench.ask(new Asked.Reserve(all));
        String experiment = bench.submit(false, "A");

        // When
        bench.goOn();

        // Then
        assertThat(bench.book.experiment(experiment).orElseThrow().waitingCellIds()).containsExactly("A");
        assertThat(refusal(new Asked.Reserve(all))).isEqualTo("closure audit is there already");
        assertThat(refusal(new Asked.Reserve(new Closure("x", Set.of("nowhere/1"), 0, 1, Optional.empty(), ""))))
                .isEqualTo("closure x.channels: channel 'nowhere/1' is not described");

        // When
        bench.ask(new Asked.Unreserve("audit", "moved"));
        bench.goOn();

        // Then
        assertThat(bench.book.experiment(experiment).orElseThrow().waitingCellIds()).isEmpty();
    }

    @Test
    void takesTheCellThatIsMountedToItsChannel() {
        // Given
        String third = bench.channels.get(2);
        bench.ask(new Asked.Mount("code-A", third));

        // When
        String experiment = bench.submit(false, "A");
        bench.goOn();

        // Then
        assertThat(bench.channelOf(experiment, "A")).isEqualTo(third);
    }

    @Test
    void decaysUsageByItsHalfLife() {
        // Given
        UsageBook usage = new UsageBook(3600 * 24);
        List<Map.Entry<String, Double>> running = new ArrayList<>();

        // When
        usage.used("red", 0, 3600);
        running.add(Map.entry("red", 3600.0 * 24));

        // Then an hour that ended a day less an hour ago counts half and a little more
        GroupUsage now = usage.until(3600 * 24, running).get("red");
        assertThat(now.channelHours()).isEqualTo(1);
        assertThat(now.decayedChannelHours()).isBetween(0.5, 0.52);
        assertThat(usage.until(3600 * 25, running).get("red").channelHours()).isEqualTo(2);
    }
}
