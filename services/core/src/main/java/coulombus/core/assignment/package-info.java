/// Who may energise a channel, and for what. An assignment never expires on a timer: it ends only by evidence that the output is off.
///
/// [coulombus.core.assignment.ChannelDesired] goes from the scheduler to the agent, [coulombus.core.assignment.ChannelReported] comes
/// back; both are levels, not edges, so that a lost, repeated or late record does no harm.
package coulombus.core.assignment;
