package coulombus.core.halfcycle;

/// Which watches run inside half-cycles, and their numbers.
///
/// @param collapse               watch for the collapse of a hard short
/// @param openCircuit            watch for a current that does not flow
/// @param overcharge             watch for a charge that passes its reference at a flat voltage
/// @param rest                   follow the voltage of rests
/// @param lowFraction            |V| below this part of the baseline at the same u is low
/// @param highFraction           |V| above this part of the baseline at the same u is high
/// @param overchargeFraction     charge over the reference from which a charge is judged, above 1
/// @param flatFraction           part of the usual dV/dQ below which the voltage is flat
/// @param relaxationSecond       time constant of the relaxation that is taken out of a rest
/// @param shortestRestSecond     rest after which its slope is told for the first time
public record WatchRules(boolean collapse, boolean openCircuit, boolean overcharge, boolean rest, double lowFraction, double highFraction,
        double overchargeFraction, double flatFraction, double relaxationSecond, double shortestRestSecond) {}
