package coulombus.core.book;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

import coulombus.core.book.FacilityChange.AdminChanged;
import coulombus.core.book.FacilityChange.CellMounted;
import coulombus.core.book.FacilityChange.CellUnmounted;
import coulombus.core.book.FacilityChange.LockChanged;
import coulombus.core.book.FacilityChange.QuarantineChanged;
import coulombus.core.book.FacilityChange.Refused;
import coulombus.core.book.FacilityChange.TaintChanged;
import coulombus.core.book.FacilityChange.TripCleared;
import coulombus.core.book.FacilityRequest.Asked;
import coulombus.core.cell.CellRecord;
import coulombus.core.experiment.CellRun;
import coulombus.core.experiment.RunState;
import coulombus.core.facility.ChannelAdmin;
import coulombus.core.facility.ChannelCondition;
import coulombus.core.facility.ChannelCondition.BenchLock;
import coulombus.core.facility.ChannelCondition.Quarantine;
import coulombus.core.facility.ChannelCondition.Taint;

/// Decides on what people ask about one channel. Changes nothing.
final class ChannelDecisions {
    private final CellRegister cells;
    private final ChannelRegister channels;
    private final ExperimentRegister experiments;

    ChannelDecisions(CellRegister cells, ChannelRegister channels, ExperimentRegister experiments) {
        this.cells = cells;
        this.channels = channels;
        this.experiments = experiments;
    }

    FacilityChange decide(Asked.OfChannel asked, String person, Surroundings around, double now) {
        String id = asked.channelId();
        if (channels.spec(id).isEmpty()) {
            return refused(id, channels.facility().isPresent()
                    ? "is not described by the facility"
                    : "is not known: no facility is described yet");
        }
        ChannelCondition condition = channels.condition(id);
        return switch (asked) {
            case Asked.SetAdmin admin -> setAdmin(condition, admin.to(), around);
            case Asked.SetTaint taint -> new TaintChanged(id, taint.key(), Optional.of(new Taint(taint.effect(), taint.why(), now)));
            case Asked.RemoveTaint taint -> condition.taints().containsKey(taint.key())
                    ? new TaintChanged(id, taint.key(), Optional.empty())
                    : refused(id, "has no taint " + taint.key() + "; it has " + condition.taints().keySet());
            case Asked.Lock lock -> lock(condition, lock, person, now);
            case Asked.Unlock unlock -> unlock(condition, unlock, person);
            case Asked.Mount mount -> mount(condition, mount, around);
            case Asked.Unmount unmount -> unmount(condition, unmount, around);
            case Asked.Quarantine quarantine -> condition.quarantine().isPresent()
                    ? refused(id, "is in quarantine already: " + condition.quarantine().get().why())
                    : new QuarantineChanged(id, Optional.of(new Quarantine(quarantine.why(), Optional.empty(), now)), quarantine.why());
            case Asked.ReleaseQuarantine release -> release(condition, release, person);
            case Asked.ClearTrip clear -> around.trip(id).isPresent()
                    ? new TripCleared(id, clear.why())
                    : refused(id, "is not tripped");
        };
    }

    private static Refused refused(String channelId, String why) {
        return new Refused(channelId, "channel " + channelId + " " + why);
    }

    private FacilityChange setAdmin(ChannelCondition condition, ChannelAdmin to, Surroundings around) {
        String id = condition.channelId();
        boolean inUse = around.isAssigned(id) || experiments.heldBy(id).isPresent() || condition.mountedCellId().isPresent();
        return condition.admin().refusal(to, inUse).<FacilityChange>map(why -> refused(id, why))
                .orElseGet(() -> new AdminChanged(id, to));
    }

    private static FacilityChange lock(ChannelCondition condition, Asked.Lock asked, String person, double now) {
        String id = condition.channelId();
        if (condition.lock().isPresent()) {
            return refused(id, "is locked already by " + condition.lock().get().by() + ": " + condition.lock().get().why());
        }
        if (asked.key().isBlank()) {
            return refused(id, "is not locked: a lock needs a key that opens it again");
        }
        return new LockChanged(id, Optional.of(new BenchLock(hashOf(asked.key()), person, asked.why(), Optional.empty(), now)),
                asked.why());
    }

    private static FacilityChange unlock(ChannelCondition condition, Asked.Unlock asked, String person) {
        String id = condition.channelId();
        if (condition.lock().isEmpty()) {
            return refused(id, "is not locked");
        }
        BenchLock lock = condition.lock().get();
        if (asked.key().isPresent()) {
            return lock.keyHash().equals(hashOf(asked.key().get()))
                    ? new LockChanged(id, Optional.empty(), asked.why())
                    : refused(id, "stays locked: this is not the key that " + lock.by() + " locked it with");
        }
        if (lock.openingAskedBy().isEmpty()) {
            return new LockChanged(id, Optional.of(new BenchLock(lock.keyHash(), lock.by(), lock.why(), Optional.of(person),
                    lock.sinceUnixSecond())), asked.why());
        }
        String first = lock.openingAskedBy().get();
        return first.equals(person)
                ? refused(id, "stays locked: " + person + " has asked already, another person has to confirm")
                : new LockChanged(id, Optional.empty(), first + " and " + person + " opened it without the key: " + asked.why());
    }

    private static FacilityChange release(ChannelCondition condition, Asked.ReleaseQuarantine asked, String person) {
        String id = condition.channelId();
        if (condition.quarantine().isEmpty()) {
            return refused(id, "is not in quarantine");
        }
        Quarantine quarantine = condition.quarantine().get();
        if (quarantine.releaseAskedBy().isEmpty()) {
            return new QuarantineChanged(id,
                    Optional.of(new Quarantine(quarantine.why(), Optional.of(person), quarantine.sinceUnixSecond())), asked.why());
        }
        String first = quarantine.releaseAskedBy().get();
        return first.equals(person)
                ? refused(id, "stays in quarantine: " + person + " has asked already, another person has to confirm")
                : new QuarantineChanged(id, Optional.empty(), first + " and " + person + " say that it is safe: " + asked.why());
    }

    private FacilityChange mount(ChannelCondition condition, Asked.Mount asked, Surroundings around) {
        String id = condition.channelId();
        Optional<CellRecord> cell = cells.ofBarcode(asked.barcode());
        if (cell.isEmpty()) {
            return refused(id, "gets no cell: no cell has the barcode '" + asked.barcode() + "'");
        }
        String cellId = cell.get().cellId();
        Optional<CellRun> run = experiments.runOf(cellId);
        Optional<String> expected = experiments.heldBy(id).map(ExperimentRegister.Held::cellId);
        if (expected.isPresent() && !expected.get().equals(cellId)) {
            return refused(id, "waits for cell " + expected.get() + "; this is cell " + cellId);
        }
        Optional<String> place = run.filter(r -> r.state().holdsChannel()).flatMap(CellRun::channelId);
        if (place.isPresent() && !place.get().equals(id)) {
            return refused(id, "is the wrong place: cell " + cellId + " belongs on channel " + place.get());
        }
        if (condition.mountedCellId().isPresent()) {
            String there = condition.mountedCellId().get();
            boolean lookedAtAnew = there.equals(cellId) && run.filter(r -> r.state() instanceof RunState.Held).isPresent();
            if (!lookedAtAnew) {
                return refused(id, there.equals(cellId)
                        ? "has cell " + cellId + " already"
                        : "has cell " + there + "; take that off first, by a scan");
            }
            return new CellMounted(cellId, id);
        }
        Optional<String> elsewhere = channels.channelOf(cellId);
        if (elsewhere.isPresent()) {
            return refused(id,
                    "gets no cell: cell " + cellId + " is on channel " + elsewhere.get() + "; take it off there first, by a scan");
        }
        if (around.isAssigned(id)) {
            return refused(id, "runs a test that was started without a scan; stop it first");
        }
        if (condition.admin() instanceof ChannelAdmin.Retired) {
            return refused(id, "is retired");
        }
        return new CellMounted(cellId, id);
    }

    private FacilityChange unmount(ChannelCondition condition, Asked.Unmount asked, Surroundings around) {
        String id = condition.channelId();
        Optional<String> cellId = cells.ofBarcode(asked.barcode()).map(CellRecord::cellId);
        if (cellId.isEmpty()) {
            return refused(id, "keeps what it has: no cell has the barcode '" + asked.barcode() + "'");
        }
        if (!condition.mountedCellId().equals(cellId)) {
            return refused(id, "does not have cell " + cellId.get() + condition.mountedCellId().map(c -> "; it has " + c).orElse(""));
        }
        if (around.isAssigned(id) || experiments.heldBy(id).filter(held -> held.state().mayCarryCurrent()).isPresent()) {
            return refused(id, "may carry current; end the test of cell " + cellId.get() + " first");
        }
        return new CellUnmounted(cellId.get(), id);
    }

    /// SHA-256 of a key: the log is read by many.
    private static String hashOf(String key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
