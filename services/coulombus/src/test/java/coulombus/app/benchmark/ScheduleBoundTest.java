package coulombus.app.benchmark;

import java.util.List;

import org.junit.jupiter.api.Test;

import coulombus.app.benchmark.ScheduleWorkload.ChannelKind;
import coulombus.app.benchmark.ScheduleWorkload.Job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Bounds that can be reckoned by hand.
class ScheduleBoundTest {
    private static Job job(int cells, int current, boolean impedance, double day) {
        return new Job(0, cells, current, 0, impedance, day, day, 0, 0, 0);
    }

    @Test
    void countsOnlyChannelsThatSuit() {
        // Given three channels, one of them with impedance and the higher current
        List<ChannelKind> channels = List.of(new ChannelKind(0, 0, 0, false), new ChannelKind(1, 0, 0, false),
                new ChannelKind(2, 1, 0, true));

        // Then 12 days of work on one channel, 4 on any
        ScheduleWorkload scarce = new ScheduleWorkload(channels, List.of(job(2, 1, false, 3), job(1, 0, true, 6), job(2, 0, false, 2)), 10);
        assertThat(ScheduleBound.makespanDay(scarce)).isCloseTo(12, within(1e-3));
        assertThat(ScheduleBound.utilizationRatio(scarce)).isCloseTo((8 + 4) / 24.0, within(1e-6));

        // And 30 days of work on three channels, where none is longer than 10
        ScheduleWorkload even = new ScheduleWorkload(channels, List.of(job(3, 0, false, 10)), 10);
        assertThat(ScheduleBound.makespanDay(even)).isCloseTo(10, within(1e-3));
    }

    @Test
    void isNeverShorterThanTheLongestTest() {
        ScheduleWorkload workload = new ScheduleWorkload(List.of(new ChannelKind(0, 0, 0, false), new ChannelKind(1, 0, 0, false)),
                List.of(job(1, 0, false, 50)), 10);
        assertThat(ScheduleBound.makespanDay(workload)).isEqualTo(50);
    }
}
