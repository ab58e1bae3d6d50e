package coulombus.core.scheduling;

import java.util.Objects;

/// How a facility wants its channels to be given away.
///
/// @param reservations             how many experiments that cannot start keep channels for themselves, 0 or more. None never delays gangs
///                                 of others but lets big ones starve; more than one costs mean wait
/// @param usageHalfLifeSecond      in which half of a group's former use is forgotten, s, greater than 0. Who makes the input uses it
/// @param agedAfterSecond          an experiment that waited longer comes before the shares of groups in its class, s
/// @param overdueAfterSecond       one that waited longer comes before everything and has a reservation beyond the others, s, at least the former
/// @param choice                   which of the suitable channels
public record SchedulingPolicy(int reservations, double usageHalfLifeSecond, double agedAfterSecond, double overdueAfterSecond,
        ChannelChoice choice) {
    private static final double DAY_SECOND = 86_400;

    /// Which of the suitable channels an experiment gets.
    public enum ChannelChoice {
        /// The first in the facility's order. For comparison.
        FIRST_FIT,
        /// Those that others ask for least.
        LEAST_SCARCE
    }

    /// What docs/reference/scheduling.md was measured with.
    public static final SchedulingPolicy DEFAULT = new SchedulingPolicy(1, 30 * DAY_SECOND, 30 * DAY_SECOND, 90 * DAY_SECOND,
            ChannelChoice.LEAST_SCARCE);

    public SchedulingPolicy {
        Objects.requireNonNull(choice, "choice");
        if (reservations < 0) {
            throw new IllegalArgumentException("scheduling.reservations: must be 0 or more; was " + reservations);
        }
        if (!(usageHalfLifeSecond > 0)) {
            throw new IllegalArgumentException("scheduling.usage_half_life: must be greater than 0; was " + usageHalfLifeSecond + " s");
        }
        if (!(agedAfterSecond >= 0 && overdueAfterSecond >= agedAfterSecond)) {
            throw new IllegalArgumentException("scheduling.overdue_after: must not be shorter than aged_after; was " + overdueAfterSecond
                    + " and " + agedAfterSecond + " s");
        }
    }
}
