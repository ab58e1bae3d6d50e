/// The facility with its cells and experiments as a fold of the scheduler's log.
///
/// [coulombus.core.book.FacilityBook] is the whole: it decides on a [coulombus.core.book.FacilityRequest] by making a
/// [coulombus.core.book.FacilityDecision], which counts when the log has taken it and it comes back.
package coulombus.core.book;
