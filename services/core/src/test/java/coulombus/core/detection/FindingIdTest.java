package coulombus.core.detection;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FindingIdTest {
    private static final UUID RUN = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    @Test
    void makesTheIdOfTheStandardsExample() {
        // The name space of domain names and the name www.example.com, RFC 9562, appendix A.4
        assertThat(NameId.of(RUN, "www.example.com")).isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }

    @Test
    void dependsOnRunKindDetectorAndOnsetOnly() {
        // Given
        Finding finding = finding(FindingKind.SOFT_SHORT, 10, "soft-short-step/2", 20);
        // When, Then
        assertThat(finding.id(RUN)).isEqualTo(finding(FindingKind.SOFT_SHORT, 10, "soft-short-step/2", 99).id(RUN));
        assertThat(List.of(finding.id(UUID.randomUUID()), finding(FindingKind.SOFT_SHORT, 11, "soft-short-step/2", 20).id(RUN),
                finding(FindingKind.SOFT_SHORT, 10, "soft-short-step/3", 20).id(RUN),
                finding(FindingKind.HARD_SHORT, 10, "soft-short-step/2", 20).id(RUN))).doesNotContain(finding.id(RUN))
                .doesNotHaveDuplicates();
    }

    private static Finding finding(FindingKind kind, long onsetSeq, String detector, long detectedSeq) {
        return new Finding(kind, Severity.WARNING, 1, 0, 1, onsetSeq, detectedSeq, detector, "", List.of(), List.of(), false);
    }
}
