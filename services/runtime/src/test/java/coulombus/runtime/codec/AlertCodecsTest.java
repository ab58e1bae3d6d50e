package coulombus.runtime.codec;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import coulombus.core.alert.Alert;
import coulombus.core.alert.AlertChange;
import coulombus.core.alert.AlertKind;
import coulombus.core.alert.AlertRequest;
import coulombus.core.alert.AlertRequest.Asked;
import coulombus.core.alert.AlertState;
import coulombus.core.alert.AlertSubject;
import coulombus.core.alert.Sighting;
import coulombus.core.audit.AuditEntry;
import coulombus.core.cell.Source;
import coulombus.core.detection.Severity;

import static org.assertj.core.api.Assertions.assertThat;

class AlertCodecsTest {
    private static Alert alert(RandomRecords random) {
        AlertKind kind = AlertKind.values()[random.below(AlertKind.values().length)];
        List<AlertState> states = List.of(new AlertState.Open(), new AlertState.Reopened(random.text()),
                new AlertState.Acknowledged(random.text(), "because", random.below(99)), new AlertState.Suppressed(random.uuid()),
                new AlertState.Resolved(random.text(), random.text()));
        AlertSubject subject = new AlertSubject(random.text(), random.below(2) == 0 ? Optional.empty() : Optional.of(random.uuid()),
                random.text(), random.below(2) == 0 ? Optional.empty() : Optional.of(Source.values()[random.below(2)]));
        List<Alert.Member> members = kind == AlertKind.ENVIRONMENT
                ? List.of(new Alert.Member(random.uuid(), random.text()), new Alert.Member(random.uuid(), random.text()))
                : List.of();
        return new Alert(random.uuid(), 1 + random.below(9), AlertChange.values()[random.below(AlertChange.values().length)], kind,
                Severity.values()[random.below(3)], subject, states.get(random.below(states.size())), sighting(random), sighting(random),
                1 + random.below(9), members, random.below(9), random.below(2) == 0, random.quantity(), random.below(1 << 30),
                random.below(2) == 0 ? Optional.empty() : Optional.of(random.uuid()));
    }

    private static Sighting sighting(RandomRecords random) {
        return new Sighting(random.uuid(), random.text(), random.below(99), random.below(99), random.below(1 << 30));
    }

    private static <T> void assertReadsBack(RecordCodec<T> codec, T written) {
        // When
        T read = MeasurementCodecTest.unchecked(() -> codec.decode(codec.encode(written)));

        // Then
        assertThat(read).isEqualTo(written);
    }

    @Test
    void readsBackAlerts() {
        Seeds.each(300, seed -> assertReadsBack(new AlertCodec(), alert(new RandomRecords(seed))));
    }

    @Test
    void readsBackRequests() {
        Seeds.each(50, seed -> {
            RandomRecords random = new RandomRecords(seed);
            Asked asked = List.of(new Asked.Acknowledge("I go"), new Asked.Resolve("done"), new Asked.Silence(random.below(99), "loud"))
                    .get(random.below(3));
            assertReadsBack(new AlertRequestCodec(), new AlertRequest(random.uuid(), random.uuid(), asked, "anna", random.below(99)));
        });
    }

    @Test
    void readsBackAuditEntries() {
        Seeds.each(50, seed -> {
            RandomRecords random = new RandomRecords(seed);
            UUID id = random.uuid();
            assertReadsBack(new AuditCodec(), new AuditEntry(id, random.text(), random.text(), random.text(), random.text(), random.text(),
                    AuditEntry.Outcome.values()[random.below(2)], random.text(), random.text(), random.text(), random.below(99)));
        });
    }
}
