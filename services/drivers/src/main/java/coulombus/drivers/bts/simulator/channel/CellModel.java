package coulombus.drivers.bts.simulator.channel;

import java.util.Optional;

/// What is mounted on a channel. Positive current charges. One thread owns it.
public interface CellModel {
    /// Terminal voltage at this current now.
    double voltageVolt(double currentAmpere);

    /// Terminal voltage after this current has gone on for a while, as far as that is foreseen; changes nothing.
    double voltageVoltAfter(double seconds, double currentAmpere);

    /// Seconds for which [#voltageVoltAfter] holds: until the cell does something that it does not foresee, e.g. a leak that burns off.
    default double foreseenSecond(double currentAmpere) {
        return Double.POSITIVE_INFINITY;
    }

    /// The current that holds a voltage now.
    double currentAmpereAt(double voltageVolt);

    /// Lets time pass at a constant current.
    void advance(double seconds, double currentAmpere);

    /// Does something to the cell now.
    ///
    /// @return why it cannot be done to this cell, empty where it was done
    Optional<String> order(CellOrder order);

    /// What it is, for a person.
    String describe();
}
