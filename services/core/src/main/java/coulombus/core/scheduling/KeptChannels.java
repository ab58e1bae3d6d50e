package coulombus.core.scheduling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The reservations of a pass. Each names channels and a moment; whoever would still run then must leave it what it needs. Where its own
/// channels are wanted it moves to others as good, if there are any.
final class KeptChannels {
    private final ChannelIndex index;
    private final List<Kept> all = new ArrayList<>();
    private final List<Runnable> undo = new ArrayList<>();

    /// One reservation.
    static final class Kept {
        final Waiting who;
        final double start;
        final int[] cells;
        final Room.Use[] uses;
        /// What is left at its start, with itself in it.
        final Room room;

        private Kept(Waiting who, double start, int[] cells, Room.Use[] uses, Room room) {
            this.who = who;
            this.start = start;
            this.cells = cells;
            this.uses = uses;
            this.room = room;
        }

        double end() {
            return start + who.p90();
        }

        private int holderOf(int c) {
            for (int i = 0; i < uses.length; i++) {
                if (uses[i].channel() == c) {
                    return i;
                }
            }
            return -1;
        }
    }

    KeptChannels(ChannelIndex index) {
        this.index = index;
    }

    List<Kept> all() {
        return all;
    }

    /// Keeps channels that [ChannelSearch] found and noted.
    ///
    /// @param chosen channel of each cell, -1 where none
    /// @param room   at that moment, with them in it
    void keep(Waiting who, double start, int[] chosen, Room room) {
        int[] cells = java.util.stream.IntStream.range(0, chosen.length).filter(i -> chosen[i] >= 0).toArray();
        Room.Use[] uses = Arrays.stream(cells).mapToObj(i -> who.on(index, chosen[i], i, start)).toArray(Room.Use[]::new);
        all.add(new Kept(who, start, cells, uses, room));
    }

    /// What they will use.
    List<Room.Use> uses() {
        return all.stream().flatMap(kept -> Arrays.stream(kept.uses)).toList();
    }

    /// Whether nobody is delayed by a use.
    boolean allows(Room.Use use) {
        for (Kept kept : all) {
            if (delays(use, kept) && !kept.room.takes(use)) {
                return false;
            }
        }
        return true;
    }

    private static boolean delays(Room.Use use, Kept kept) {
        return use.covers(kept.start);
    }

    /// Notes a use in all that it touches.
    void occupy(Room.Use use) {
        for (Kept kept : all) {
            if (delays(use, kept)) {
                kept.room.add(use);
            }
        }
    }

    /// Takes a use back.
    void vacate(Room.Use use) {
        for (Kept kept : all) {
            if (delays(use, kept)) {
                kept.room.remove(use);
            }
        }
    }

    /// Tries to make room for a use by moving those who count on its channel to other channels.
    ///
    /// @return true where nobody is delayed by it now
    boolean giveWay(Room.Use use) {
        int before = undo.size();
        for (Kept kept : all) {
            int held = delays(use, kept) ? kept.holderOf(use.channel()) : -1;
            if (held >= 0 && !move(kept, held, use)) {
                undoTo(before);
                return false;
            }
        }
        if (!allows(use)) {
            undoTo(before);
            return false;
        }
        return true;
    }

    int mark() {
        return undo.size();
    }

    /// Takes back all moves since a mark.
    void undoTo(int mark) {
        while (undo.size() > mark) {
            undo.remove(undo.size() - 1).run();
        }
    }

    private boolean move(Kept kept, int held, Room.Use wanted) {
        Room.Use old = kept.uses[held];
        if (kept.who.fixed[kept.cells[held]] >= 0) {
            return false;
        }
        BitSet others = (BitSet) kept.who.need.suitable.clone();
        others.and(kept.room.free);
        others.andNot(index.mounted);
        BitSet taken = keys(kept, held);
        for (int d = others.nextSetBit(0); d >= 0; d = others.nextSetBit(d + 1)) {
            boolean apart = !kept.who.hard || !taken.get(index.spreadKey(d, kept.who.over));
            if (d != wanted.channel() && apart && index.openFrom(d, kept.who.group(), kept.start, kept.who.p90()) == kept.start) {
                Room.Use other = kept.who.on(index, d, kept.cells[held], kept.start);
                if (replace(kept, held, old, other, wanted)) {
                    undo.add(() -> {
                        vacate(other);
                        occupy(old);
                        kept.uses[held] = old;
                    });
                    return true;
                }
            }
        }
        return false;
    }

    /// Tries one other channel: everybody who reckons with this one must have room for it, and it for the use that is wanted.
    private boolean replace(Kept kept, int held, Room.Use old, Room.Use other, Room.Use wanted) {
        vacate(old);
        if (allows(other)) {
            occupy(other);
            if (kept.room.takes(wanted)) {
                kept.uses[held] = other;
                return true;
            }
            vacate(other);
        }
        occupy(old);
        return false;
    }

    private BitSet keys(Kept kept, int without) {
        BitSet keys = (BitSet) kept.who.usedKeys.clone();
        if (kept.who.over != null) {
            for (int i = 0; i < kept.uses.length; i++) {
                if (i != without) {
                    keys.set(index.spreadKey(kept.uses[i].channel(), kept.who.over));
                }
            }
        }
        return keys;
    }
}
