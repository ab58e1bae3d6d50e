/// What people want to be measured: cells, a protocol, and where and when it may run.
package coulombus.core.experiment;
