package coulombus.core.protocol;

import java.util.Arrays;
import java.util.List;

import coulombus.core.cell.CellKind;
import coulombus.core.halfcycle.Direction;

/// Walks a protocol once a quantile; a loop's later executions are taken to last as long as its second one, which knows what went before.
final class DurationEstimate {
    private static final double[] STRIPPED_FRACTION = { 0.98, 1.0 };
    private static final double[] NOMINAL_FRACTION = { 0.95, 1.05 };
    private static final double[] CONSTANT_VOLTAGE_FRACTION = { 0.05, 0.15 };
    private static final int[] PERIODS = { 2, 3 };
    private static final double SECOND_PER_MEASURE = 0.1;
    private static final int P50 = 0;
    private static final int P90 = 1;
    private static final int MAXIMUM = 2;

    private final ResolvedProtocol protocol;

    DurationEstimate(ResolvedProtocol protocol) {
        this.protocol = protocol;
    }

    ProtocolDuration total() {
        double maximum = new Walk(MAXIMUM).seconds(0, protocol.steps().size());
        double p50 = Math.min(new Walk(P50).seconds(0, protocol.steps().size()), maximum);
        double p90 = Math.max(p50, Math.min(new Walk(P90).seconds(0, protocol.steps().size()), maximum));
        return new ProtocolDuration(maximum, p50, p90);
    }

    /// One walk through the protocol, remembering what passed before.
    private final class Walk {
        private final int quantile;
        /// Charge that each step passed in its last execution, Ah; NaN where it is not known.
        private final double[] passedAh = new double[protocol.steps().size()];
        private Direction direction;
        /// Charge of the half-cycle under way and of the one before it, Ah; NaN where it is not known.
        private double runningAh;
        private double beforeAh = Double.NaN;
        /// Plated and not stripped again, Ah; NaN where it is not known.
        private double collectorAh;
        private double lastAmpere = Double.NaN;

        Walk(int quantile) {
            this.quantile = quantile;
            Arrays.fill(passedAh, Double.NaN);
        }

        double seconds(int from, int to) {
            double total = 0;
            int index = from;
            while (index < to) {
                int loop = loopFrom(index, to);
                if (loop < 0) {
                    total += step(index, protocol.steps().get(index));
                    index++;
                    continue;
                }
                int executions = ((ResolvedStep.Loop) protocol.steps().get(loop)).executions();
                total += seconds(index, loop);
                if (executions > 1) {
                    total += (executions - 1) * seconds(index, loop);
                }
                index = loop + 1;
            }
            return total;
        }

        private int loopFrom(int index, int to) {
            for (int i = to - 1; i > index; i--) {
                if (protocol.steps().get(i) instanceof ResolvedStep.Loop loop && loop.target() == index) {
                    return i;
                }
            }
            return -1;
        }

        private double step(int index, ResolvedStep step) {
            return switch (step) {
                case Step.Rest rest -> rest.durationSecond();
                case Step.Tag tag -> 0;
                case ResolvedStep.Loop loop -> 0;
                case Step.VoltageSweep sweep ->
                    2 * Math.abs(sweep.turnVolt() - sweep.startVolt()) / sweep.scanRateVoltPerSecond() * sweep.cycles();
                case Step.Impedance impedance -> seconds(impedance);
                case ResolvedStep.Pulse pulse -> {
                    pass(index, Direction.ofSign(pulse.currentAmpere()),
                            Math.abs(pulse.currentAmpere()) * pulse.pulseSecond() * pulse.count() / 3600);
                    yield pulse.count() * (pulse.pulseSecond() + pulse.restSecond());
                }
                case ResolvedStep.ConstantCurrent current -> seconds(index, current);
                case ResolvedStep.ConstantVoltage voltage -> seconds(index, voltage);
            };
        }

        private double seconds(int index, ResolvedStep.ConstantCurrent step) {
            double ampere = Math.abs(step.currentAmpere());
            turn(step.direction());
            double guardAh = guardAh(step.ends(), ampere);
            double passed = guardAh;
            if (quantile != MAXIMUM && Double.isFinite(step.endVoltageVolt())) {
                double found = foundAh(step.direction());
                passed = Double.isNaN(found) ? guardAh : Math.min(found, guardAh);
            }
            if (quantile != MAXIMUM && Double.isInfinite(passed)) {
                passed = Double.NaN;
            }
            boolean stripsAll = quantile != MAXIMUM && step.direction() == Direction.CHARGE && passed < guardAh;
            pass(index, step.direction(), passed);
            if (stripsAll) {
                collectorAh = 0;
            }
            lastAmpere = ampere;
            return passed / ampere * 3600;
        }

        /// The charge that a current finds before the voltage ends it; NaN where nothing tells.
        private double foundAh(Direction wanted) {
            CellKind kind = protocol.cell().kind();
            if (kind == CellKind.PLATING) {
                return wanted == Direction.CHARGE ? STRIPPED_FRACTION[quantile] * collectorAh : Double.NaN;
            }
            double nominal = protocol.cell().nominalCapacityAh();
            return NOMINAL_FRACTION[quantile] * (Double.isNaN(nominal) ? beforeAh : nominal);
        }

        private double seconds(int index, ResolvedStep.ConstantVoltage step) {
            double guardSecond = Double.POSITIVE_INFINITY;
            double estimate = Double.NaN;
            for (ResolvedEnd end : step.ends()) {
                if (end instanceof End.Time time) {
                    guardSecond = Math.min(guardSecond, time.timeSecond());
                } else if (end instanceof ResolvedEnd.Current current && quantile != MAXIMUM) {
                    estimate = fallSecond(current.currentAmpere());
                }
            }
            double seconds = quantile == MAXIMUM || Double.isNaN(estimate) ? guardSecond : Math.min(estimate, guardSecond);
            if (quantile != MAXIMUM && Double.isInfinite(seconds)) {
                seconds = Double.NaN;
            }
            double before = runningAh;
            step.direction()
                    .ifPresent(way -> pass(index, way, quantile == MAXIMUM ? Double.NaN : CONSTANT_VOLTAGE_FRACTION[quantile] * before));
            return seconds;
        }

        /// I(t) = I0 exp(-t/tau) passes tau (I0 - I) until it comes to I; that charge being Q, t = Q ln(I0/I) / (I0 - I).
        private double fallSecond(double toAmpere) {
            if (!(lastAmpere > toAmpere)) {
                return Double.isNaN(lastAmpere) ? Double.NaN : 0;
            }
            double chargeAh = CONSTANT_VOLTAGE_FRACTION[quantile] * runningAh;
            return chargeAh * Math.log(lastAmpere / toAmpere) / (lastAmpere - toAmpere) * 3600;
        }

        private double guardAh(List<ResolvedEnd> ends, double ampere) {
            double guard = Double.POSITIVE_INFINITY;
            for (ResolvedEnd end : ends) {
                double ah = switch (end) {
                    case End.Time time -> ampere * time.timeSecond() / 3600;
                    case ResolvedEnd.Capacity capacity -> capacity.capacityAh();
                    case ResolvedEnd.RelativeCapacity relative -> relative.timesRatio() * passedAh[relative.referenceStep()];
                    case End.Voltage voltage -> Double.NaN;
                    case ResolvedEnd.Current current -> Double.NaN;
                };
                guard = Double.isNaN(ah) ? guard : Math.min(guard, ah);
            }
            return guard;
        }

        private void turn(Direction wanted) {
            if (direction != wanted) {
                beforeAh = direction == null ? Double.NaN : runningAh;
                runningAh = 0;
                direction = wanted;
            }
        }

        private void pass(int index, Direction wanted, double chargeAh) {
            turn(wanted);
            passedAh[index] = chargeAh;
            runningAh += chargeAh;
            collectorAh = Math.max(0, collectorAh - wanted.sign() * chargeAh);
        }

        private double seconds(Step.Impedance step) {
            double decades = Math.abs(Math.log10(step.startHertz() / step.endHertz()));
            int points = (int) Math.round(decades * step.pointsPerDecade());
            double low = Math.min(step.startHertz(), step.endHertz());
            double total = 0;
            for (int i = 0; i <= points; i++) {
                double hertz = low * Math.pow(10, (double) i / step.pointsPerDecade());
                total += PERIODS[Math.min(quantile, P90)] / hertz + SECOND_PER_MEASURE;
            }
            return total * step.measuresPerPoint();
        }
    }
}
