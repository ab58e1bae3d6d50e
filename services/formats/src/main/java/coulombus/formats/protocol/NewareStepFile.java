package coulombus.formats.protocol;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import coulombus.core.protocol.ResolvedProtocol;

/// A step file of Neware's BTS 8: the XML that its client opens to start a test. Voltages in 0.1 mV, times in ms, currents in mA and
/// positive (the step type has the direction), charges in mA s, loop counts in total. It says nothing that public files do not show:
/// ends in capacity are written as times, 0 V as 0.1 mV beside it, impedance is refused. `docs/reference/protocols.md` tells all of it.
///
/// @param xml           the file, UTF-8, ASCII only, LF
/// @param protocolSteps for each Step_ID from 1: the index of the protocol's step that it does; -1 for the end
/// @param remarks       what is written otherwise than stated, and what the file does not hold
public record NewareStepFile(String xml, List<Integer> protocolSteps, List<String> remarks) {

    public NewareStepFile {
        Objects.requireNonNull(xml, "xml");
        protocolSteps = List.copyOf(protocolSteps);
        remarks = List.copyOf(remarks);
    }

    /// What a file says of itself. Given, so that the same protocol gives the same file.
    ///
    /// @param creator who made it
    /// @param guid    number of the file
    /// @param date    local time of the PC
    public record Header(String creator, UUID guid, LocalDateTime date) {
        public Header {
            Objects.requireNonNull(creator, "creator");
            Objects.requireNonNull(guid, "guid");
            Objects.requireNonNull(date, "date");
        }
    }

    /// Writes a protocol; the cell's name becomes the remark of the file.
    ///
    /// @throws UnsupportedProtocolException naming every step that a step file cannot say, and why
    public static NewareStepFile write(ResolvedProtocol protocol, Header header) {
        return new NewareStepFileWriter(protocol, header).write();
    }

    /// The index of the protocol's step that a Step_ID does; -1 for the end and for a number that is not in the file.
    public int protocolStepOf(int stepId) {
        return stepId >= 1 && stepId <= protocolSteps.size() ? protocolSteps.get(stepId - 1) : -1;
    }
}
