package coulombus.drivers.bts.simulator.channel;

/// What the instrument adds to a reading that is recorded. One of its own for each test, so that a test repeats exactly.
public interface ReadingNoise {
    /// An instrument that reads what is there.
    ReadingNoise NONE = new ReadingNoise() {
        @Override
        public double voltageVolt(double trueVolt) {
            return trueVolt;
        }

        @Override
        public double currentAmpere(double trueAmpere) {
            return trueAmpere;
        }

        @Override
        public double offsetAmpere() {
            return 0;
        }
    };

    double voltageVolt(double trueVolt);

    double currentAmpere(double trueAmpere);

    /// By how much the channel reads its current too high. It regulates the reading, so that much less flows.
    double offsetAmpere();
}
