package coulombus.drivers.simulation;

/// What can be done to a simulated cell on order.
public sealed interface CellFault {
    /// A bridge that fluctuates (Ornstein-Uhlenbeck, standard deviation 0.35 of the logarithm, 10 min) around a resistance.
    record SoftShort(double ohmCm2) implements CellFault {
        public SoftShort { CellParameters.require(ohmCm2 > 0, "soft short ohmCm2: must be greater than 0", ohmCm2); }

        public static SoftShort ofOhm(double resistanceOhm, double areaCm2) {
            return new SoftShort(resistanceOhm * areaCm2);
        }
    }

    /// A bridge of constant resistance; 2 ohm cm² is a usual one.
    record HardShort(double ohmCm2) implements CellFault {
        public HardShort { CellParameters.require(ohmCm2 > 0, "hard short ohmCm2: must be greater than 0", ohmCm2); }

        public static HardShort ofOhm(double resistanceOhm, double areaCm2) {
            return new HardShort(resistanceOhm * areaCm2);
        }
    }

    /// Resistance between instrument and cell, in the path of the whole current. 0 takes it away.
    record ContactResistance(double ohmCm2) implements CellFault {
        public ContactResistance { CellParameters.require(ohmCm2 >= 0, "contact ohmCm2: must be 0 or more", ohmCm2); }
    }

    /// A lead fell off: 10 megohm cm², so any voltage the instrument has drives next to no current.
    record ContactLoss() implements CellFault {}

    /// From now on the kinetics slow down by a factor e in every `eFoldSecond` under current.
    record Passivation(double eFoldSecond) implements CellFault {
        public Passivation { CellParameters.require(eFoldSecond > 0, "passivation eFoldSecond: must be greater than 0", eFoldSecond); }
    }

    /// From the next cycle on this share of the charge more goes into a side reaction: plated metal that cannot be stripped, charge that
    /// a host does not take.
    record SideReaction(double shareFraction) implements CellFault {
        public SideReaction {
            CellParameters.require(shareFraction >= 0 && shareFraction < 0.5, "side reaction shareFraction: must be 0 to 0.5",
                    shareFraction);
        }
    }

    /// This part of a host's capacity is lost at once (a crack, a lost contact of its particles); other electrodes lose nothing.
    record CapacityLoss(double lostFraction) implements CellFault {
        public CapacityLoss {
            CellParameters.require(lostFraction > 0 && lostFraction < 1, "capacity loss lostFraction: must be greater than 0 and below 1",
                    lostFraction);
        }
    }

    /// Contacts, shorts, ordered passivation and side reactions are gone. What the cell has lost is not given back.
    record Recover() implements CellFault {}
}
