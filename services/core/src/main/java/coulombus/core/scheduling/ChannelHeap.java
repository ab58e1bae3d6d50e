package coulombus.core.scheduling;

/// Channels by when they are free, the earliest first. Times are looked up in an array that others change too, only to later ones: an entry
/// whose time moved is put back where it belongs when it comes up.
final class ChannelHeap {
    private final double[] freeAt;
    private final double[] keys;
    private final int[] heap;
    private int size;

    /// @param channels of this heap, the earliest first
    /// @param freeAt   time of each channel, s since 1970, by number
    ChannelHeap(int[] channels, double[] freeAt) {
        this.freeAt = freeAt;
        keys = new double[freeAt.length];
        heap = new int[channels.length];
        for (int c : channels) {
            push(c);
        }
    }

    void push(int c) {
        keys[c] = freeAt[c];
        int at = size++;
        while (at > 0 && before(c, heap[(at - 1) / 2])) {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[at] = c;
    }

    /// The one that is free first, -1 where none is left.
    int pop() {
        while (size > 0) {
            int c = heap[0];
            if (keys[c] == freeAt[c]) {
                int last = heap[--size];
                if (size > 0) {
                    sink(last);
                }
                return c;
            }
            keys[c] = freeAt[c];
            sink(c);
        }
        return -1;
    }

    private void sink(int c) {
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], c)) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = c;
    }

    private boolean before(int a, int b) {
        return keys[a] < keys[b] || keys[a] == keys[b] && a < b;
    }
}
