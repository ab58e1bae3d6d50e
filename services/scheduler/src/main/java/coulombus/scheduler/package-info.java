/// Owns the assignments: the only writer of what channels shall do.
///
/// [coulombus.scheduler.SchedulerLoop] is the whole of it: fence, replay the log to its end, then decide. What is decided, and why not, is
/// [coulombus.core.assignment.AssignmentBook].
package coulombus.scheduler;
