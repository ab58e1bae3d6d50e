package coulombus.drivers.bts.simulator.step;

/// One step of a program. What a file does not say is NaN, or [Long#MAX_VALUE] for a time.
public sealed interface ProgramStep {
    /// Step_ID of the file.
    int stepId();

    /// A step that runs for a time and records.
    ///
    /// @param currentAmpere     set-point or ceiling, positive; NaN where the step has none
    /// @param voltageVolt       held voltage; NaN where the step holds none
    /// @param timeTicks         longest duration in ticks of 100 ms
    /// @param stopVoltageVolt   ends a constant current; NaN where absent
    /// @param stopCurrentAmpere ends a constant voltage, positive; NaN where absent
    record Work(int stepId, StepKind kind, double currentAmpere, double voltageVolt, long timeTicks, double stopVoltageVolt,
            double stopCurrentAmpere, RecordRule record, ProtectLimits protect) implements ProgramStep {}

    /// Jumps back until the steps from [#startStepId()] on were executed [#passes()] times in all.
    record Loop(int stepId, int startStepId, long passes) implements ProgramStep {}

    record End(int stepId) implements ProgramStep {}
}
