package coulombus.fleetapi;

import java.util.Arrays;

/// First, last, least and greatest voltage and current of measurements that lie together in test time, in at most a fixed number of
/// buckets: what a line needs that is drawn over them. Averages are never made.
///
/// A bucket covers test times from `k * width` to `(k + 1) * width`; only buckets that hold a measurement exist. When there would be
/// too many, the width doubles and neighbours merge. The borders do not depend on how the measurements arrived, so any split of the
/// input gives the same buckets. A bucket takes about 100 bytes. Single owner.
final class TraceBuckets {
    /// First width: finer than any cycler records, so that few measurements stay what they are.
    private static final double FIRST_WIDTH_SECOND = 1.0 / 1024;
    private static final int FIRST_CAPACITY = 32;

    // Places of a bucket's values; the times of the extremes are those of the voltage.
    private static final int FIRST_TIME = 0;
    private static final int LAST_TIME = 1;
    private static final int FIRST_VOLT = 2;
    private static final int LAST_VOLT = 3;
    private static final int LEAST_VOLT = 4;
    private static final int LEAST_VOLT_TIME = 5;
    private static final int GREATEST_VOLT = 6;
    private static final int GREATEST_VOLT_TIME = 7;
    private static final int FIRST_AMPERE = 8;
    private static final int LAST_AMPERE = 9;
    private static final int LEAST_AMPERE = 10;
    private static final int GREATEST_AMPERE = 11;
    private static final int VALUES = 12;

    private final int mostBuckets;
    private double widthSecond = FIRST_WIDTH_SECOND;
    private int size;
    private double[] values = new double[FIRST_CAPACITY * VALUES];
    private int[] count = new int[FIRST_CAPACITY];
    /// True where the greatest current came before the least.
    private boolean[] currentFalls = new boolean[FIRST_CAPACITY];

    /// @param mostBuckets at least 2
    TraceBuckets(int mostBuckets) {
        if (mostBuckets < 2) {
            throw new IllegalArgumentException("mostBuckets: must be 2 or more; was " + mostBuckets);
        }
        this.mostBuckets = mostBuckets;
    }

    /// One bucket that takes whatever comes until it is cleared.
    static TraceBuckets single() {
        TraceBuckets bucket = new TraceBuckets(2);
        bucket.widthSecond = Double.POSITIVE_INFINITY;
        return bucket;
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    double widthSecond() {
        return widthSecond;
    }

    /// Adds a measurement. A test time below the last one finds its own bucket; NaN times are left out.
    void add(double testTimeSecond, double voltageVolt, double currentAmpere) {
        if (Double.isNaN(testTimeSecond)) {
            return;
        }
        int found = bucketOf(testTimeSecond);
        if (found >= 0) {
            extend(found, testTimeSecond, voltageVolt, currentAmpere);
            return;
        }
        int at = -found - 1;
        open(at);
        int v = at * VALUES;
        Arrays.fill(values, v + FIRST_VOLT, v + GREATEST_VOLT_TIME + 1, voltageVolt);
        Arrays.fill(values, v + FIRST_AMPERE, v + VALUES, currentAmpere);
        values[v + FIRST_TIME] = testTimeSecond;
        values[v + LAST_TIME] = testTimeSecond;
        values[v + LEAST_VOLT_TIME] = testTimeSecond;
        values[v + GREATEST_VOLT_TIME] = testTimeSecond;
        count[at] = 1;
        currentFalls[at] = false;
        while (size > mostBuckets) {
            doubleWidth();
        }
    }

    private void extend(int at, double testTimeSecond, double voltageVolt, double currentAmpere) {
        int v = at * VALUES;
        count[at]++;
        if (testTimeSecond < values[v + FIRST_TIME]) {
            values[v + FIRST_TIME] = testTimeSecond;
            values[v + FIRST_VOLT] = voltageVolt;
            values[v + FIRST_AMPERE] = currentAmpere;
        }
        if (testTimeSecond >= values[v + LAST_TIME]) {
            values[v + LAST_TIME] = testTimeSecond;
            values[v + LAST_VOLT] = voltageVolt;
            values[v + LAST_AMPERE] = currentAmpere;
        }
        if (isBelow(voltageVolt, values[v + LEAST_VOLT])) {
            values[v + LEAST_VOLT] = voltageVolt;
            values[v + LEAST_VOLT_TIME] = testTimeSecond;
        }
        if (isBelow(-voltageVolt, -values[v + GREATEST_VOLT])) {
            values[v + GREATEST_VOLT] = voltageVolt;
            values[v + GREATEST_VOLT_TIME] = testTimeSecond;
        }
        if (isBelow(currentAmpere, values[v + LEAST_AMPERE])) {
            values[v + LEAST_AMPERE] = currentAmpere;
            currentFalls[at] = true;
        }
        if (isBelow(-currentAmpere, -values[v + GREATEST_AMPERE])) {
            values[v + GREATEST_AMPERE] = currentAmpere;
            currentFalls[at] = false;
        }
    }

    /// True where `value` is a number and `than` is none, or greater.
    private static boolean isBelow(double value, double than) {
        return value < than || Double.isNaN(than) && !Double.isNaN(value);
    }

    /// Index of the bucket that covers a time, or `-(place to open it) - 1`.
    private int bucketOf(double timeSecond) {
        double key = Math.floor(timeSecond / widthSecond);
        int low = 0;
        int high = size - 1;
        int middle = high;
        while (low <= high) {
            double middleKey = keyOf(middle);
            if (middleKey == key) {
                return middle;
            }
            if (middleKey < key) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
            middle = (low + high) >>> 1;
        }
        return -low - 1;
    }

    private double keyOf(int bucket) {
        return Math.floor(firstTimeSecond(bucket) / widthSecond);
    }

    private void open(int at) {
        if (size == count.length) {
            int capacity = Math.min(mostBuckets + 1, size * 2);
            values = Arrays.copyOf(values, capacity * VALUES);
            count = Arrays.copyOf(count, capacity);
            currentFalls = Arrays.copyOf(currentFalls, capacity);
        }
        move(at, at + 1, size - at);
        size++;
    }

    private void move(int from, int to, int buckets) {
        System.arraycopy(values, from * VALUES, values, to * VALUES, buckets * VALUES);
        System.arraycopy(count, from, count, to, buckets);
        System.arraycopy(currentFalls, from, currentFalls, to, buckets);
    }

    private void doubleWidth() {
        widthSecond *= 2;
        int kept = 0;
        for (int i = 1; i < size; i++) {
            if (keyOf(i) == keyOf(kept)) {
                merge(kept, i);
            } else {
                move(i, ++kept, 1);
            }
        }
        size = kept + 1;
    }

    /// Takes bucket `from`, which lies later, into bucket `to`.
    private void merge(int to, int from) {
        int t = to * VALUES;
        int f = from * VALUES;
        values[t + LAST_TIME] = values[f + LAST_TIME];
        values[t + LAST_VOLT] = values[f + LAST_VOLT];
        values[t + LAST_AMPERE] = values[f + LAST_AMPERE];
        if (isBelow(values[f + LEAST_VOLT], values[t + LEAST_VOLT])) {
            values[t + LEAST_VOLT] = values[f + LEAST_VOLT];
            values[t + LEAST_VOLT_TIME] = values[f + LEAST_VOLT_TIME];
        }
        if (isBelow(-values[f + GREATEST_VOLT], -values[t + GREATEST_VOLT])) {
            values[t + GREATEST_VOLT] = values[f + GREATEST_VOLT];
            values[t + GREATEST_VOLT_TIME] = values[f + GREATEST_VOLT_TIME];
        }
        boolean leastLater = isBelow(values[f + LEAST_AMPERE], values[t + LEAST_AMPERE]);
        boolean greatestLater = isBelow(-values[f + GREATEST_AMPERE], -values[t + GREATEST_AMPERE]);
        if (leastLater) {
            values[t + LEAST_AMPERE] = values[f + LEAST_AMPERE];
        }
        if (greatestLater) {
            values[t + GREATEST_AMPERE] = values[f + GREATEST_AMPERE];
        }
        if (leastLater && greatestLater) {
            currentFalls[to] = currentFalls[from];
        } else if (leastLater || greatestLater) {
            currentFalls[to] = leastLater;
        }
        count[to] += count[from];
    }

    /// First bucket that ends at or after a time.
    int firstReaching(double timeSecond) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (lastTimeSecond(middle) < timeSecond) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    double firstTimeSecond(int bucket) {
        return values[bucket * VALUES + FIRST_TIME];
    }

    double lastTimeSecond(int bucket) {
        return values[bucket * VALUES + LAST_TIME];
    }

    int count(int bucket) {
        return count[bucket];
    }

    /// Writes the rows of a line through a bucket, in the order of test time: one measurement as it is, of several the first, the two
    /// extremes where they are neither first nor last, and the last.
    void writeRows(int bucket, RowSink rows) {
        int v = bucket * VALUES;
        double firstTime = values[v + FIRST_TIME];
        double lastTime = values[v + LAST_TIME];
        rows.add(firstTime, values[v + FIRST_VOLT], values[v + FIRST_AMPERE]);
        if (count[bucket] == 1) {
            return;
        }
        if (count[bucket] > 2) {
            boolean voltageFalls = values[v + GREATEST_VOLT_TIME] < values[v + LEAST_VOLT_TIME];
            int early = voltageFalls ? GREATEST_VOLT : LEAST_VOLT;
            int late = voltageFalls ? LEAST_VOLT : GREATEST_VOLT;
            double earlyAmpere = values[v + (currentFalls[bucket] ? GREATEST_AMPERE : LEAST_AMPERE)];
            double lateAmpere = values[v + (currentFalls[bucket] ? LEAST_AMPERE : GREATEST_AMPERE)];
            // The time of an extreme stands one place after its value.
            rows.add(values[v + early + 1], values[v + early], earlyAmpere);
            rows.add(values[v + late + 1], values[v + late], lateAmpere);
        }
        rows.add(lastTime, values[v + LAST_VOLT], values[v + LAST_AMPERE]);
    }

    /// Takes rows.
    @FunctionalInterface
    interface RowSink {
        void add(double testTimeSecond, double voltageVolt, double currentAmpere);
    }
}
