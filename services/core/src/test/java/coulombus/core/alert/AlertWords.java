package coulombus.core.alert;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.OperatingState;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.cell.Source;
import coulombus.core.detection.CellState;
import coulombus.core.detection.Finding;
import coulombus.core.detection.FindingKind;
import coulombus.core.detection.Severity;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.run.ProtocolFacts;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;

/// What the tests of the book tell it.
final class AlertWords {
    private AlertWords() {}

    static String channel(int number) {
        return "bts/27-1-1-" + number;
    }

    static UUID run(int number) {
        return new UUID(5, number);
    }

    static AlertEvent.Run begins(int number) {
        return new AlertEvent.Run(facts(number), Optional.empty(), 0);
    }

    static AlertEvent.Run ends(int number, RunEnd why, double atUnixSecond) {
        return new AlertEvent.Run(facts(number), Optional.of(why), atUnixSecond);
    }

    private static RunFacts facts(int number) {
        return new RunFacts(run(number), channel(number), Source.SIMULATED,
                new CellFacts("Zn-" + number, CellKind.SYMMETRIC, FirstHalfCycle.PLATE, 0.785, Double.NaN, Double.NaN, Double.NaN),
                InstrumentFacts.of("test"), ProtocolFacts.UNKNOWN, "");
    }

    static AlertEvent.Found found(int number, FindingKind kind, Severity severity, long seq, double atUnixSecond) {
        return new AlertEvent.Found(channel(number), run(number), new Finding(kind, severity, 1, seq, seq, seq, seq, "test/1",
                kind + " at " + seq, List.of(), List.of(), false), atUnixSecond);
    }

    static AlertEvent.Health health(int number, CellState state, long seq, double atUnixSecond) {
        return new AlertEvent.Health(run(number), state, seq, atUnixSecond);
    }

    static AlertEvent.Reported reported(int number, OperatingState state, double atUnixSecond) {
        return new AlertEvent.Reported(new ChannelReported(channel(number), "agent-1", new UUID(7, 7), Source.SIMULATED, 1, 1, state,
                OrderAnswer.ACCEPTED, "", state instanceof OperatingState.Idle, Optional.of(run(number)), 9, 1.0, 0, atUnixSecond));
    }
}
