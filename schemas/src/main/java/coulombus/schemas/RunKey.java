package coulombus.schemas;

import java.util.Objects;
import java.util.UUID;

/// Key of the topics that keep the latest record of each run: channel id, a slash, run id. The run id stands last and has a fixed
/// length, so a channel id may hold slashes itself.
public record RunKey(String channelId, UUID runId) {
    private static final int RUN_ID_LENGTH = 36;

    public RunKey {
        Objects.requireNonNull(channelId, "channelId");
        Objects.requireNonNull(runId, "runId");
    }

    /// Reads what [#toString()] wrote.
    ///
    /// @throws IllegalArgumentException where `text` is not such a key; the message shows it
    public static RunKey parse(String text) {
        int slash = text.length() - RUN_ID_LENGTH - 1;
        if (slash < 0 || text.charAt(slash) != '/') {
            throw new IllegalArgumentException("not a run key (channel/run id): '" + text + "'");
        }
        try {
            return new RunKey(text.substring(0, slash), UUID.fromString(text.substring(slash + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a run key (channel/run id): '" + text + "'", e);
        }
    }

    @Override
    public String toString() {
        return channelId + "/" + runId;
    }
}
