package coulombus.core.alert;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import coulombus.core.alert.AlertRequest.Asked;
import coulombus.core.assignment.OperatingState;
import coulombus.core.cell.Source;
import coulombus.core.detection.CellState;
import coulombus.core.detection.Finding;
import coulombus.core.detection.FindingKind;
import coulombus.core.detection.Severity;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.run.RunEnd;

import static coulombus.core.alert.AlertWords.begins;
import static coulombus.core.alert.AlertWords.channel;
import static coulombus.core.alert.AlertWords.ends;
import static coulombus.core.alert.AlertWords.found;
import static coulombus.core.alert.AlertWords.health;
import static coulombus.core.alert.AlertWords.reported;
import static coulombus.core.alert.AlertWords.run;
import static org.assertj.core.api.Assertions.assertThat;

class AlertBookTest {
    private final AlertBook book = new AlertBook(AlertRules.DEFAULT);
    private int asked;

    @BeforeEach
    void twentyChannelsRun() {
        for (int i = 1; i <= 20; i++) {
            book.on(begins(i));
        }
    }

    private Alert alert(AlertKind kind, int number) {
        return book.alert(AlertIds.alert(kind, channel(number), Optional.of(run(number)))).orElseThrow();
    }

    private Alert environment(AlertKind shown) {
        return book.alert(AlertIds.environment("bts", shown)).orElseThrow();
    }

    private AlertAnswer ask(Alert alert, Asked asked) {
        return book.answer(new AlertRequest(new UUID(3, ++this.asked), alert.alertId(), asked, "anna", 50), 50);
    }

    @Test
    void opensOnAFindingWithItsEvidence() {
        // When
        List<Alert> changes = book.on(found(1, FindingKind.SOFT_SHORT, Severity.CRITICAL, 100, 10));

        // Then
        Alert alert = changes.get(0);
        assertThat(changes).hasSize(1);
        assertThat(alert.state()).isEqualTo(new AlertState.Open());
        assertThat(alert.subject())
                .isEqualTo(new AlertSubject(channel(1), Optional.of(run(1)), "Zn-1", Optional.of(Source.SIMULATED)));
        assertThat(alert.last().sentence()).isEqualTo("SOFT_SHORT at 100");
        assertThat(alert.last().toSeq()).isEqualTo(100);
    }

    @Test
    void countsTheSameFindingOnce() {
        // Given
        book.on(found(1, FindingKind.SOFT_SHORT, Severity.CRITICAL, 100, 10));

        // When
        List<Alert> changes = book.on(found(1, FindingKind.SOFT_SHORT, Severity.CRITICAL, 100, 99));

        // Then
        assertThat(changes).isEmpty();
        assertThat(alert(AlertKind.SOFT_SHORT, 1).count()).isEqualTo(1);
    }

    @Test
    void neverAlertsOnADetectorOnTrialNorOnWhatIsOnlyWorthKnowing() {
        // Given
        Finding onTrial = new Finding(FindingKind.HARD_SHORT, Severity.CRITICAL, 1, 1, 1, 1, 1, "test/2", "", List.of(), List.of(), true);

        // When / Then
        assertThat(book.on(new AlertEvent.Found(channel(1), run(1), onTrial, 1))).isEmpty();
        assertThat(book.on(found(1, FindingKind.RECOVERED_METAL, Severity.INFO, 1, 1))).isEmpty();
    }

    @Test
    void keepsFaultsOfTheDataApartFromThoseOfTheCell() {
        // When
        book.on(new AlertEvent.Quality(channel(1), run(1), new DataQuality(DataQualityKind.STUCK_SENSOR, 1, 7, "stuck"), 1));
        List<Alert> again = book
                .on(new AlertEvent.Quality(channel(1), run(1), new DataQuality(DataQualityKind.STUCK_SENSOR, 2, 7, "stuck"), 2));
        List<Alert> note = book.on(new AlertEvent.Quality(channel(1), run(1), new DataQuality(DataQualityKind.NOTE, 1, 7, "note"), 2));

        // Then
        assertThat(alert(AlertKind.STUCK_SENSOR, 1).kind().about()).isEqualTo(AlertKind.About.DATA);
        assertThat(again).isEmpty();
        assertThat(note).isEmpty();
    }

    @Test
    void endsWithTheRunAndWithTheStateOfTheCell() {
        // Given
        book.on(found(1, FindingKind.SOFT_SHORT, Severity.CRITICAL, 100, 10));
        book.on(found(2, FindingKind.ERRATIC_VOLTAGE, Severity.WARNING, 100, 10));

        // When
        book.on(health(1, CellState.SOFT_SHORT, 120, 11));
        AlertState whileShort = alert(AlertKind.SOFT_SHORT, 1).state();
        book.on(health(1, CellState.HEALTHY, 140, 12));
        book.on(ends(2, RunEnd.STOPPED, 13));

        // Then
        assertThat(whileShort.isFiring()).isTrue();
        assertThat(alert(AlertKind.SOFT_SHORT, 1).state())
                .isEqualTo(new AlertState.Resolved("the cell is HEALTHY since measurement 140", ""));
        assertThat(alert(AlertKind.ERRATIC_VOLTAGE, 2).state()).isEqualTo(new AlertState.Resolved("the run ended: STOPPED", ""));
    }

    @Test
    void doesNotEndAHardShortWhenTheVoltageComesBack() {
        // Given
        book.on(found(1, FindingKind.HARD_SHORT, Severity.CRITICAL, 100, 10));

        // When
        book.on(health(1, CellState.HEALTHY, 140, 12));

        // Then
        assertThat(alert(AlertKind.HARD_SHORT, 1).state().isFiring()).isTrue();
    }

    @Test
    void tellsAFindingThatComesAfterTheEndOfItsRun() {
        // Given
        book.on(ends(1, RunEnd.END_OF_FILE, 5));

        // When
        List<Alert> changes = book.on(found(1, FindingKind.HARD_SHORT, Severity.CRITICAL, 100, 10));

        // Then
        assertThat(changes).extracting(Alert::change).containsExactly(AlertChange.OPENED, AlertChange.RESOLVED);
    }

    @Test
    void reopensWhatWasOverAndThenHoldsItOpenWhereItFlaps() {
        // When
        for (int i = 1; i <= 4; i++) {
            book.on(found(1, FindingKind.OPEN_CIRCUIT, Severity.CRITICAL, 100 * i, 10 * i));
            book.on(health(1, CellState.HEALTHY, 100 * i + 50, 10 * i + 5));
        }

        // Then
        Alert flapping = alert(AlertKind.OPEN_CIRCUIT, 1);
        assertThat(flapping.reopenings()).isEqualTo(3);
        assertThat(flapping.isFlapping()).isTrue();
        assertThat(flapping.state().isFiring()).isTrue();
        assertThat(book.on(ends(1, RunEnd.COMPLETED, 99))).extracting(Alert::change).containsExactly(AlertChange.RESOLVED);
    }

    @Test
    void staysTakenUntilItGrowsWorse() {
        // Given
        book.on(found(1, FindingKind.HARD_SHORT, Severity.WARNING, 100, 10));
        ask(alert(AlertKind.HARD_SHORT, 1), new Asked.Acknowledge("looking at it"));

        // When
        book.on(found(1, FindingKind.HARD_SHORT, Severity.WARNING, 200, 20));
        AlertState asBad = alert(AlertKind.HARD_SHORT, 1).state();
        book.on(found(1, FindingKind.HARD_SHORT, Severity.CRITICAL, 300, 30));

        // Then
        assertThat(asBad).isEqualTo(new AlertState.Acknowledged("anna", "looking at it", 50));
        assertThat(alert(AlertKind.HARD_SHORT, 1).state()).isInstanceOf(AlertState.Reopened.class);
    }

    @Test
    void makesOneAlertOfWhatManyChannelsShow() {
        // When
        for (int i = 1; i <= 5; i++) {
            book.on(found(i, FindingKind.CREEPING_SHORT, Severity.WARNING, 100, 600 * i));
        }

        // Then
        Alert environment = environment(AlertKind.CREEPING_SHORT);
        assertThat(environment.state()).isEqualTo(new AlertState.Open());
        assertThat(environment.members()).extracting(Alert.Member::channelId)
                .containsExactlyInAnyOrder(channel(1), channel(2), channel(3), channel(4), channel(5));
        assertThat(environment.last().sentence()).startsWith("5 of 20 channels of bts show CREEPING_SHORT within 60 min");
        assertThat(book.alerts()).filteredOn(alert -> alert.state().isFiring()).containsExactly(environment);
        assertThat(alert(AlertKind.CREEPING_SHORT, 5).state()).isEqualTo(new AlertState.Suppressed(environment.alertId()));
    }

    @Test
    void takesNoCommonModeForFewChannelsNorForThoseFarApart() {
        // When
        book.on(found(1, FindingKind.CREEPING_SHORT, Severity.WARNING, 100, 0));
        book.on(found(2, FindingKind.CREEPING_SHORT, Severity.WARNING, 100, 10));
        book.on(found(3, FindingKind.CREEPING_SHORT, Severity.WARNING, 100, 3700));
        book.on(found(4, FindingKind.SOFT_SHORT, Severity.WARNING, 100, 20));

        // Then
        assertThat(book.alerts()).allSatisfy(alert -> assertThat(alert.state()).isEqualTo(new AlertState.Open()));
    }

    @Test
    void alertsEveryHardShortBesideTheEnvironment() {
        // When
        for (int i = 1; i <= 5; i++) {
            book.on(found(i, FindingKind.HARD_SHORT, Severity.CRITICAL, 100, 60 * i));
        }

        // Then
        assertThat(environment(AlertKind.HARD_SHORT).members()).hasSize(5);
        assertThat(book.alerts()).hasSize(6).allSatisfy(alert -> assertThat(alert.state().isFiring()).isTrue());
    }

    @Test
    void tellsAMemberThatIsSeenAgainAlone() {
        // Given
        for (int i = 1; i <= 5; i++) {
            book.on(found(i, FindingKind.CREEPING_SHORT, Severity.WARNING, 100, i));
        }

        // When
        book.on(found(3, FindingKind.CREEPING_SHORT, Severity.WARNING, 900, 36_000));

        // Then
        assertThat(alert(AlertKind.CREEPING_SHORT, 3).state()).isInstanceOf(AlertState.Reopened.class);
        assertThat(alert(AlertKind.CREEPING_SHORT, 2).state()).isInstanceOf(AlertState.Suppressed.class);
    }

    @Test
    void endsTheEnvironmentWithItsLastMember() {
        // Given
        for (int i = 1; i <= 5; i++) {
            book.on(found(i, FindingKind.CREEPING_SHORT, Severity.WARNING, 100, i));
        }

        // When
        for (int i = 1; i <= 5; i++) {
            book.on(ends(i, RunEnd.STOPPED, 100));
        }

        // Then
        assertThat(environment(AlertKind.CREEPING_SHORT).state().isResolved()).isTrue();
    }

    @Test
    void joinsTheCyclersOfAChamber() {
        // Given
        AlertRules rules = new AlertRules(Severity.WARNING, 0.1, 3, 3600, 3, Map.of("chamber-1", List.of("bts", "arbin")));

        // When / Then
        assertThat(rules.groupOf("bts/27-1-1-1")).isEqualTo("chamber-1");
        assertThat(rules.groupOf("maccor/7")).isEqualTo("maccor");
        assertThat(rules.groupOf("replay-0123abcd")).isEmpty();
    }

    @Test
    void alertsTripsAndQuarantinesOnceForAsLongAsTheyLast() {
        // When
        List<Alert> first = book.on(reported(1, new OperatingState.Tripped(run(1), "over voltage"), 10));
        List<Alert> again = book.on(reported(1, new OperatingState.Tripped(run(1), "over voltage"), 15));
        AlertAnswer resolve = ask(first.get(0), new Asked.Resolve("seen"));
        List<Alert> cleared = book.on(reported(1, new OperatingState.Idle(), 20));
        List<Alert> doubt = book.on(reported(1, new OperatingState.Quarantined("a foreign job"), 30));
        List<Alert> tripped = book.on(reported(1, new OperatingState.Tripped(run(1), "over voltage"), 40));

        // Then
        assertThat(first).extracting(Alert::kind, Alert::change).containsExactly(
                org.assertj.core.groups.Tuple.tuple(AlertKind.CHANNEL_TRIPPED, AlertChange.OPENED));
        assertThat(again).isEmpty();
        assertThat(resolve).isInstanceOf(AlertAnswer.Refused.class);
        assertThat(cleared).extracting(Alert::change).containsExactly(AlertChange.RESOLVED);
        assertThat(doubt).extracting(Alert::kind).containsExactly(AlertKind.CHANNEL_QUARANTINED);
        assertThat(tripped).extracting(Alert::kind, Alert::change).containsExactly(
                org.assertj.core.groups.Tuple.tuple(AlertKind.CHANNEL_TRIPPED, AlertChange.REOPENED),
                org.assertj.core.groups.Tuple.tuple(AlertKind.CHANNEL_QUARANTINED, AlertChange.RESOLVED));
    }

    @Test
    void answersARequestOnceAndRefusesInWords() {
        // Given
        Alert alert = book.on(found(1, FindingKind.HARD_SHORT, Severity.CRITICAL, 100, 10)).get(0);
        AlertRequest request = new AlertRequest(new UUID(1, 1), alert.alertId(), new Asked.Acknowledge("I go"), "anna", 20);

        // When / Then
        assertThat(book.answer(request, 20)).isInstanceOf(AlertAnswer.Done.class);
        assertThat(book.answer(request, 30)).isInstanceOf(AlertAnswer.Repeated.class);
        assertThat(refusal(ask(alert, new Asked.Acknowledge("me too")))).isEqualTo("anna has taken it already: I go");
        assertThat(refusal(ask(alert, new Asked.Silence(99, "loud")))).contains("cannot be silenced");
        assertThat(ask(alert, new Asked.Resolve("cell removed"))).isInstanceOf(AlertAnswer.Done.class);
        assertThat(refusal(ask(alert, new Asked.Resolve("again")))).isEqualTo("the alert is over: cell removed (anna)");
        assertThat(refusal(book.answer(new AlertRequest(new UUID(1, 2), new UUID(0, 0), new Asked.Resolve("x"), "anna", 20), 20)))
                .startsWith("there is no alert");
    }

    private static String refusal(AlertAnswer answer) {
        return ((AlertAnswer.Refused) answer).why();
    }
}
