package coulombus.drivers.bts.simulator.step;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A checked step file: it has an end, loops jump back over at least one step that takes time, and every id is there once.
public final class StepProgram {
    private final List<ProgramStep> steps;
    private final Map<Integer, Integer> placeOfId = new HashMap<>();
    private final int startPlace;

    /// @param startStepId id of the first step
    /// @throws StepFileException where the steps are no program
    public StepProgram(List<ProgramStep> steps, int startStepId) throws StepFileException {
        this.steps = List.copyOf(steps);
        for (int place = 0; place < this.steps.size(); place++) {
            if (placeOfId.put(this.steps.get(place).stepId(), place) != null) {
                throw new StepFileException("Step_ID " + this.steps.get(place).stepId() + " is there twice");
            }
        }
        if (this.steps.isEmpty() || !(this.steps.get(this.steps.size() - 1) instanceof ProgramStep.End)) {
            throw new StepFileException("the last step must be an end step (Step_Type 6)");
        }
        for (int place = 0; place < this.steps.size(); place++) {
            if (this.steps.get(place) instanceof ProgramStep.Loop loop) {
                check(loop, place);
            }
        }
        // Some files say 0 where the first step is meant.
        Integer start = startStepId == 0 ? Integer.valueOf(0) : placeOfId.get(startStepId);
        if (start == null) {
            throw new StepFileException("Start_Step " + startStepId + " is no step of the file");
        }
        startPlace = start;
    }

    private void check(ProgramStep.Loop loop, int place) throws StepFileException {
        Integer to = placeOfId.get(loop.startStepId());
        if (to == null || to >= place) {
            throw new StepFileException("step " + loop.stepId() + " must jump back, not to step " + loop.startStepId());
        }
        if (loop.passes() < 1) {
            throw new StepFileException("step " + loop.stepId() + " must have a Cycle_Count of at least 1; was " + loop.passes());
        }
        for (int body = to; body < place; body++) {
            if (steps.get(body) instanceof ProgramStep.Work) {
                return;
            }
        }
        throw new StepFileException("step " + loop.stepId() + " loops over no step that takes time");
    }

    public int size() {
        return steps.size();
    }

    public int startPlace() {
        return startPlace;
    }

    public ProgramStep at(int place) {
        return steps.get(place);
    }

    /// Place of a step, or -1.
    public int placeOf(int stepId) {
        return placeOfId.getOrDefault(stepId, -1);
    }

    /// The largest current any step asks for.
    ///
    /// @param ifUnlimited what a step that names none may take
    public double mostCurrentAmpere(double ifUnlimited) {
        double most = 0;
        for (ProgramStep step : steps) {
            if (step instanceof ProgramStep.Work work && work.kind().sign() != 0) {
                double asked = Double.isNaN(work.currentAmpere()) ? ifUnlimited : work.currentAmpere();
                most = Math.max(most, Math.min(asked, ifUnlimited));
            }
        }
        return most;
    }
}
