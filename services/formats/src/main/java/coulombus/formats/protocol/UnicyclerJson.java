package coulombus.formats.protocol;

import java.util.List;
import java.util.Objects;

import coulombus.core.protocol.CyclingProtocol;
import coulombus.core.protocol.ResolvedProtocol;

/// Protocols of aurora-unicycler, as JSON: mA, V, s, signed currents (positive charges), ends OR-ed, loop counts in total, places counted
/// from 1, C-rates as numbers or texts (`"C/5"`, `"D/2"`). It has no ends in capacity, no sweeps and no pulses, and takes 0 as not set.
public final class UnicyclerJson {
    private UnicyclerJson() {}

    /// A protocol that was read.
    ///
    /// @param protocol          in our terms; its steps have the places of the `method`
    /// @param sampleName        name of the sample, may be empty or the placeholder `$NAME`
    /// @param nominalCapacityAh the sample's capacity in Ah, or NaN; C-rates mean nothing without it
    /// @param remarks           what was taken otherwise than written, and what was left out
    public record Imported(CyclingProtocol protocol, String sampleName, double nominalCapacityAh, List<String> remarks) {
        public Imported {
            Objects.requireNonNull(protocol, "protocol");
            Objects.requireNonNull(sampleName, "sampleName");
            remarks = List.copyOf(remarks);
        }
    }

    /// A protocol that was written.
    ///
    /// @param json    the text
    /// @param remarks what is written otherwise than stated, and what the text does not hold
    public record Exported(String json, List<String> remarks) {
        public Exported {
            Objects.requireNonNull(json, "json");
            remarks = List.copyOf(remarks);
        }
    }

    /// @param name of the protocol: the format has none
    /// @throws ProtocolFormatException naming the place of the first thing that is wrong
    public static Imported read(String text, String name) {
        return new UnicyclerReader(name).read(text);
    }

    /// @throws UnsupportedProtocolException naming every step that the format cannot say, and why
    public static Exported write(ResolvedProtocol protocol) {
        return new UnicyclerWriter(protocol).write();
    }
}
