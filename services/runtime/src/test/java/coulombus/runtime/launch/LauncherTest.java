package coulombus.runtime.launch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import coulombus.runtime.management.HealthCheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LauncherTest {
    private final List<String> story = new ArrayList<>();
    private final FailureSignal failures = new FailureSignal();
    private final Launcher launcher = new Launcher(failures);

    private final class Told implements Service {
        private final String name;
        private final Exception onStart;
        private final Exception onClose;

        Told(String name, Exception onStart, Exception onClose) {
            this.name = name;
            this.onStart = onStart;
            this.onClose = onClose;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void start() throws Exception {
            story.add("start " + name);
            if (onStart != null) {
                throw onStart;
            }
        }

        @Override
        public void close() throws Exception {
            story.add("close " + name);
            if (onClose != null) {
                throw onClose;
            }
        }

        @Override
        public List<HealthCheck> healthChecks() {
            return List.of();
        }
    }

    private Service told(String name) {
        return new Told(name, null, null);
    }

    @Test
    void closesInReverseWhenAskedToEnd() throws Exception {
        // When
        int code = launcher.run(List.of(told("agent"), told("analytics")), running -> launcher.stop());

        // Then
        assertThat(code).isZero();
        assertThat(story).containsExactly("start agent", "start analytics", "close analytics", "close agent");
    }

    @Test
    void endsWithACodeWhenAServiceFails() throws Exception {
        // When
        int code = launcher.run(List.of(told("agent"), told("analytics")),
                running -> failures.raise("analytics", new IOException("store lost")));

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(story).endsWith("close analytics", "close agent");
    }

    @Test
    void closesWhatStartedInReverseAndRethrows() {
        // Given
        Exception refused = new IOException("no broker");
        Exception stuck = new IOException("would not close");
        List<Service> services = List.of(new Told("agent", null, stuck), told("historian"), new Told("analytics", refused, null),
                told("api"));

        // When / Then
        assertThatThrownBy(() -> launcher.run(services, running -> story.add("never"))).isSameAs(refused).hasSuppressedException(stuck);
        assertThat(story).containsExactly("start agent", "start historian", "start analytics", "close analytics", "close historian",
                "close agent");
    }

    @Test
    void closesTheOthersWhereOneWillNotClose() {
        // Given
        Exception stuck = new IOException("would not close");

        // When / Then
        assertThatThrownBy(() -> launcher.run(List.of(told("agent"), new Told("analytics", null, stuck)), running -> launcher.stop()))
                .isSameAs(stuck);
        assertThat(story).endsWith("close analytics", "close agent");
    }
}
