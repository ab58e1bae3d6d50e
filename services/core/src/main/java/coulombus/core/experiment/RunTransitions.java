package coulombus.core.experiment;

import java.util.Optional;

import coulombus.core.experiment.RunState.Armed;
import coulombus.core.experiment.RunState.Assigned;
import coulombus.core.experiment.RunState.Cancelled;
import coulombus.core.experiment.RunState.Closed;
import coulombus.core.experiment.RunState.Completed;
import coulombus.core.experiment.RunState.Ended;
import coulombus.core.experiment.RunState.Faulted;
import coulombus.core.experiment.RunState.Held;
import coulombus.core.experiment.RunState.Mounted;
import coulombus.core.experiment.RunState.Queued;
import coulombus.core.experiment.RunState.Running;
import coulombus.core.experiment.RunState.Starting;
import coulombus.core.experiment.RunState.Stopping;

/// The arrows between states of a run; every other one is refused. The picture is that of [RunState].
public final class RunTransitions {
    private RunTransitions() {}

    /// Why a run may not come from one state into the other, in words; empty where it may.
    public static Optional<String> refusal(RunState from, RunState to) {
        return isAllowed(from, to) ? Optional.empty() : Optional.of("a run that is " + inWords(from) + " cannot become " + inWords(to));
    }

    private static boolean isAllowed(RunState from, RunState to) {
        return switch (from) {
            case Queued queued -> to instanceof Assigned || to instanceof Cancelled;
            case Assigned assigned -> to instanceof Mounted || to instanceof Queued || to instanceof Cancelled;
            case Mounted mounted -> to instanceof Armed || to instanceof Held || isGivenBack(to);
            case Held held -> to instanceof Mounted || isGivenBack(to);
            case Armed armed -> to instanceof Starting || to instanceof Held || isGivenBack(to);
            case Starting(long token, double since) -> to instanceof Running running && running.token() == token || isStop(to, token)
                    || to instanceof Held || to instanceof Queued || to instanceof Ended;
            case Running(long token, double since) -> isStop(to, token) || to instanceof Ended;
            case Stopping(long token, boolean hold, String why) -> to instanceof Ended || hold && to instanceof Held
                    || isStop(to, token) && hold;
            case Ended ended -> to instanceof Closed(Ended how) && how.equals(ended);
            case Closed closed -> false;
        };
    }

    private static boolean isGivenBack(RunState to) {
        return to instanceof Assigned || to instanceof Queued || to instanceof Cancelled;
    }

    private static boolean isStop(RunState to, long token) {
        return to instanceof Stopping stopping && stopping.token() == token;
    }

    private static String inWords(RunState state) {
        return switch (state) {
            case Starting(long token, double since) -> "starting (token " + token + ")";
            case Running(long token, double since) -> "running (token " + token + ")";
            case Stopping(long token, boolean hold, String why) -> "stopping (token " + token + ")";
            case Closed(Completed completed) -> "closed after its last step";
            case Closed(Faulted faulted) -> "closed after a fault";
            case Closed(Cancelled cancelled) -> "closed after it was cancelled";
            default -> state.word();
        };
    }
}
