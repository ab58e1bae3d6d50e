package coulombus.core.assignment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;

import coulombus.core.cell.CellFacts;

/// One test to run on a channel: which cell, which protocol.
///
/// @param runId             the run's id, given by the scheduler
/// @param title             for showing, the protocol's name as a rule
/// @param cell              the cell that is mounted on the channel
/// @param protocolText      the protocol in the project's own YAML, as it was submitted
/// @param planHash          [#hashOf] of protocol and cell; an agent refuses an order whose hash does not match
/// @param startWithinSecond an order that was not begun so long after it was written, by the broker's clock, is refused as expired, greater
///                          than 0, in s
public record RunOrder(UUID runId, String title, CellFacts cell, String protocolText, String planHash, double startWithinSecond) {
    public RunOrder {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(protocolText, "protocolText");
        Objects.requireNonNull(planHash, "planHash");
        if (!(startWithinSecond > 0)) {
            throw new IllegalArgumentException("order.startWithinSecond: must be greater than 0; was " + startWithinSecond);
        }
    }

    /// An order with the hash of its plan.
    public static RunOrder of(UUID runId, String title, CellFacts cell, String protocolText, double startWithinSecond) {
        return new RunOrder(runId, title, cell, protocolText, hashOf(protocolText, cell), startWithinSecond);
    }

    /// True where protocol and cell are those the order was made for.
    public boolean isIntact() {
        return planHash.equals(hashOf(protocolText, cell));
    }

    /// SHA-256 of the protocol's text and the cell's facts, as lower-case hexadecimal digits.
    public static String hashOf(String protocolText, CellFacts cell) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(protocolText.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            sha256.update(cell.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
