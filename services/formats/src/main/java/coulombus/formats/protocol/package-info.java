/// Protocols as texts: our own YAML ([coulombus.formats.protocol.ProtocolYaml]), the JSON of aurora-unicycler
/// ([coulombus.formats.protocol.UnicyclerJson]) and Neware's step file ([coulombus.formats.protocol.NewareStepFile]). What a text cannot
/// say is refused with step and reason, never left out in silence.
package coulombus.formats.protocol;
