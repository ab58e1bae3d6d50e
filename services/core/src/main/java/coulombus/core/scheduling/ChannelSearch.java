package coulombus.core.scheduling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

import coulombus.core.experiment.Placement.Preference;

/// Finds channels for the cells of one experiment at one moment.
///
/// Where nothing but the channels themselves and a distance between replicates matters, taking the channels in their order and leaving out
/// those too near is exact: replicates are alike, and one channel of a cycler keeps all its others from them. Where chambers, safety
/// groups or shared resources limit what fits together, that can miss a way; then all ways are tried, up to a number of steps.
final class ChannelSearch {
    private static final int MOST_STEPS = 5_000;
    private static final int MOST_STEPS_A_PASS = 500_000;

    private final ChannelIndex index;
    private final Need.Cache needs;
    private final KeptChannels kept;
    private int stepsLeft = MOST_STEPS_A_PASS;

    /// Whether closures, calibrations and cells of others on the channels do not matter.
    private final boolean whatever;

    ChannelSearch(ChannelIndex index, Need.Cache needs, KeptChannels kept) {
        this(index, needs, kept, false);
    }

    private ChannelSearch(ChannelIndex index, Need.Cache needs, KeptChannels kept, boolean whatever) {
        this.index = index;
        this.needs = needs;
        this.kept = kept;
        this.whatever = whatever;
    }

    /// A search that asks what could ever be: nothing is closed, no calibration ends, no foreign cell is mounted.
    static ChannelSearch whateverIsThere(ChannelIndex index, Need.Cache needs) {
        return new ChannelSearch(index, needs, new KeptChannels(index), true);
    }

    private boolean isOpen(int c, Waiting who, double start) {
        return whatever || index.openFrom(c, who.group(), start, who.p90()) == start;
    }

    /// One search.
    private final class Attempt {
        final Waiting who;
        final Room room;
        final double start;
        final int[] chosen;
        final BitSet keys;
        boolean giveWay;
        int placed;
        int steps;
        int best;
        int[] bestChosen;

        Attempt(Waiting who, Room room, double start) {
            this.who = who;
            this.room = room;
            this.start = start;
            chosen = new int[who.cells.size()];
            Arrays.fill(chosen, -1);
            keys = (BitSet) who.usedKeys.clone();
        }

        boolean put(int cell, int c) {
            if (!apart(c) || !isOpen(c, who, start)) {
                return false;
            }
            Room.Use use = who.on(index, c, cell, start);
            if (!room.takes(use) || !kept.allows(use) && !(giveWay && kept.giveWay(use))) {
                return false;
            }
            room.add(use);
            kept.occupy(use);
            chosen[cell] = c;
            if (who.over != null && who.hard) {
                keys.set(index.spreadKey(c, who.over));
            }
            placed++;
            return true;
        }

        boolean apart(int c) {
            return !who.hard || !keys.get(index.spreadKey(c, who.over));
        }

        void takeBack(int cell) {
            Room.Use use = who.on(index, chosen[cell], cell, start);
            room.remove(use);
            kept.vacate(use);
            if (who.over != null && who.hard) {
                keys.clear(index.spreadKey(chosen[cell], who.over));
            }
            chosen[cell] = -1;
            placed--;
        }

        void takeAllBack() {
            for (int i = chosen.length - 1; i >= 0; i--) {
                if (chosen[i] >= 0) {
                    takeBack(i);
                }
            }
        }
    }

    /// Looks for channels. What it finds is in the room and in the reservations afterwards; what it does not find changes nothing.
    ///
    /// @return the channel of each cell, -1 where none; null where none at all, or not all of those that start together
    int[] find(Waiting who, Room room, double start) {
        return find(who, who.need.suitable, room, start);
    }

    /// The same among other channels than those that suit.
    int[] find(Waiting who, BitSet suitable, Room room, double start) {
        BitSet candidates = (BitSet) suitable.clone();
        candidates.and(room.free);
        if (!who.anyFixed && !whatever) {
            candidates.andNot(index.mounted);
        }
        int most = candidates.cardinality();
        if (most == 0 || who.together && most < who.cells.size()) {
            return null;
        }
        int mark = kept.mark();
        Attempt attempt = new Attempt(who, room, start);
        if (!putFixed(attempt, candidates)) {
            attempt.takeAllBack();
            kept.undoTo(mark);
            return null;
        }
        int withFixed = kept.mark();
        if (!whatever) {
            candidates.andNot(index.mounted);
        }
        int[] cells = who.notFixed;
        int[] order = order(who, room, candidates);
        greedy(attempt, cells, order);
        int missing = missing(attempt, cells);
        if (missing > 0 && !kept.all().isEmpty() && mayBeEnough(attempt, order)) {
            attempt.giveWay = true;
            greedy(attempt, cells, order);
            missing = missing(attempt, cells);
            attempt.giveWay = false;
        }
        if (missing > 0 && shares(who) && mayBeEnough(attempt, order)) {
            clear(attempt, cells);
            kept.undoTo(withFixed);
            exact(attempt, cells, order);
        }
        if (attempt.placed == 0 || who.together && attempt.placed < who.cells.size()) {
            attempt.takeAllBack();
            kept.undoTo(mark);
            return null;
        }
        return attempt.chosen;
    }

    private static int missing(Attempt attempt, int[] cells) {
        int missing = 0;
        for (int cell : cells) {
            missing += attempt.chosen[cell] < 0 ? 1 : 0;
        }
        return missing;
    }

    private static void clear(Attempt attempt, int[] cells) {
        for (int cell : cells) {
            if (attempt.chosen[cell] >= 0) {
                attempt.takeBack(cell);
            }
        }
    }

    /// Whether enough channels could be added, each seen by itself: false only where all ways fail.
    private boolean mayBeEnough(Attempt attempt, int[] order) {
        Waiting who = attempt.who;
        int needed = (who.together ? who.cells.size() : attempt.placed + 1) - attempt.placed;
        BitSet seen = new BitSet();
        int found = 0;
        for (int c : order) {
            int key = who.over != null && who.hard ? index.spreadKey(c, who.over) : c;
            if (!seen.get(key) && (index.limited || attempt.apart(c)) && attempt.room.free.get(c)
                    && isOpen(c, who, attempt.start)) {
                seen.set(key);
                if (++found >= needed) {
                    return true;
                }
            }
        }
        return who.need.impedance || who.resources.length > 0 || index.limited;
    }

    /// A cell that is mounted goes to its channel or nowhere.
    private boolean putFixed(Attempt attempt, BitSet candidates) {
        attempt.giveWay = true;
        for (int i = 0; i < attempt.who.fixed.length; i++) {
            int c = attempt.who.fixed[i];
            if (c >= 0 && !(candidates.get(c) && attempt.put(i, c)) && attempt.who.together) {
                return false;
            }
        }
        attempt.giveWay = false;
        return true;
    }

    private void greedy(Attempt attempt, int[] cells, int[] order) {
        int next = 0;
        for (int c : order) {
            while (next < cells.length && attempt.chosen[cells[next]] >= 0) {
                next++;
            }
            if (next == cells.length) {
                return;
            }
            // Cells of unlike energy: the first that fits.
            for (int k = next; k < cells.length && attempt.room.free.get(c); k++) {
                if (attempt.chosen[cells[k]] < 0 && attempt.put(cells[k], c)) {
                    break;
                }
                if (!index.energyLimited) {
                    break;
                }
            }
        }
    }

    /// Whether what fits depends on what else is chosen, beyond the distance.
    private boolean shares(Waiting who) {
        return index.limited || who.resources.length > 0 || who.need.impedance || !kept.all().isEmpty() && who.hard;
    }

    private void exact(Attempt attempt, int[] cells, int[] order) {
        attempt.best = -1;
        attempt.steps = Math.min(MOST_STEPS, stepsLeft);
        stepsLeft -= attempt.steps;
        tryAll(attempt, cells, order, 0, 0);
        stepsLeft += Math.max(0, attempt.steps);
        int[] found = attempt.bestChosen;
        for (int cell : cells) {
            if (found != null && found[cell] >= 0) {
                attempt.put(cell, found[cell]);
            }
        }
    }

    /// @return true where all are placed, which ends the search; everything is taken back
    private boolean tryAll(Attempt attempt, int[] cells, int[] order, int k, int from) {
        if (attempt.placed > attempt.best) {
            attempt.best = attempt.placed;
            attempt.bestChosen = attempt.chosen.clone();
        }
        if (k == cells.length) {
            return attempt.placed == attempt.who.cells.size();
        }
        for (int i = from; i < order.length; i++) {
            if (attempt.steps-- <= 0) {
                return true;
            }
            if (attempt.room.free.get(order[i]) && attempt.put(cells[k], order[i])) {
                // Replicates of the same energy are alike: which of them has which channel makes no difference.
                boolean all = tryAll(attempt, cells, order, k + 1, index.energyLimited ? 0 : i + 1);
                attempt.takeBack(cells[k]);
                if (all) {
                    return true;
                }
            }
        }
        return !attempt.who.together && index.energyLimited && tryAll(attempt, cells, order, k + 1, 0);
    }

    /// Candidates, the better ones first: a channel nearer to siblings than it should be comes later, then what is preferred, then chambers
    /// whose temperature somebody fixed already, then the order of the pass.
    private int[] order(Waiting who, Room room, BitSet candidates) {
        List<Preference> preferences = who.told.spec().placement().prefer();
        boolean soft = who.over != null && !who.hard;
        boolean fixes = index.freeTemperatures && !Double.isNaN(who.need.temperatureCelsius);
        int[] inOrder = new int[candidates.cardinality()];
        int n = 0;
        for (int c = candidates.nextSetBit(0); c >= 0; c = candidates.nextSetBit(c + 1)) {
            inOrder[n++] = c;
        }
        if (preferences.isEmpty() && !soft) {
            return fixes ? fixedFirst(who, room, inOrder) : inOrder;
        }
        double[] wished = new double[index.size];
        for (Preference preference : preferences) {
            BitSet has = needs.of(List.of(preference.what()), List.of(), java.util.Set.of()).suitable;
            has.stream().forEach(c -> wished[c] += preference.weightRatio());
        }
        List<Integer> sorted = new ArrayList<>(inOrder.length);
        for (int c : inOrder) {
            sorted.add(c);
        }
        Comparator<Integer> better = Comparator.<Integer>comparingDouble(c -> -wished[c])
                .thenComparing(c -> room.wouldFix(c, who.need.temperatureCelsius)).thenComparing(c -> c);
        sorted.sort(better);
        if (soft) {
            int[] round = new int[index.size];
            java.util.Map<Integer, Integer> times = new java.util.HashMap<>();
            who.usedKeys.stream().forEach(key -> times.put(key, 1));
            for (int c : sorted) {
                round[c] = times.merge(index.spreadKey(c, who.over), 1, Integer::sum);
            }
            sorted.sort(Comparator.<Integer>comparingInt(c -> round[c]).thenComparing(better));
        }
        return sorted.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] fixedFirst(Waiting who, Room room, int[] channels) {
        int[] sorted = new int[channels.length];
        int front = 0;
        int back = 0;
        for (int c : channels) {
            if (room.wouldFix(c, who.need.temperatureCelsius)) {
                channels[back++] = c;
            } else {
                sorted[front++] = c;
            }
        }
        System.arraycopy(channels, 0, sorted, front, back);
        return sorted;
    }
}
