package coulombus.core.book;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import coulombus.core.book.FacilityChange.AdminChanged;
import coulombus.core.book.FacilityChange.CellMounted;
import coulombus.core.book.FacilityChange.CellUnmounted;
import coulombus.core.book.FacilityChange.LockChanged;
import coulombus.core.book.FacilityChange.OfChannel;
import coulombus.core.book.FacilityChange.QuarantineChanged;
import coulombus.core.book.FacilityChange.TaintChanged;
import coulombus.core.book.FacilityChange.TripCleared;
import coulombus.core.facility.ChannelCondition;
import coulombus.core.facility.ChannelCondition.Taint;
import coulombus.core.facility.ChannelSpec;
import coulombus.core.facility.Closure;
import coulombus.core.facility.Facility;

/// The facility as it is described, the closures people added, and what is known of its channels. One thread owns it.
final class ChannelRegister {
    private Optional<Facility> facility = Optional.empty();
    private final Map<String, ChannelSpec> specs = new LinkedHashMap<>();
    private final Map<String, ChannelCondition> conditions = new HashMap<>();
    private final Map<String, String> channelOfCell = new HashMap<>();
    private final Map<String, Closure> added = new TreeMap<>();

    Optional<Facility> facility() {
        return facility;
    }

    Optional<ChannelSpec> spec(String channelId) {
        return Optional.ofNullable(specs.get(channelId));
    }

    ChannelCondition condition(String channelId) {
        ChannelCondition known = conditions.get(channelId);
        return known == null ? ChannelCondition.of(channelId) : known;
    }

    Optional<String> channelOf(String cellId) {
        return Optional.ofNullable(channelOfCell.get(cellId));
    }

    /// Those that people added.
    Map<String, Closure> added() {
        return Collections.unmodifiableMap(added);
    }

    List<Closure> closures() {
        List<Closure> all = new ArrayList<>();
        facility.ifPresent(f -> all.addAll(f.closures()));
        all.addAll(added.values());
        return all;
    }

    /// Why a channel may not be left out of a new description; empty where nothing of it is in use.
    Optional<String> use(String channelId) {
        ChannelCondition condition = condition(channelId);
        return condition.mountedCellId().map(cell -> "cell " + cell + " is mounted on it")
                .or(() -> condition.lock().map(lock -> "it is locked by " + lock.by()))
                .or(() -> condition.quarantine().map(q -> "it is in quarantine"))
                .or(() -> added.values().stream().filter(c -> c.channelIds().contains(channelId)).findFirst()
                        .map(c -> "closure " + c.id() + " names it"));
    }

    Optional<String> closedDuring(String channelId, String group, double from, double until) {
        double due = spec(channelId).map(ChannelSpec::calibrationDueUnixSecond).orElse(Double.NaN);
        if (due < until) {
            return Optional.of("the calibration of channel " + channelId + " ends before the test does");
        }
        return closures().stream()
                .filter(c -> c.channelIds().contains(channelId) && c.fromUnixSecond() < until && c.untilUnixSecond() > from
                        && c.keptForGroup().filter(group::equals).isEmpty())
                .findFirst().map(c -> "channel " + channelId + " is closed before the test ends (" + c.id() + ": " + c.why() + ")");
    }

    Stream<String> channelIds() {
        return specs.keySet().stream();
    }

    void on(FacilityChange.FacilitySet set) {
        facility = Optional.of(set.facility());
        specs.clear();
        set.facility().channels().forEach(channel -> specs.put(channel.channelId(), channel));
    }

    void on(FacilityChange.ClosureAdded closure) {
        added.put(closure.closure().id(), closure.closure());
    }

    void on(FacilityChange.ClosureRemoved removed) {
        added.remove(removed.closureId());
    }

    void on(OfChannel change) {
        ChannelCondition before = condition(change.channelId());
        conditions.put(change.channelId(), switch (change) {
            case AdminChanged admin -> before.with(admin.to());
            case TaintChanged taint -> before.withTaints(changed(before.taints(), taint));
            case LockChanged lock -> before.withLock(lock.lock());
            case QuarantineChanged quarantine -> before.withQuarantine(quarantine.quarantine());
            case TripCleared cleared -> before;
            case CellMounted mounted -> {
                before.mountedCellId().ifPresent(channelOfCell::remove);
                channelOfCell.put(mounted.cellId(), mounted.channelId());
                yield before.withMounted(Optional.of(mounted.cellId()));
            }
            case CellUnmounted unmounted -> {
                channelOfCell.remove(unmounted.cellId(), unmounted.channelId());
                yield before.withMounted(before.mountedCellId().filter(cell -> !cell.equals(unmounted.cellId())));
            }
        });
    }

    private static Map<String, Taint> changed(Map<String, Taint> before, TaintChanged change) {
        Map<String, Taint> after = new TreeMap<>(before);
        change.taint().ifPresentOrElse(taint -> after.put(change.key(), taint), () -> after.remove(change.key()));
        return after;
    }
}
