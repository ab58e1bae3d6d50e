package coulombus.core.scheduling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;

import coulombus.core.facility.Closure;
import coulombus.core.facility.UserGroup;
import coulombus.core.scheduling.SchedulingResult.CellStart;
import coulombus.core.scheduling.SchedulingResult.Reservation;

/// One pass.
final class Pass {
    private static final int MOST_MOMENTS = 400;
    /// A running test that should have ended is given a tenth of what it took so far.
    private static final double OVERRUN_RATIO = 0.1;
    private static final double LEAST_OVERRUN_SECOND = 3_600;

    private final SchedulingInput input;
    private final double now;
    private final ChannelIndex index;
    private final Need.Cache needs;
    private final KeptChannels kept;
    private final ChannelSearch search;
    private final QueueOrder order;
    private final List<Room.Use> uses = new ArrayList<>();
    private final List<CellStart> starts = new ArrayList<>();
    private final List<Explainer.Left> left = new ArrayList<>();

    Pass(SchedulingInput input) {
        this.input = input;
        now = input.nowUnixSecond();
        List<QueuedExperiment> sorted = new ArrayList<>(input.queue());
        sorted.sort(QueueOrder.SUBMITTED);
        index = new ChannelIndex(input, Scarcity.order(input, sorted));
        kept = new KeptChannels(index);
        needs = new Need.Cache(index);
        search = new ChannelSearch(index, needs, kept);
        Set<String> groups = new HashSet<>();
        for (UserGroup group : input.facility().groups()) {
            groups.add(group.name());
        }
        List<Waiting> queue = new ArrayList<>(sorted.size());
        for (QueuedExperiment each : sorted) {
            queue.add(new Waiting(each, index, needs, groups));
        }
        order = new QueueOrder(input, queue);
        for (int c = 0; c < index.size; c++) {
            int channel = c;
            index.situation[c].occupant().ifPresent(o -> uses.add(running(channel, o)));
        }
    }

    private Room.Use running(int c, ChannelSituation.Occupant o) {
        int[] resources = o.sharedResources().stream().mapToInt(index::resource).filter(r -> r >= 0).sorted().toArray();
        return new Room.Use(c, Double.NEGATIVE_INFINITY, expectedFree(o), o.temperatureCelsius(), o.energyWh(), resources);
    }

    private double expectedFree(ChannelSituation.Occupant o) {
        return o.expectedFreeUnixSecond() > now
                ? o.expectedFreeUnixSecond()
                : now + Math.max(LEAST_OVERRUN_SECOND, OVERRUN_RATIO * (now - o.sinceUnixSecond()));
    }

    SchedulingResult run() {
        Room room = Room.at(index, now, uses);
        int position = 0;
        for (Waiting who = order.next(); who != null; who = order.next()) {
            position++;
            if (who.unknown != null || who.told.spec().earliestStartUnixSecond() > now) {
                left.add(new Explainer.Left(who, position));
                continue;
            }
            int[] chosen = search.find(who, room, now);
            int placed = start(who, chosen);
            if (placed < who.cells.size()) {
                left.add(new Explainer.Left(who, position));
                if (kept.all().size() < input.policy().reservations() || QueueOrder.isOverdue(who, input)) {
                    if (placed == 0) {
                        reserve(who);
                    }
                }
            }
        }
        return new SchedulingResult(starts, reservations(), new Explainer(input, index, needs, uses, kept, room).explain(left));
    }

    private int start(Waiting who, int[] chosen) {
        if (chosen == null) {
            return 0;
        }
        int placed = 0;
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i] >= 0) {
                uses.add(who.on(index, chosen[i], i, now));
                starts.add(new CellStart(who.told.experimentId(), who.cells.get(i).cellId(), index.spec[chosen[i]].channelId()));
                placed++;
            }
        }
        order.charge(who, placed);
        return placed;
    }

    /// Finds the earliest moment at which it could start, as far as is known, and keeps channels for it from then on.
    private void reserve(Waiting who) {
        if (who.need.suitable.cardinality() < who.atOnce()) {
            return;
        }
        List<Room.Use> known = new ArrayList<>(uses);
        known.addAll(kept.uses());
        double[] availableFrom = Availability.of(index, who, known, now);
        double bound = Availability.earliest(index, who, availableFrom);
        if (Double.isInfinite(bound)) {
            return;
        }
        double[] moments = Arrays.stream(moments(known, availableFrom)).filter(t -> t >= bound && !Double.isInfinite(t)).sorted().distinct()
                .limit(MOST_MOMENTS).toArray();
        for (double moment : moments) {
            Room room = Room.at(index, moment, known);
            int[] chosen = search.find(who, room, moment);
            if (chosen != null) {
                kept.keep(who, moment, chosen, room);
                return;
            }
        }
    }

    private double[] moments(List<Room.Use> known, double[] availableFrom) {
        DoubleStream ends = known.stream().mapToDouble(Room.Use::untilSecond);
        DoubleStream openings = Arrays.stream(index.closures).flatMap(Arrays::stream).mapToDouble(Closure::untilUnixSecond);
        return DoubleStream.concat(Arrays.stream(availableFrom), DoubleStream.concat(ends, openings)).toArray();
    }

    private List<Reservation> reservations() {
        List<Reservation> all = new ArrayList<>();
        for (KeptChannels.Kept each : kept.all()) {
            all.add(new Reservation(each.who.told.experimentId(),
                    Arrays.stream(each.uses).map(use -> index.spec[use.channel()].channelId()).sorted().toList(), each.start));
        }
        return all;
    }
}
