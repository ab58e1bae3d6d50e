package coulombus.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressTest {
    private static final long MILLIS = 1_000_000;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(shown, true, StandardCharsets.UTF_8);
    private final AtomicLong now = new AtomicLong();

    @Test
    void saysNothingOfShortWork() {
        // When
        try (Progress progress = new Progress("reading", terminal, true, now::get)) {
            now.set(200 * MILLIS);
            progress.at(0.9);
        }

        // Then
        assertThat(text()).isEmpty();
    }

    @Test
    void saysNothingWhereNobodyLooks() {
        // When
        try (Progress progress = new Progress("reading", terminal, false, now::get)) {
            now.set(5000 * MILLIS);
            progress.at(0.9);
        }

        // Then
        assertThat(text()).isEmpty();
    }

    @Test
    void showsOneLineFourTimesASecondAndTakesItAway() {
        // When
        try (Progress progress = new Progress("reading", terminal, true, now::get)) {
            for (int i = 0; i < 1000; i++) {
                now.addAndGet(MILLIS);
                progress.at(i / 1000.0);
            }
        }

        // Then
        assertThat(text()).contains("\rreading  25 %", "\rreading  50 %").doesNotContain("\n").endsWith("\r");
        assertThat(text().split("%", -1)).hasSizeBetween(4, 5);
        assertThat(text().substring(text().lastIndexOf('%') + 1)).isBlank();
    }

    private String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
