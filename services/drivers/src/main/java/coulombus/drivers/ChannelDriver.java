package coulombus.drivers;

import coulombus.core.run.RunFacts;

/// One run on one channel that tells its own facts, e.g. a recorded file. A cycler, whose runs are given facts by who starts them, is a
/// [CyclerDriver].
public interface ChannelDriver extends RunReader {
    /// What is known before the first measurement.
    RunFacts facts();
}
