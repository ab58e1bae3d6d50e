package coulombus.core.facility;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// What people and the scheduler know of a channel beside what its agent reports.
///
/// @param channelId     the channel
/// @param admin         whether it may be used
/// @param taints        what is to be known of it, by key
/// @param lock          who works at it, empty where nobody: nothing starts on a locked channel
/// @param mountedCellId the cell that is clipped to it, empty where none is known to be
/// @param quarantine    why what is true of it is in doubt, empty where it is not: two persons release it
public record ChannelCondition(String channelId, ChannelAdmin admin, Map<String, Taint> taints, Optional<BenchLock> lock,
        Optional<String> mountedCellId, Optional<Quarantine> quarantine) {

    /// @param effect          what follows
    /// @param why             in words
    /// @param sinceUnixSecond in s since 1970; for the record
    public record Taint(Effect effect, String why, double sinceUnixSecond) {
        /// What a taint does.
        public enum Effect {
            /// It gets no new test.
            NO_NEW_TEST,
            /// It is only shown.
            INFO
        }

        public Taint {
            Objects.requireNonNull(effect, "effect");
            Objects.requireNonNull(why, "why");
        }
    }

    /// @param keyHash         SHA-256 of the key that opens it
    /// @param by              who locked
    /// @param why             in words
    /// @param openingAskedBy  who asks to open it without the key; another one confirms
    /// @param sinceUnixSecond in s since 1970; for the record
    public record BenchLock(String keyHash, String by, String why, Optional<String> openingAskedBy, double sinceUnixSecond) {
        public BenchLock {
            Objects.requireNonNull(keyHash, "keyHash");
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(openingAskedBy, "openingAskedBy");
        }
    }

    /// @param why             in words
    /// @param releaseAskedBy  the first person who says that it is safe; another one confirms
    /// @param sinceUnixSecond in s since 1970; for the record
    public record Quarantine(String why, Optional<String> releaseAskedBy, double sinceUnixSecond) {
        public Quarantine {
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(releaseAskedBy, "releaseAskedBy");
        }
    }

    public ChannelCondition {
        Objects.requireNonNull(channelId, "channelId");
        Objects.requireNonNull(admin, "admin");
        Objects.requireNonNull(lock, "lock");
        Objects.requireNonNull(mountedCellId, "mountedCellId");
        Objects.requireNonNull(quarantine, "quarantine");
        taints = Collections.unmodifiableMap(new TreeMap<>(taints));
    }

    /// A channel of which nothing was said.
    public static ChannelCondition of(String channelId) {
        return new ChannelCondition(channelId, new ChannelAdmin.Enabled(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// What keeps new tests away, in words; empty where nothing does. A cell that is mounted does not: it may be the one.
    public Optional<String> hindrance() {
        if (!(admin instanceof ChannelAdmin.Enabled)) {
            return Optional.of("is " + admin.word());
        }
        if (quarantine.isPresent()) {
            return Optional.of("is in quarantine: " + quarantine.get().why());
        }
        if (lock.isPresent()) {
            return Optional.of("is locked by " + lock.get().by() + ": " + lock.get().why());
        }
        return taints.entrySet().stream().filter(t -> t.getValue().effect() == Taint.Effect.NO_NEW_TEST).findFirst()
                .map(t -> "is tainted (" + t.getKey() + "): " + t.getValue().why());
    }

    public ChannelCondition with(ChannelAdmin now) {
        return new ChannelCondition(channelId, now, taints, lock, mountedCellId, quarantine);
    }

    public ChannelCondition withTaints(Map<String, Taint> now) {
        return new ChannelCondition(channelId, admin, now, lock, mountedCellId, quarantine);
    }

    public ChannelCondition withLock(Optional<BenchLock> now) {
        return new ChannelCondition(channelId, admin, taints, now, mountedCellId, quarantine);
    }

    public ChannelCondition withMounted(Optional<String> cellId) {
        return new ChannelCondition(channelId, admin, taints, lock, cellId, quarantine);
    }

    public ChannelCondition withQuarantine(Optional<Quarantine> now) {
        return new ChannelCondition(channelId, admin, taints, lock, mountedCellId, now);
    }
}
