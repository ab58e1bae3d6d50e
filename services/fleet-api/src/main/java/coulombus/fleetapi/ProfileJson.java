package coulombus.fleetapi;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import coulombus.core.halfcycle.Direction;
import coulombus.core.halfcycle.Phase;

/// Writes voltage profiles of half-cycles as JSON. Names and units are those of [ResultJson].
final class ProfileJson {
    static final int MOST_HALF_CYCLES = 16;
    private static final int USUAL_HALF_CYCLES = 2;

    private ProfileJson() {}

    /// The profiles asked for, the newest two where none are named, and the typical earlier ones of both directions.
    static JsonObject answer(HeldProfiles.Snapshot held, List<Integer> wanted) {
        List<ChargeProfile> all = held.profiles();
        List<Integer> numbers = wanted.isEmpty()
                ? all.subList(Math.max(0, all.size() - USUAL_HALF_CYCLES), all.size()).stream().map(ChargeProfile::halfCycle).toList()
                : wanted;
        JsonArray profiles = new JsonArray();
        JsonArray notHeld = new JsonArray();
        for (int number : numbers) {
            held.of(number).ifPresentOrElse(profile -> profiles.add(profile(profile)), () -> notHeld.add(number));
        }
        JsonArray typical = new JsonArray();
        for (Direction direction : Direction.values()) {
            TypicalProfile.of(direction, held).ifPresent(one -> typical.add(typical(one)));
        }
        JsonObject json = new JsonObject().put("profiles", profiles).put("not_held", notHeld).put("typical", typical);
        if (typical.isEmpty()) {
            json.put("typical_reason", "fewer than " + TypicalProfile.FEWEST
                    + " whole half-cycles of the same direction and current before the newest ones, or before the first short");
        }
        return json.put("before_short", Double.isFinite(held.firstShortTestTimeSecond()));
    }

    private static JsonObject profile(ChargeProfile profile) {
        JsonObject json = new JsonObject().put("half_cycle", profile.halfCycle()).put("direction", profile.direction().name());
        json.put("phase", profile.phase() == Phase.UNDEFINED ? null : profile.phase().name());
        json.put("start_test_time_second", profile.startTestTimeSecond()).put("end_test_time_second", profile.endTestTimeSecond());
        json.put("whole", profile.isWhole()).put("over_time", profile.isOverTime());
        double[] fractions = profile.middleFractions();
        json.put("charge_fraction", numbers(fractions.length, i -> fractions[i]));
        json.put("voltage_volt", numbers(profile.binCount(), profile::voltageOfBinVolt));
        return json.put("bin_charge_ah",
                profile.isOverTime() ? null : numbers(profile.binCount(), profile::chargeInBin));
    }

    private static JsonObject typical(TypicalProfile typical) {
        return new JsonObject().put("direction", typical.direction().name()).put("half_cycle_count", typical.halfCycles().size())
                .put("first_half_cycle", typical.halfCycles().getFirst()).put("last_half_cycle", typical.halfCycles().getLast())
                .put("charge_fraction", numbers(typical.fractions())).put("voltage_volt", numbers(typical.medianVolt()))
                .put("low_voltage_volt", numbers(typical.lowVolt())).put("high_voltage_volt", numbers(typical.highVolt()));
    }

    private static JsonArray numbers(double[] values) {
        return numbers(values.length, i -> values[i]);
    }

    private static JsonArray numbers(int count, IntToDoubleFunction value) {
        return new JsonArray(IntStream.range(0, count).mapToObj(i -> finite(value.applyAsDouble(i))).toList());
    }

    /// As many digits as a float has: profiles are kept as floats.
    private static Object finite(double value) {
        return Double.isFinite(value) ? Double.valueOf(Float.toString((float) value)) : null;
    }

    /// Half-cycle numbers from `1,2,3`; empty where the parameter is not given.
    ///
    /// @throws ApiProblem where they are no numbers from 1, or too many
    static List<Integer> numbersOf(Optional<String> text) {
        if (text.isEmpty()) {
            return List.of();
        }
        String[] parts = text.get().split(",", -1);
        boolean wellFormed = parts.length <= MOST_HALF_CYCLES && Arrays.stream(parts).allMatch(part -> part.matches("[1-9]\\d{0,8}"));
        if (!wellFormed) {
            throw ApiProblem.badRequest("Must be 1 to " + MOST_HALF_CYCLES + " numbers of half-cycles, separated by commas.", text.get(),
                    "query.half_cycles");
        }
        return Arrays.stream(parts).map(Integer::valueOf).distinct().toList();
    }
}
