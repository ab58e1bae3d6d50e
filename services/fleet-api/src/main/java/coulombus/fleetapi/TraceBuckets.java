package coulombus.fleetapi;

import java.util.Arrays;

/// Least and greatest voltage and current of measurements that lie together in test time, in at most a fixed number of buckets.
///
/// A bucket covers test times from `k * width` to `(k + 1) * width`; only buckets that hold a measurement exist. When there would be
/// too many, the width doubles and neighbours merge. The borders do not depend on how the measurements arrived, so any split of the
/// input gives the same buckets. Single owner.
final class TraceBuckets {
    /// First width: finer than any cycler records, so that few measurements stay what they are.
    private static final double FIRST_WIDTH_SECOND = 1.0 / 1024;
    private static final int FIRST_CAPACITY = 64;

    private final int mostBuckets;
    private double widthSecond = FIRST_WIDTH_SECOND;
    private int size;
    private double[] firstTimeSecond = new double[FIRST_CAPACITY];
    private double[] lastTimeSecond = new double[FIRST_CAPACITY];
    private double[] leastVolt = new double[FIRST_CAPACITY];
    private double[] greatestVolt = new double[FIRST_CAPACITY];
    private double[] leastAmpere = new double[FIRST_CAPACITY];
    private double[] greatestAmpere = new double[FIRST_CAPACITY];
    /// Bit 0: the greatest voltage came before the least. Bit 1: the same of the current.
    private byte[] fallsFirst = new byte[FIRST_CAPACITY];
    private int[] count = new int[FIRST_CAPACITY];

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
        int at = bucketOf(testTimeSecond);
        if (at < 0) {
            open(-at - 1);
            at = -at - 1;
            firstTimeSecond[at] = testTimeSecond;
            lastTimeSecond[at] = testTimeSecond;
            leastVolt[at] = voltageVolt;
            greatestVolt[at] = voltageVolt;
            leastAmpere[at] = currentAmpere;
            greatestAmpere[at] = currentAmpere;
            fallsFirst[at] = 0;
            count[at] = 1;
        } else {
            extend(at, testTimeSecond, voltageVolt, currentAmpere);
        }
        while (size > mostBuckets) {
            doubleWidth();
        }
    }

    private void extend(int at, double testTimeSecond, double voltageVolt, double currentAmpere) {
        firstTimeSecond[at] = Math.min(firstTimeSecond[at], testTimeSecond);
        lastTimeSecond[at] = Math.max(lastTimeSecond[at], testTimeSecond);
        count[at]++;
        if (!(voltageVolt >= leastVolt[at])) {
            if (!Double.isNaN(voltageVolt)) {
                fallsFirst[at] |= 1;
                leastVolt[at] = voltageVolt;
            }
        }
        if (!(voltageVolt <= greatestVolt[at])) {
            if (!Double.isNaN(voltageVolt)) {
                fallsFirst[at] &= ~1;
                greatestVolt[at] = voltageVolt;
            }
        }
        if (!(currentAmpere >= leastAmpere[at])) {
            if (!Double.isNaN(currentAmpere)) {
                fallsFirst[at] |= 2;
                leastAmpere[at] = currentAmpere;
            }
        }
        if (!(currentAmpere <= greatestAmpere[at])) {
            if (!Double.isNaN(currentAmpere)) {
                fallsFirst[at] &= ~2;
                greatestAmpere[at] = currentAmpere;
            }
        }
    }

    /// Index of the bucket that covers a time, or `-(place to open it) - 1`.
    private int bucketOf(double timeSecond) {
        double key = Math.floor(timeSecond / widthSecond);
        if (size == 0) {
            return -1;
        }
        double last = keyOf(size - 1);
        if (key == last) {
            return size - 1;
        }
        if (key > last) {
            return -size - 1;
        }
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            double middleKey = keyOf(middle);
            if (middleKey == key) {
                return middle;
            }
            if (middleKey < key) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    private double keyOf(int bucket) {
        return Math.floor(firstTimeSecond[bucket] / widthSecond);
    }

    private void open(int at) {
        if (size == count.length) {
            int capacity = Math.min(mostBuckets + 1, size * 2);
            firstTimeSecond = Arrays.copyOf(firstTimeSecond, capacity);
            lastTimeSecond = Arrays.copyOf(lastTimeSecond, capacity);
            leastVolt = Arrays.copyOf(leastVolt, capacity);
            greatestVolt = Arrays.copyOf(greatestVolt, capacity);
            leastAmpere = Arrays.copyOf(leastAmpere, capacity);
            greatestAmpere = Arrays.copyOf(greatestAmpere, capacity);
            fallsFirst = Arrays.copyOf(fallsFirst, capacity);
            count = Arrays.copyOf(count, capacity);
        }
        int moved = size - at;
        if (moved > 0) {
            System.arraycopy(firstTimeSecond, at, firstTimeSecond, at + 1, moved);
            System.arraycopy(lastTimeSecond, at, lastTimeSecond, at + 1, moved);
            System.arraycopy(leastVolt, at, leastVolt, at + 1, moved);
            System.arraycopy(greatestVolt, at, greatestVolt, at + 1, moved);
            System.arraycopy(leastAmpere, at, leastAmpere, at + 1, moved);
            System.arraycopy(greatestAmpere, at, greatestAmpere, at + 1, moved);
            System.arraycopy(fallsFirst, at, fallsFirst, at + 1, moved);
            System.arraycopy(count, at, count, at + 1, moved);
        }
        size++;
    }

    private void doubleWidth() {
        widthSecond *= 2;
        int kept = 0;
        for (int i = 1; i < size; i++) {
            if (keyOf(i) == keyOf(kept)) {
                merge(kept, i);
            } else {
                kept++;
                copy(i, kept);
            }
        }
        size = size == 0 ? 0 : kept + 1;
    }

    /// Takes bucket `from`, which lies later, into bucket `to`.
    private void merge(int to, int from) {
        byte falls = 0;
        boolean leastVoltLater = leastVolt[from] < leastVolt[to];
        boolean greatestVoltLater = greatestVolt[from] > greatestVolt[to];
        falls |= falls(1, leastVoltLater, greatestVoltLater, to, from);
        boolean leastAmpereLater = leastAmpere[from] < leastAmpere[to];
        boolean greatestAmpereLater = greatestAmpere[from] > greatestAmpere[to];
        falls |= falls(2, leastAmpereLater, greatestAmpereLater, to, from);
        lastTimeSecond[to] = Math.max(lastTimeSecond[to], lastTimeSecond[from]);
        leastVolt[to] = least(leastVolt[to], leastVolt[from]);
        greatestVolt[to] = greatest(greatestVolt[to], greatestVolt[from]);
        leastAmpere[to] = least(leastAmpere[to], leastAmpere[from]);
        greatestAmpere[to] = greatest(greatestAmpere[to], greatestAmpere[from]);
        fallsFirst[to] = falls;
        count[to] += count[from];
    }

    private int falls(int bit, boolean leastLater, boolean greatestLater, int to, int from) {
        if (leastLater == greatestLater) {
            return (leastLater ? fallsFirst[from] : fallsFirst[to]) & bit;
        }
        return leastLater ? bit : 0;
    }

    private static double least(double a, double b) {
        return Double.isNaN(a) || b < a ? b : a;
    }

    private static double greatest(double a, double b) {
        return Double.isNaN(a) || b > a ? b : a;
    }

    private void copy(int from, int to) {
        firstTimeSecond[to] = firstTimeSecond[from];
        lastTimeSecond[to] = lastTimeSecond[from];
        leastVolt[to] = leastVolt[from];
        greatestVolt[to] = greatestVolt[from];
        leastAmpere[to] = leastAmpere[from];
        greatestAmpere[to] = greatestAmpere[from];
        fallsFirst[to] = fallsFirst[from];
        count[to] = count[from];
    }

    /// First bucket that ends at or after a time.
    int firstReaching(double timeSecond) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (lastTimeSecond[middle] < timeSecond) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    double firstTimeSecond(int bucket) {
        return firstTimeSecond[bucket];
    }

    double lastTimeSecond(int bucket) {
        return lastTimeSecond[bucket];
    }

    double leastVolt(int bucket) {
        return leastVolt[bucket];
    }

    double greatestVolt(int bucket) {
        return greatestVolt[bucket];
    }

    double leastAmpere(int bucket) {
        return leastAmpere[bucket];
    }

    double greatestAmpere(int bucket) {
        return greatestAmpere[bucket];
    }

    /// True where the greatest voltage came before the least.
    boolean voltageFallsFirst(int bucket) {
        return (fallsFirst[bucket] & 1) != 0;
    }

    /// True where the greatest current came before the least.
    boolean currentFallsFirst(int bucket) {
        return (fallsFirst[bucket] & 2) != 0;
    }

    int count(int bucket) {
        return count[bucket];
    }
}
