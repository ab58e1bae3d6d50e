package coulombus.app.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

import coulombus.app.benchmark.ScheduleWorkload.Job;

/// What a schedule was worth.
///
/// @param jobs             by number
/// @param startDay         when each started
/// @param utilizationRatio used channel-time over all of it, in the last 80 % of the arrivals
/// @param makespanDay      when the last test ended
record ScheduleFigures(List<Job> jobs, double[] startDay, double utilizationRatio, double makespanDay) {
    /// Time from submission to start, days, sorted, of those asked for.
    double[] waits(Predicate<Job> which) {
        return jobs.stream().filter(which).mapToDouble(j -> startDay[j.number()] - j.arrivalDay()).sorted().toArray();
    }

    double mean(Predicate<Job> which) {
        return Arrays.stream(waits(which)).average().orElse(Double.NaN);
    }

    double quantile(Predicate<Job> which, double part) {
        double[] sorted = waits(which);
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1L, Math.round(part * (sorted.length - 1)))];
    }
}
