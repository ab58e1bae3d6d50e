package coulombus.fleetapi;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import coulombus.core.assignment.Decision;
import coulombus.core.book.FacilityBook;
import coulombus.core.book.FacilityBook.RunOnChannel;
import coulombus.core.book.FacilityChange;
import coulombus.core.book.FacilityDecision;
import coulombus.core.cell.CellEvent;
import coulombus.core.experiment.RunState;
import coulombus.core.facility.ChannelAdmin;
import coulombus.core.facility.ChannelCondition;

/// How the hours of the channels were used, month by month (UTC), from the times of the scheduler's log: by which group, or why not at all.
///
/// Every channel is used in one way at a time. The sums grow with each entry of the log by the time since the one before. Single owner.
final class ChannelHours {
    /// Tests that belong to no experiment.
    static final String BY_HAND = "(started by hand)";
    private static final double HOUR_SECOND = 3600;

    /// Why a channel that is in service carries no test.
    enum Waste {
        IDLE_WITH_QUEUE, RESERVED_IDLE, MOUNTED_NOT_STARTED, FINISHED_NOT_UNMOUNTED, FAULTED
    }

    private sealed interface Use {
        record OutOfService() implements Use {}

        record Idle() implements Use {}

        record ByGroup(String group) implements Use {}

        record Wasted(Waste how) implements Use {}
    }

    private static final class Month {
        private final Map<String, Double> groups = new TreeMap<>();
        private final double[] waste = new double[Waste.values().length];
        private double inService;
    }

    private final Map<String, Use> uses = new HashMap<>();
    private final Map<Use, Integer> counts = new HashMap<>();
    private final Map<YearMonth, Month> months = new TreeMap<>();
    private double asOfUnixSecond = Double.NaN;
    private final Set<String> described = new HashSet<>();
    private final Map<String, Set<String>> channelsOf = new HashMap<>();
    private final Set<String> waiting = new HashSet<>();

    /// One month.
    ///
    /// @param month                 in UTC
    /// @param groupHours            channel-hours in which tests of a group ran
    /// @param wasteHours            channel-hours by the reason for which none ran
    /// @param inServiceHours        channel-hours of channels that were in service
    record Used(YearMonth month, Map<String, Double> groupHours, Map<Waste, Double> wasteHours, double inServiceHours) {
        /// The part of the hours in service in which tests ran; NaN where there were none.
        double utilisationRatio() {
            double used = groupHours.values().stream().mapToDouble(Double::doubleValue).sum();
            return inServiceHours > 0 ? used / inServiceHours : Double.NaN;
        }
    }

    /// Takes an entry of the log after the book has.
    void on(FacilityDecision decision, FacilityBook book, Predicate<String> isAssigned) {
        proceed(decision.unixTimeSecond());
        for (String channelId : touched(decision.change(), book)) {
            see(channelId, book, isAssigned);
        }
    }

    void on(Decision decision, FacilityBook book, Predicate<String> isAssigned) {
        proceed(decision.unixTimeSecond());
        see(decision.channelId(), book, isAssigned);
    }

    private Set<String> touched(FacilityChange change, FacilityBook book) {
        Set<String> channels = new HashSet<>();
        switch (change) {
            case FacilityChange.FacilitySet(var facility) -> {
                channels.addAll(uses.keySet());
                described.clear();
                facility.channels().forEach(channel -> described.add(channel.channelId()));
                channels.addAll(described);
            }
            case FacilityChange.OfChannel one -> channels.add(one.channelId());
            case FacilityChange.OfExperiment one -> book.experiment(one.experimentId()).ifPresent(experiment -> {
                Set<String> now = new HashSet<>();
                experiment.runs().forEach(run -> run.channelId().ifPresent(now::add));
                channels.addAll(now);
                // A run that gave its channel back does not name it any more.
                channels.addAll(channelsOf.getOrDefault(experiment.experimentId(), Set.of()));
                channelsOf.put(experiment.experimentId(), now);
                if (experiment.waitingCellIds().isEmpty()) {
                    waiting.remove(experiment.experimentId());
                } else {
                    waiting.add(experiment.experimentId());
                }
            });
            case FacilityChange.Refused refused -> {
            }
            case FacilityChange.CellsRegistered registered -> {
            }
            case FacilityChange.ClosureAdded added -> {
            }
            case FacilityChange.ClosureRemoved removed -> {
            }
        }
        return channels;
    }

    private void see(String channelId, FacilityBook book, Predicate<String> isAssigned) {
        boolean isThere = described.contains(channelId);
        Use before = isThere ? uses.put(channelId, use(channelId, book, isAssigned)) : uses.remove(channelId);
        if (before != null) {
            counts.merge(before, -1, Integer::sum);
        }
        if (isThere) {
            counts.merge(uses.get(channelId), 1, Integer::sum);
        }
    }

    private static Use use(String channelId, FacilityBook book, Predicate<String> isAssigned) {
        ChannelCondition condition = book.channel(channelId);
        Optional<RunOnChannel> on = book.runOn(channelId);
        if (on.isPresent()) {
            RunState state = on.get().run().state();
            if (state.mayCarryCurrent()) {
                return new Use.ByGroup(on.get().experiment().spec().group());
            }
            return new Use.Wasted(state instanceof RunState.Assigned ? Waste.RESERVED_IDLE : Waste.MOUNTED_NOT_STARTED);
        }
        if (isAssigned.test(channelId)) {
            return new Use.ByGroup(BY_HAND);
        }
        if (!(condition.admin() instanceof ChannelAdmin.Enabled) || condition.quarantine().isPresent()) {
            return new Use.OutOfService();
        }
        if (condition.mountedCellId().isEmpty()) {
            return new Use.Idle();
        }
        return new Use.Wasted(sinceMounted(book.lifeOf(condition.mountedCellId().get())));
    }

    /// What the mounted cell went through since it was mounted, newest first.
    private static Waste sinceMounted(List<CellEvent> life) {
        for (CellEvent event : life.reversed()) {
            switch (event.what()) {
                case FAULTED -> {
                    return Waste.FAULTED;
                }
                case COMPLETED, CANCELLED -> {
                    return Waste.FINISHED_NOT_UNMOUNTED;
                }
                case MOUNTED -> {
                    return Waste.MOUNTED_NOT_STARTED;
                }
                case REGISTERED, CHANGED, ASSIGNED, UNMOUNTED, STARTED -> {
                }
            }
        }
        return Waste.MOUNTED_NOT_STARTED;
    }

    private void proceed(double nowUnixSecond) {
        if (Double.isNaN(asOfUnixSecond)) {
            asOfUnixSecond = nowUnixSecond;
        }
        if (nowUnixSecond > asOfUnixSecond) {
            add(months, nowUnixSecond);
            asOfUnixSecond = nowUnixSecond;
        }
    }

    /// Adds the time since the last entry, split at the ends of months.
    private void add(Map<YearMonth, Month> into, double untilUnixSecond) {
        double from = asOfUnixSecond;
        while (from < untilUnixSecond) {
            YearMonth month = monthOf(from);
            double end = Math.min(untilUnixSecond, month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
            add(into.computeIfAbsent(month, m -> new Month()), (end - from) / HOUR_SECOND);
            from = end;
        }
    }

    private void add(Month month, double hours) {
        counts.forEach((use, count) -> {
            double added = count * hours;
            switch (use) {
                case Use.OutOfService out -> {
                }
                case Use.Idle idle -> {
                    month.inService += added;
                    month.waste[Waste.IDLE_WITH_QUEUE.ordinal()] += waiting.isEmpty() ? 0 : added;
                }
                case Use.ByGroup(String group) -> {
                    month.inService += added;
                    if (count > 0) {
                        month.groups.merge(group, added, Double::sum);
                    }
                }
                case Use.Wasted(Waste how) -> {
                    month.inService += added;
                    month.waste[how.ordinal()] += added;
                }
            }
        });
    }

    private static YearMonth monthOf(double unixSecond) {
        return YearMonth.from(Instant.ofEpochMilli((long) (unixSecond * 1000)).atZone(ZoneOffset.UTC));
    }

    /// The months that have begun, oldest first, the current one until now.
    List<Used> until(double nowUnixSecond) {
        Map<YearMonth, Month> all = new TreeMap<>();
        months.forEach((month, sums) -> all.put(month, copy(sums)));
        if (nowUnixSecond > asOfUnixSecond) {
            add(all, nowUnixSecond);
        }
        List<Used> told = new ArrayList<>();
        all.forEach((month, sums) -> {
            Map<Waste, Double> waste = new LinkedHashMap<>();
            for (Waste how : Waste.values()) {
                waste.put(how, sums.waste[how.ordinal()]);
            }
            told.add(new Used(month, Map.copyOf(sums.groups), waste, sums.inService));
        });
        return told;
    }

    private static Month copy(Month month) {
        Month copy = new Month();
        copy.groups.putAll(month.groups);
        System.arraycopy(month.waste, 0, copy.waste, 0, copy.waste.length);
        copy.inService = month.inService;
        return copy;
    }
}
