package coulombus.app.benchmark;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/// A 95 % confidence interval without approximation.
record ExactInterval(double lower, double upper) {
    private static final double TAIL = 0.025;

    /// Of a part of n trials (Clopper and Pearson 1934).
    static ExactInterval ofPart(int hits, int trials) {
        if (trials < 1 || hits < 0 || hits > trials) {
            throw new IllegalArgumentException("hits: must be 0 to the number of trials (1 or more); was " + hits + " of " + trials);
        }
        double lower = hits == 0 ? 0 : BetaDistribution.of(hits, trials - hits + 1).inverseCumulativeProbability(TAIL);
        double upper = hits == trials ? 1 : BetaDistribution.of(hits + 1, trials - hits).inverseSurvivalProbability(TAIL);
        return new ExactInterval(lower, upper);
    }

    /// Of the mean number of events where `events` were counted (Garwood 1936), over an exposure: a rate.
    static ExactInterval ofRate(long events, double exposure) {
        if (events < 0 || !(exposure > 0)) {
            throw new IllegalArgumentException("events: must be 0 or more in an exposure above 0; was " + events + " in " + exposure);
        }
        double lower = events == 0 ? 0 : ChiSquaredDistribution.of(2.0 * events).inverseCumulativeProbability(TAIL) / 2;
        double upper = ChiSquaredDistribution.of(2.0 * events + 2).inverseSurvivalProbability(TAIL) / 2;
        return new ExactInterval(lower / exposure, upper / exposure);
    }
}
