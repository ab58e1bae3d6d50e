package coulombus.core.protocol;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/// A protocol that contradicts itself cannot be built, and says why.
class CyclingProtocolTest {
    private static final Step REST = new Step.Rest(60);
    private static final Step PLATE = new Step.ConstantCurrent(new CurrentQuantity.Absolute(-1e-3), new End.Time(3600));
    private static final CurrentQuantity STRIP = new CurrentQuantity.Absolute(1e-3);

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("no step", built(), "steps: must hold at least one step that is not a tag"),
                arguments("tags only", built(new Step.Tag("a")), "steps: must hold at least one step that is not a tag"),
                arguments("same tag twice", built(new Step.Tag("a"), REST, new Step.Tag("a")),
                        "steps[2].tag: must be unique; steps[0] is also called a"),
                arguments("loop forwards", built(REST, loop("b"), new Step.Tag("b"), REST),
                        "steps[1].loop: must go back to an earlier step; there is no tag b before it"),
                arguments("loop to itself", built(REST, loop(1)), "steps[1].loop: must go back to an earlier step; was steps[1]"),
                arguments("empty loop", built(REST, new Step.Tag("a"), loop("a")),
                        "steps[2].loop: must hold a step that is neither tag nor loop; from tag a there is none"),
                arguments("crossing loops", built(REST, PLATE, loop(0), REST, loop(1)),
                        "steps[4].loop: must not begin inside another loop and end outside of it; steps[2] loops from steps[0]"),
                arguments("loops in loops", built(REST, loop(0), loop(0), loop(0), loop(0), loop(0), loop(0), loop(0), loop(0), loop(0)),
                        "steps[9].loop: must not hold loops in loops more than 8 deep"),
                arguments("endless list", built(Collections.nCopies(10_001, REST).toArray(Step[]::new)),
                        "steps: must be 10000 at most; were 10001"),
                arguments("nothing to refer to",
                        built(REST, new Step.ConstantCurrent(STRIP, End.RelativeCapacity.ofPrevious(1.2))),
                        "steps[1].until.capacity_of: must refer to an earlier constant_current or constant_voltage; none comes before it"),
                arguments("tag of a rest",
                        built(new Step.Tag("a"), REST, PLATE, new Step.ConstantCurrent(STRIP, End.RelativeCapacity.ofTagged("a", 1.2))),
                        "steps[3].until.capacity_of: must refer to an earlier constant_current or constant_voltage; "
                                + "tag a is not right before one"),
                arguments("no end", (ThrowingCallable) () -> new Step.ConstantCurrent(STRIP),
                        "until: must state at least one end; a constant_current without one never ends"),
                arguments("current ends a constant current",
                        (ThrowingCallable) () -> new Step.ConstantCurrent(STRIP, new End.Current(STRIP)),
                        "until.current: cannot end a constant_current"),
                arguments("voltage ends a constant voltage", (ThrowingCallable) () -> new Step.ConstantVoltage(1, new End.Voltage(1)),
                        "until.voltage: cannot end a constant_voltage"),
                arguments("two times", (ThrowingCallable) () -> new Step.ConstantCurrent(STRIP, new End.Time(1), new End.Time(2)),
                        "until.time: must be stated once"),
                arguments("no current", (ThrowingCallable) () -> new CurrentQuantity.Areal(0),
                        "must be a current other than 0; was 0.0 A/cm2"),
                arguments("no executions", (ThrowingCallable) () -> loop("a", 0), "executions: must be 1 or more, in total; was 0"),
                arguments("sweep to nowhere", (ThrowingCallable) () -> new Step.VoltageSweep(1e-4, 1, 1, 1, Optional.empty()),
                        "to: must differ from the start; both were 1.0 V"),
                arguments("nothing recorded", (ThrowingCallable) () -> new RecordingRule(Double.NaN, Double.NaN, Double.NaN),
                        "recording: must state at least one of time, voltage and current"),
                arguments("limits upside down", (ThrowingCallable) () -> SafetyLimits.ofVoltage(1, -1),
                        "safety.voltage_min: must be below voltage_max of -1.0 V; was 1.0 V"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refusesWhatMakesNoSense(String what, ThrowingCallable build, String message) {
        assertThatThrownBy(build).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void nestedLoopsAndZeroVoltsAreFine() {
        // When
        CyclingProtocol protocol = protocol(new Step.Tag("outer"), REST, new Step.Tag("inner"), PLATE,
                new Step.ConstantCurrent(STRIP, new End.Voltage(0), End.RelativeCapacity.ofTagged("inner", 1.2)), loop("inner"),
                loop("outer"));

        // Then
        assertThat(protocol.targetOf((Step.Loop) protocol.steps().get(6))).isZero();
        assertThat(protocol.referenceOf(4, End.RelativeCapacity.ofTagged("inner", 1.2))).isEqualTo(3);
    }

    private static Step.Loop loop(String tag) {
        return loop(tag, 3);
    }

    private static Step.Loop loop(String tag, int executions) {
        return new Step.Loop(new LoopTarget.ToTag(tag), executions);
    }

    private static Step loop(int index) {
        return new Step.Loop(new LoopTarget.ToStep(index), 3);
    }

    private static CyclingProtocol protocol(Step... steps) {
        return new CyclingProtocol("test", List.of(steps), RecordingRule.EVERY_TEN_SECONDS, SafetyLimits.NONE);
    }

    private static ThrowingCallable built(Step... steps) {
        return () -> protocol(steps);
    }
}
