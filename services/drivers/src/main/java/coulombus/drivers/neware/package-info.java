/// Neware BTS 8 cyclers over the XML interface of the BTS Client program. What is known of it, and what is not, stands in
/// `docs/reference/neware-bts.md`; it was never tried on a real machine.
package coulombus.drivers.neware;
