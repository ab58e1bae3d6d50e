package coulombus.core.protocol;

/// How long a protocol takes, as a distribution over cells. Computed in closed form, the same for the same protocol.
///
/// Ends in time are exact, ends in capacity at a constant current are Q/I. What a voltage ends depends on the cell, and is estimated from
/// the charge that the current is expected to find:
///
/// | cell | a step ended by voltage passes | p50 | p90 |
/// | --- | --- | --- | --- |
/// | plating, stripping | what lies on the collector: plated and not stripped again | 98 % | 100 % |
/// | half and full cells, symmetric ones | nominal capacity, or where it is not known what the half-cycle before it passed | 95 % | 105 % |
/// | constant voltage until a current | exponential fall from the current before; it passes a part of the charge before it | 5 % | 15 % |
///
/// A guard (time, capacity) is never passed. Where neither an estimate nor a guard exists the step, and so the whole, is unknown (NaN).
/// An impedance point takes 2 periods (p90 and planned maximum: 3) and 0.1 s for each measure. Quantiles are added over the steps:
/// a cell that is slow once is taken to be slow always. An early stop by a finding or by a person, and waiting between steps, are not in it.
///
/// @param maximumSecond planned maximum by guards alone in s; infinite where a step has none
/// @param p50Second     median in s, at most the maximum, or NaN
/// @param p90Second     ninth decile in s, from the median to the maximum, or NaN
public record ProtocolDuration(double maximumSecond, double p50Second, double p90Second) {

    /// The duration of a protocol with a cell.
    public static ProtocolDuration of(ResolvedProtocol protocol) {
        return new DurationEstimate(protocol).total();
    }
}
