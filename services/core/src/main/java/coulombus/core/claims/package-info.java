/// Figures as papers report them, checked against each other.
///
/// Read [coulombus.core.claims.ClaimCheck] first. A [coulombus.core.claims.ReportedFigure] is a printed number with the
/// [coulombus.core.claims.Interval] it stands for; a check computes a figure from others and gives a [coulombus.core.claims.Verdict].
package coulombus.core.claims;
