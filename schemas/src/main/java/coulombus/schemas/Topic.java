package coulombus.schemas;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.apache.avro.specific.SpecificRecord;

/// A topic with everything that is agreed on it.
///
/// @param <V>        what its values are
/// @param name       plural noun in kebab-case
/// @param key        what the key, a UTF-8 string, is
/// @param values     the records it carries, told apart by fingerprint; empty where the contract of the values is not released yet
/// @param partitions for ever: a key must stay on its partition
/// @param cleanup    what the broker removes
/// @param retention  how long a record is kept at least; [#FOREVER] where nothing is removed by age
/// @param writers    the only roles that may write to it
/// @param readers    roles that may read it
/// @param purpose    one sentence
public record Topic<V extends SpecificRecord>(String name, Key key, List<Class<? extends V>> values, int partitions, Cleanup cleanup,
        Duration retention, Set<ServiceRole> writers, Set<ServiceRole> readers, String purpose) {

    /// Nothing is removed by age.
    public static final Duration FOREVER = Duration.ofMillis(Long.MAX_VALUE);

    public Topic {
        if (!name.matches("[a-z]+(-[a-z]+)*")) {
            throw new IllegalArgumentException("topic '" + name + "': a name is in kebab-case");
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("topic '" + name + "': partitions must be at least 1; was " + partitions);
        }
        if (retention.isNegative() || retention.isZero()) {
            throw new IllegalArgumentException("topic '" + name + "': retention must be longer than nothing; was " + retention);
        }
        values = List.copyOf(values);
        writers = Set.copyOf(writers);
        readers = Set.copyOf(readers);
    }

    /// What the key of a record is.
    public enum Key {
        /// Id of the channel, so that a channel's records keep their order.
        CHANNEL_ID,
        /// [RunKey] as text, so that the latest record of each run is kept.
        RUN_KEY,
        /// Id of the channel agent.
        AGENT_ID,
        /// The key of the record that was rejected, as it was.
        ORIGINAL,
        /// No key: one partition, one order.
        NONE
    }

    /// What the broker removes.
    public enum Cleanup {
        /// Records older than the retention.
        DELETE,
        /// All but the latest record of each key.
        COMPACT
    }

    public boolean keepsForever() {
        return retention.equals(FOREVER);
    }

    /// The topic's settings as Kafka names them. Time stamps are the broker's: event times live in the payload, because replayed or
    /// accelerated event times older than the retention would be deleted silently.
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("message.timestamp.type", "LogAppendTime");
        settings.put("cleanup.policy", cleanup == Cleanup.COMPACT ? "compact" : "delete");
        settings.put("retention.ms", keepsForever() ? "-1" : Long.toString(retention.toMillis()));
        if (key == Key.ORIGINAL) {
            // A rejected record is the original one and a little more: the largest possible must still fit.
            settings.put("max.message.bytes", Integer.toString(2 * 1024 * 1024));
        }
        return settings;
    }
}
