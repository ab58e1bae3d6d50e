package coulombus.fleetapi;

import java.util.Arrays;

/// Voltage and current of one run over test time in bounded memory, however long the run is: the last measurements as they are, all
/// of them as least and greatest values ([TraceBuckets]). A spike is never lost; it may be the short.
///
/// Single owner.
final class VoltageCurrentTrace {
    private final TraceBuckets whole;
    private final int recentCapacity;
    private double[] recentTimeSecond = new double[16];
    private double[] recentVolt = new double[16];
    private double[] recentAmpere = new double[16];
    private int recentStart;
    private int recentSize;

    /// @param mostBuckets        buckets kept for the whole run
    /// @param recentMeasurements measurements kept as they are
    VoltageCurrentTrace(int mostBuckets, int recentMeasurements) {
        whole = new TraceBuckets(mostBuckets);
        recentCapacity = recentMeasurements;
    }

    boolean isEmpty() {
        return whole.size() == 0;
    }

    double firstTestTimeSecond() {
        return isEmpty() ? Double.NaN : whole.firstTimeSecond(0);
    }

    double lastTestTimeSecond() {
        return isEmpty() ? Double.NaN : whole.lastTimeSecond(whole.size() - 1);
    }

    void add(double testTimeSecond, double voltageVolt, double currentAmpere) {
        if (Double.isNaN(testTimeSecond)) {
            return;
        }
        whole.add(testTimeSecond, voltageVolt, currentAmpere);
        if (recentSize > 0 && testTimeSecond < recentTimeSecond[at(recentSize - 1)]) {
            // The clock was reset: what came before cannot be joined to what comes now.
            recentSize = 0;
        }
        if (recentSize == recentTimeSecond.length && recentSize < recentCapacity) {
            growRecent();
        }
        if (recentSize == recentTimeSecond.length) {
            recentStart = (recentStart + 1) % recentSize;
            recentSize--;
        }
        int i = at(recentSize++);
        recentTimeSecond[i] = testTimeSecond;
        recentVolt[i] = voltageVolt;
        recentAmpere[i] = currentAmpere;
    }

    /// False after a reset of the test clock, until it has passed the old end: the recent measurements are then not the right end.
    private boolean recentIsNewest() {
        return recentSize > 0 && recentTimeSecond[at(recentSize - 1)] >= lastTestTimeSecond();
    }

    private int at(int i) {
        return (recentStart + i) % recentTimeSecond.length;
    }

    private void growRecent() {
        int capacity = Math.min(recentCapacity, recentSize * 2);
        recentTimeSecond = unrolled(recentTimeSecond, capacity);
        recentVolt = unrolled(recentVolt, capacity);
        recentAmpere = unrolled(recentAmpere, capacity);
        recentStart = 0;
    }

    private double[] unrolled(double[] ring, int capacity) {
        double[] straight = new double[capacity];
        for (int i = 0; i < recentSize; i++) {
            straight[i] = ring[(recentStart + i) % ring.length];
        }
        return straight;
    }

    /// The part of the trace between two test times, with the neighbours just outside so that lines reach the border, in about
    /// `points` rows.
    ///
    /// @param fromSecond first test time, or NaN for the beginning
    /// @param toSecond   last test time, or NaN for the end
    /// @param points     2 or more; at most this many rows plus two neighbours come back
    TraceWindow window(double fromSecond, double toSecond, int points) {
        double from = Double.isNaN(fromSecond) ? firstTestTimeSecond() : fromSecond;
        double to = Double.isNaN(toSecond) ? lastTestTimeSecond() : toSecond;
        if (isEmpty() || !(from <= to)) {
            return new TraceWindow(0, new double[0], new double[0], new double[0], 0);
        }
        Rows rows = new Rows();
        double rawFrom = recentIsNewest() ? recentTimeSecond[at(0)] : Double.POSITIVE_INFINITY;
        int bucket = Math.max(0, whole.firstReaching(from) - 1);
        boolean bucketsNeeded = from < rawFrom;
        double resolutionSecond = 0;
        for (; bucketsNeeded && bucket < whole.size(); bucket++) {
            if (whole.lastTimeSecond(bucket) >= rawFrom) {
                break;
            }
            boolean beyond = whole.firstTimeSecond(bucket) > to;
            rows.addBucket(whole, bucket);
            if (whole.count(bucket) > 1) {
                resolutionSecond = whole.widthSecond();
            }
            if (beyond) {
                return rows.thinned(from, to, points, resolutionSecond);
            }
        }
        if (bucketsNeeded && bucket < whole.size() && whole.firstTimeSecond(bucket) < rawFrom) {
            // This bucket also holds measurements that are still there as they are; it stands for its older part.
            rows.addBucketBefore(whole, bucket, rawFrom);
            resolutionSecond = Math.max(resolutionSecond, whole.widthSecond());
        }
        int recentEnd = rawFrom == Double.POSITIVE_INFINITY ? 0 : recentSize;
        for (int i = bucketsNeeded ? 0 : Math.max(0, recentReaching(from) - 1); i < recentEnd; i++) {
            double time = recentTimeSecond[at(i)];
            rows.add(time, recentVolt[at(i)], recentAmpere[at(i)]);
            if (time > to) {
                break;
            }
        }
        return rows.thinned(from, to, points, resolutionSecond);
    }

    private int recentReaching(double timeSecond) {
        int i = 0;
        while (i < recentSize && recentTimeSecond[at(i)] < timeSecond) {
            i++;
        }
        return i;
    }

    /// Rows being gathered, and their thinning to what is asked for.
    private static final class Rows {
        private double[] time = new double[256];
        private double[] volt = new double[256];
        private double[] ampere = new double[256];
        private int size;

        void addBucket(TraceBuckets buckets, int b) {
            addBucketBefore(buckets, b, Double.POSITIVE_INFINITY);
        }

        void addBucketBefore(TraceBuckets buckets, int b, double endSecond) {
            double first = buckets.firstTimeSecond(b);
            if (buckets.count(b) == 1) {
                add(first, buckets.leastVolt(b), buckets.leastAmpere(b));
                return;
            }
            boolean voltFalls = buckets.voltageFallsFirst(b);
            boolean ampereFalls = buckets.currentFallsFirst(b);
            add(first, voltFalls ? buckets.greatestVolt(b) : buckets.leastVolt(b),
                    ampereFalls ? buckets.greatestAmpere(b) : buckets.leastAmpere(b));
            add(Math.min(buckets.lastTimeSecond(b), endSecond), voltFalls ? buckets.leastVolt(b) : buckets.greatestVolt(b),
                    ampereFalls ? buckets.leastAmpere(b) : buckets.greatestAmpere(b));
        }

        void add(double timeSecond, double voltageVolt, double currentAmpere) {
            if (size == time.length) {
                time = Arrays.copyOf(time, size * 2);
                volt = Arrays.copyOf(volt, size * 2);
                ampere = Arrays.copyOf(ampere, size * 2);
            }
            time[size] = timeSecond;
            volt[size] = voltageVolt;
            ampere[size] = currentAmpere;
            size++;
        }

        TraceWindow thinned(double from, double to, int points, double resolutionSecond) {
            if (size <= points + 2) {
                return new TraceWindow(size, time, volt, ampere, resolutionSecond);
            }
            int columns = Math.max(1, points / 2);
            double width = Math.max((to - from) / columns, Double.MIN_NORMAL);
            TraceBuckets pixel = TraceBuckets.single();
            Rows thin = new Rows();
            double column = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < size; i++) {
                double next = time[i] < from ? -1 : time[i] > to ? columns : Math.min(columns - 1, Math.floor((time[i] - from) / width));
                if (next != column) {
                    thin.take(pixel);
                    pixel.clear();
                    column = next;
                }
                pixel.add(time[i], volt[i], ampere[i]);
            }
            thin.take(pixel);
            return new TraceWindow(thin.size, thin.time, thin.volt, thin.ampere, Math.max(resolutionSecond, width));
        }

        private void take(TraceBuckets pixel) {
            if (pixel.size() > 0) {
                addBucket(pixel, 0);
            }
        }
    }
}
