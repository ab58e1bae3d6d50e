package coulombus.core.book;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import coulombus.core.facility.ChannelAdmin;
import coulombus.core.facility.ChannelCondition.Taint;
import coulombus.core.facility.Closure;
import coulombus.core.scheduling.QueuedExperiment.QueueMove;

/// What a person asks about the facility, its cells and its experiments, on the topic requests beside
/// [coulombus.core.assignment.ChannelRequest]. The same request id asks the same thing once, however often it is sent.
///
/// @param requestId      chosen by who asks
/// @param asked          what is asked
/// @param requestedBy    who asks
/// @param unixTimeSecond when, in s since 1970; for the record
public record FacilityRequest(UUID requestId, Asked asked, String requestedBy, double unixTimeSecond) {
    /// What can be asked.
    public sealed interface Asked {
        /// Describe the facility anew. Refused where a channel that is in use would be gone.
        ///
        /// @param text YAML
        record SetFacility(String text) implements Asked {
            public SetFacility { Objects.requireNonNull(text, "text"); }
        }

        /// Register cells, or complete what is known of them. All of them or none.
        ///
        /// @param text YAML
        record RegisterCells(String text) implements Asked {
            public RegisterCells { Objects.requireNonNull(text, "text"); }
        }

        /// Submit an experiment.
        ///
        /// @param text YAML
        record Submit(String text) implements Asked {
            public Submit { Objects.requireNonNull(text, "text"); }
        }

        /// Cancel what has not ended of an experiment; a channel under current is stopped.
        record Cancel(String experimentId, String why) implements Asked {
            public Cancel {
                Objects.requireNonNull(experimentId, "experimentId");
                Objects.requireNonNull(why, "why");
            }
        }

        /// Expect an experiment to take longer. It changes the plan, not the protocol in the cycler.
        ///
        /// @param moreSecond by how much, s, greater than 0
        record Extend(String experimentId, double moreSecond, String why) implements Asked {
            public Extend {
                Objects.requireNonNull(experimentId, "experimentId");
                Objects.requireNonNull(why, "why");
            }
        }

        /// Give an experiment another place in the queue.
        ///
        /// @param move the whole of it: [QueueMove#NONE] takes an earlier move back
        record Move(String experimentId, QueueMove move, String why) implements Asked {
            public Move {
                Objects.requireNonNull(experimentId, "experimentId");
                Objects.requireNonNull(move, "move");
                Objects.requireNonNull(why, "why");
            }
        }

        /// Close channels for a time, or keep them for a group.
        record Reserve(Closure closure) implements Asked {
            public Reserve { Objects.requireNonNull(closure, "closure"); }
        }

        /// Take a closure away that was added by [Reserve].
        record Unreserve(String closureId, String why) implements Asked {
            public Unreserve {
                Objects.requireNonNull(closureId, "closureId");
                Objects.requireNonNull(why, "why");
            }
        }

        /// What is asked about one channel.
        sealed interface OfChannel extends Asked {
            String channelId();
        }

        /// Enable, drain, maintain or retire a channel.
        record SetAdmin(String channelId, ChannelAdmin to, String why) implements OfChannel {
            public SetAdmin {
                Objects.requireNonNull(channelId, "channelId");
                Objects.requireNonNull(to, "to");
                Objects.requireNonNull(why, "why");
            }
        }

        /// Say something of a channel that everybody is to know.
        ///
        /// @param key    its name
        /// @param effect what follows
        record SetTaint(String channelId, String key, Taint.Effect effect, String why) implements OfChannel {
            public SetTaint {
                Objects.requireNonNull(channelId, "channelId");
                Objects.requireNonNull(key, "key");
                Objects.requireNonNull(effect, "effect");
                Objects.requireNonNull(why, "why");
            }
        }

        /// Take a taint away.
        record RemoveTaint(String channelId, String key, String why) implements OfChannel {
            public RemoveTaint {
                Objects.requireNonNull(channelId, "channelId");
                Objects.requireNonNull(key, "key");
                Objects.requireNonNull(why, "why");
            }
        }

        /// Lock the bench of a channel: nothing starts on it until it is unlocked.
        ///
        /// @param key a word that opens it again
        record Lock(String channelId, String key, String why) implements OfChannel {
            public Lock {
                Objects.requireNonNull(channelId, "channelId");
                Objects.requireNonNull(key, "key");
                Objects.requireNonNull(why, "why");
            }
        }

        /// Open the lock of a channel.
        ///
        /// @param key the word it was locked with; without it a second person has to ask the same
        record Unlock(String channelId, Optional<String> key, String why) implements OfChannel {
            public Unlock {
                Objects.requireNonNull(channelId, "channelId");
                Objects.requireNonNull(key, "key");
                Objects.requireNonNull(why, "why");
            }
        }

        /// A cell was clipped to a channel: both were scanned.
        record Mount(String barcode, String channelId) implements OfChannel {
            public Mount {
                Objects.requireNonNull(barcode, "barcode");
                Objects.requireNonNull(channelId, "channelId");
            }
        }

        /// A cell was taken off a channel: both were scanned.
        record Unmount(String barcode, String channelId) implements OfChannel {
            public Unmount {
                Objects.requireNonNull(barcode, "barcode");
                Objects.requireNonNull(channelId, "channelId");
            }
        }

        /// Doubt what is known of a channel: nothing starts on it until two persons say that it is safe.
        record Quarantine(String channelId, String why) implements OfChannel {
            public Quarantine {
                Objects.requireNonNull(channelId, "channelId");
                Objects.requireNonNull(why, "why");
            }
        }

        /// Say at the bench that a channel carries no current and is safe. The first person asks, a second one confirms by the same request.
        record ReleaseQuarantine(String channelId, String why) implements OfChannel {
            public ReleaseQuarantine {
                Objects.requireNonNull(channelId, "channelId");
                Objects.requireNonNull(why, "why");
            }
        }

        /// Clear a trip that was looked at.
        record ClearTrip(String channelId, String why) implements OfChannel {
            public ClearTrip {
                Objects.requireNonNull(channelId, "channelId");
                Objects.requireNonNull(why, "why");
            }
        }
    }

    public FacilityRequest {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(asked, "asked");
        Objects.requireNonNull(requestedBy, "requestedBy");
    }
}
