/// How folds are written to bytes and read back, so that a stream can hand a run from one process to another between two
/// measurements: a fold restored from its bytes goes on bit-equal.
package coulombus.core.state;
