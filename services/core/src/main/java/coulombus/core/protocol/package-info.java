/// Cycling protocols: what a person asks for ([coulombus.core.protocol.CyclingProtocol], in the units they think in), what it means for
/// one cell ([coulombus.core.protocol.ResolvedProtocol], in amperes, ampere-hours, volts and seconds), whether a channel can do it
/// ([coulombus.core.protocol.ProtocolCheck]) and how long it takes ([coulombus.core.protocol.ProtocolDuration]).
package coulombus.core.protocol;
