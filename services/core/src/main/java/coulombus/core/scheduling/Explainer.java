package coulombus.core.scheduling;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

import coulombus.core.experiment.Placement.Spread;
import coulombus.core.scheduling.WaitingExperiment.Cause;
import coulombus.core.scheduling.WaitingExperiment.Count;

/// Says of what was left why it waits and how long, after everything was decided.
final class Explainer {
    private final SchedulingInput input;
    private final ChannelIndex index;
    private final Need.Cache needs;
    private final KeptChannels kept;
    private final Room room;
    private final Forecast forecast;
    private final Map<Shape, Boolean> possible = new HashMap<>();
    private final Map<Shape, Found> found = new HashMap<>();
    private final Map<Need, List<Count>> counts = new IdentityHashMap<>();
    private final Map<Waiting, Double> reservedFrom = new IdentityHashMap<>();

    /// An experiment that did not start as a whole.
    ///
    /// @param position in the order of the pass, from 1
    record Left(Waiting who, int position) {}

    /// What experiments with the same answer have in common.
    private record Shape(Need need, int cells, boolean together, Spread.Over over, boolean hard, BitSet usedKeys, List<Integer> resources) {
        static Shape of(Waiting who) {
            return new Shape(who.need, who.cells.size(), who.together, who.over, who.hard, who.usedKeys,
                    java.util.Arrays.stream(who.resources).boxed().toList());
        }
    }

    /// What is there for experiments of a shape.
    ///
    /// @param asks   begin of the sentence
    /// @param served how many of its cells could go to channels in service
    /// @param free   channels that are free
    /// @param freeNow how many of its cells could go to them, distances kept
    private record Found(String asks, int served, BitSet free, int freeNow) {}

    Explainer(SchedulingInput input, ChannelIndex index, Need.Cache needs, List<Room.Use> uses, KeptChannels kept, Room room) {
        this.input = input;
        this.index = index;
        this.needs = needs;
        this.kept = kept;
        this.room = room;
        forecast = new Forecast(index, input.nowUnixSecond(), uses, room);
        kept.all().forEach(each -> reservedFrom.put(each.who, each.start));
    }

    List<WaitingExperiment> explain(List<Left> left) {
        forecast.keep(kept);
        List<WaitingExperiment> told = new ArrayList<>(left.size());
        for (Left each : left) {
            told.add(explain(each.who(), each.position()));
        }
        return told;
    }

    private WaitingExperiment explain(Waiting who, int position) {
        List<Count> counted = counts.computeIfAbsent(who.need, this::count);
        if (who.unknown != null) {
            return told(who, position, Cause.IMPOSSIBLE, who.unknown + " is not described in the facility", counted, Double.NaN,
                    Double.NaN);
        }
        String never = whyNever(who);
        if (never != null) {
            return told(who, position, Cause.IMPOSSIBLE, never, counted, Double.NaN, Double.NaN);
        }
        double earliest = forecast.earliest(who);
        Double reserved = reservedFrom.get(who);
        double likely = reserved != null ? reserved : forecast.likely(who, earliest);
        if (reserved != null && !(earliest <= reserved)) {
            earliest = reserved;
        }
        double inSecond = who.told.spec().earliestStartUnixSecond() - input.nowUnixSecond();
        if (inSecond > 0) {
            return told(who, position, Cause.NOT_YET, "asked not to start before " + Words.duration(inSecond) + " from now", counted,
                    earliest, likely);
        }
        return because(who, position, counted, earliest, likely);
    }

    private static WaitingExperiment told(Waiting who, int position, Cause cause, String why, List<Count> counted, double earliest,
            double likely) {
        return new WaitingExperiment(who.told.experimentId(), position, cause, why, counted, earliest, likely);
    }

    private List<Count> count(Need need) {
        List<Count> all = new ArrayList<>();
        BitSet left = new BitSet();
        left.set(0, index.size);
        for (Need.Predicate predicate : need.predicates) {
            left.and(predicate.suitable());
            all.add(new Count(predicate.words(), predicate.suitable().cardinality(), left.cardinality()));
        }
        BitSet ready = (BitSet) left.clone();
        ready.andNot(index.hindered);
        all.add(new Count("in service", index.size - index.hindered.cardinality(), ready.cardinality()));
        ready.and(room.free);
        ready.andNot(index.mounted);
        BitSet free = (BitSet) room.free.clone();
        free.andNot(index.mounted);
        all.add(new Count("free", free.cardinality(), ready.cardinality()));
        return List.copyOf(all);
    }

    /// Null where it can start one day, as the facility is described.
    private String whyNever(Waiting who) {
        for (int i = 0; i < who.fixed.length; i++) {
            if (who.fixed[i] >= 0 && !who.need.suitable.get(who.fixed[i])) {
                int c = who.fixed[i];
                String lacking = who.need.predicates.stream().filter(p -> !p.suitable().get(c)).map(Need.Predicate::words)
                        .collect(Collectors.joining(", "));
                return "cell " + who.cells.get(i).cellId() + " is mounted on " + index.spec[c].channelId() + ", which lacks " + lacking;
            }
        }
        boolean can = who.anyFixed || index.energyLimited
                ? canEver(who, who.need.suitable)
                : possible.computeIfAbsent(Shape.of(who), s -> canEver(who, who.need.suitable));
        return can ? null : Words.never(who, index, suitable -> canEver(who, suitable));
    }

    /// Whether it could start in an empty facility that never closes.
    private boolean canEver(Waiting who, BitSet suitable) {
        boolean apart = who.over != null && who.hard;
        int needed = who.together || apart ? who.cells.size() : 1;
        if (channels(who, suitable, c -> true) < needed) {
            return false;
        }
        if (!index.limited && who.resources.length == 0 && !who.need.impedance) {
            return true;
        }
        int[] found = ChannelSearch.whateverIsThere(index, needs).find(who, suitable, new Room(index, true), input.nowUnixSecond());
        return found != null && (!who.together || java.util.Arrays.stream(found).allMatch(c -> c >= 0));
    }

    /// How many of its cells could go to channels of a set of which something holds, each seen by itself.
    private int channels(Waiting who, BitSet of, IntPredicate holds) {
        BitSet keys = (BitSet) who.usedKeys.clone();
        int count = 0;
        for (int c = of.nextSetBit(0); c >= 0; c = of.nextSetBit(c + 1)) {
            int key = who.hard ? index.spreadKey(c, who.over) : c;
            if ((!who.hard || !keys.get(key)) && holds.test(c)) {
                keys.set(key);
                count++;
            }
        }
        return count;
    }

    private Found found(Waiting who) {
        BitSet serving = (BitSet) who.need.suitable.clone();
        serving.andNot(index.hindered);
        BitSet free = (BitSet) serving.clone();
        free.and(room.free);
        free.andNot(index.mounted);
        for (int c : who.fixed) {
            if (c >= 0 && serving.get(c) && room.free.get(c)) {
                free.set(c);
            }
        }
        int suit = channels(who, who.need.suitable, c -> true);
        int freeNow = channels(who, free, c -> true);
        return new Found(Words.asks(who) + "; " + suit + " suit" + (suit == 1 ? "s" : ""), channels(who, serving, c -> true), free,
                freeNow);
    }

    private WaitingExperiment because(Waiting who, int position, List<Count> counted, double earliest, double likely) {
        for (int i = 0; i < who.fixed.length; i++) {
            int c = who.fixed[i];
            if (c >= 0 && !room.free.get(c)) {
                String state = index.situation[c].hindrance().map(h -> "is " + h).orElse("is in use");
                Cause cause = index.situation[c].hindrance().isPresent() ? Cause.HINDERED : Cause.BUSY;
                return told(who, position, cause, "cell " + who.cells.get(i).cellId() + " is mounted on " + index.spec[c].channelId()
                        + ", which " + state, counted, earliest, likely);
            }
        }
        int needed = who.together ? who.cells.size() : 1;
        Found there = who.anyFixed ? found(who) : found.computeIfAbsent(Shape.of(who), shape -> found(who));
        if (there.served() < needed) {
            return told(who, position, Cause.HINDERED, there.asks() + ", but " + hindrances(who), counted, earliest, likely);
        }
        String asks = there.asks() + ", " + Words.are(there.freeNow()) + " free";
        if (there.freeNow() < needed) {
            return told(who, position, Cause.BUSY, asks, counted, earliest, likely);
        }
        double now = input.nowUnixSecond();
        IntPredicate open = c -> index.openFrom(c, who.group(), now, who.p90()) == now;
        int openNow = channels(who, there.free(), open);
        if (openNow < needed) {
            return told(who, position, Cause.CLOSED, asks + ", but on " + (there.freeNow() - openNow) + " of them a closure begins or the "
                    + "calibration ends within the " + Words.duration(who.p90()) + " it may take", counted, earliest, likely);
        }
        int holding = channels(who, there.free(), open.and(c -> room.takes(who.on(index, c, 0, now))));
        if (holding < needed || kept.all().stream().noneMatch(k -> k.who != who)) {
            return told(who, position, Cause.SHARED_LIMIT, asks + ", but " + Words.limit(who, index, room), counted, earliest, likely);
        }
        String holders = kept.all().stream().filter(k -> k.who != who).map(k -> k.who.told.experimentId())
                .collect(Collectors.joining(", "));
        return told(who, position, Cause.RESERVED, asks + ", but would still be in use when " + holders + " is to start", counted, earliest,
                likely);
    }

    private String hindrances(Waiting who) {
        Map<String, Integer> byReason = new TreeMap<>();
        for (int c = who.need.suitable.nextSetBit(0); c >= 0; c = who.need.suitable.nextSetBit(c + 1)) {
            index.situation[c].hindrance().ifPresent(reason -> byReason.merge(reason, 1, Integer::sum));
        }
        return byReason.entrySet().stream().map(e -> Words.are(e.getValue()) + " " + e.getKey()).collect(Collectors.joining(", "));
    }
}
