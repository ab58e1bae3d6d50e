package coulombus.core.alert;

import java.util.Objects;
import java.util.UUID;

/// One finding, trip or fault of the measurement, as an alert refers to it.
///
/// @param evidenceId   id of the finding, or one made of what was reported: the same evidence counts once
/// @param sentence     what happened, in words, with the numbers
/// @param fromSeq      number of the first measurement of the evidence; 0 where it is about none
/// @param toSeq        number of the last one; 0 where it is about none
/// @param atUnixSecond when, in s since 1970: when the broker took the finding, or when the agent read the channel
public record Sighting(UUID evidenceId, String sentence, long fromSeq, long toSeq, double atUnixSecond) {
    public Sighting {
        Objects.requireNonNull(evidenceId, "evidenceId");
        Objects.requireNonNull(sentence, "sentence");
    }
}
