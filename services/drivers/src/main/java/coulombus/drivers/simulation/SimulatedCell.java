package coulombus.drivers.simulation;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

import coulombus.core.cell.CellFacts;
import coulombus.drivers.simulation.ElectrodeParameters.BareCollector;
import coulombus.drivers.simulation.ElectrodeParameters.InsertionHost;
import coulombus.drivers.simulation.ElectrodeParameters.SymmetricFoil;

/// A cell as the power stage of a channel sees it: a current gives a voltage, time passes at a constant current.
///
/// Positive current charges (strips the working electrode). Per electrode area, with i the density and i_F its faradaic part:
///
///     i = i_F + G V_int,   V = V_int + i R_c
///     V_int = U + i_F R_s + eta_W + eta_C + (RT/nF) ln((1 + x) / (1 - x)) - eta_nuc (plating)
///     dx/dt = (i_F / i_L - x) / tau
///
/// Without a leak (G = 0) everything is in closed form, however long a step; with one, i_F is found anew at least every 10 s. Source
/// and calibration: `docs/concepts/simulated-cells.md`.
///
/// One thread owns a cell. The same parameters, seed and currents give the same voltages; how time is cut into steps does not matter
/// without a leak, and with one only to the first order of those 10 s. A step without a leak allocates nothing.
public final class SimulatedCell {
    private static final double LIMITING_AMPERE_PER_CM2 = 40e-3;
    private static final double DIFFUSION_SECOND = 84;
    private static final double MOST_DEPLETED = 1 - 1e-9;
    private static final double OPEN_OHM_CM2 = 1e7;
    /// Events closer than this are now: smaller steps of time would vanish in its rounding.
    private static final double NOW_SECOND = 1e-6;
    /// A leaking host holds the more the less flows into it: its end is approached in such steps, not in ever smaller ones.
    private static final double AFTER_EXHAUSTION_SECOND = 1;
    /// The faradaic current seldom moves by more than this part of the whole between two steps.
    private static final double NEAR_FRACTION = 0.05;
    private static final double SECONDS_PER_HOUR = 3600;

    private final CellParameters parameters;
    private final Kinetics kinetics;
    private final Electrodes electrodes;
    private final Leak leak;
    private final FailureClock failure;
    private final Unsteadiness unsteadiness;
    private final FaultOrders orders = new FaultOrders();
    private final SplittableRandom cycleRandom;
    private final double seriesOhmCm2;
    private final Passivation passivation;

    private double elapsedSecond;
    private double depletion;
    private double relaxationFor = Double.NaN;
    private double relaxation;
    private int sign;
    private int halfCycles;
    private double orderedContactOhmCm2;
    private double nextGridSecond = Double.POSITIVE_INFINITY;
    private double lastFaradaic;
    private double faradaicAhPerCm2;
    private double leakedAhPerCm2;

    /// A new cell, at 25 °C.
    public SimulatedCell(CellParameters parameters, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        this.parameters = parameters;
        this.cycleRandom = random.split();
        SplittableRandom drawn = random.split();
        double spread = parameters.spreadFraction();
        this.kinetics = new Kinetics(parameters.exchangeAmperePerCm2() * Math.exp(spread * drawn.nextGaussian()), parameters.electrons());
        this.seriesOhmCm2 = parameters.seriesOhmCm2() * Math.exp(spread * drawn.nextGaussian());
        double foil = parameters.counter().ahPerCm2();
        double capacityFactor = Math.exp(spread * drawn.nextGaussian());
        this.electrodes = switch (parameters.electrodes()) {
            case SymmetricFoil f -> new FoilElectrodes(f, foil, kinetics);
            case BareCollector c -> new CollectorElectrodes(c, foil, kinetics, drawn);
            case InsertionHost h -> new HostElectrodes(h, parameters.areaCm2(), foil, capacityFactor, kinetics);
        };
        this.passivation = new Passivation(parameters.ageing(), drawn.nextDouble());
        this.failure = new FailureClock(parameters.failure(), parameters.electrodes(), drawn);
        this.leak = new Leak(parameters.leak(), random.split());
        this.unsteadiness = new Unsteadiness(parameters, random.split());
        if (unsteadiness.isContactUnsteady()) {
            nextGridSecond = Leak.GRID_SECOND;
        }
        passivate();
    }

    /// A cell of a named kind.
    public static SimulatedCell of(SimulatedCellKind kind, long seed) {
        return new SimulatedCell(kind.parameters(), seed);
    }

    /// Terminal voltage at this current, now. A power stage that cannot give it (a lead fell off) holds its own limit and lets
    /// [#currentAmpereAt] flow.
    public double voltageVolt(double currentAmpere) {
        return voltageVoltAfter(0, currentAmpere);
    }

    /// Terminal voltage after the current has gone on for so many seconds more, as far as that is foreseen: nothing unforeseen happens,
    /// and a leak stays what it is. Nothing changes.
    public double voltageVoltAfter(double seconds, double currentAmpere) {
        double density = currentAmpere / parameters.areaCm2();
        double contact = density * contactOhmCm2();
        double conductance = leak.siemensPerCm2();
        if (conductance == 0) {
            return internalVolt(density, seconds, density) + contact;
        }
        double now = faradaic(density, 0, 0);
        double then = seconds == 0 ? now : faradaic(density, seconds, now);
        return (density - then) / conductance + contact;
    }

    /// Seconds for which [#voltageVoltAfter] foresees at this current: until a fault, a short or a step of the leak is due and, beside a leak,
    /// until an electrode has nothing left to give. Greater than 0.
    public double foreseenSecond(double currentAmpere) {
        double density = currentAmpere / parameters.areaCm2();
        double event = secondsUntilEvent(density);
        if (leak.siemensPerCm2() == 0) {
            return event;
        }
        double toExhaustion = secondsToExhaustion(faradaic(density, 0, 0));
        return Math.min(event, toExhaustion > NOW_SECOND ? toExhaustion : AFTER_EXHAUSTION_SECOND);
    }

    /// The current that holds this voltage at the terminals now.
    public double currentAmpereAt(double voltageVolt) {
        double conductance = leak.siemensPerCm2();
        double contact = contactOhmCm2();
        double share = 1 + contact * conductance;
        // V is explicit in i_F and rises with it; R_s alone bounds i_F.
        double rest = internalVolt(0, 0, 0);
        double bound = (voltageVolt / share - rest) / (seriesOhmCm2 + contact / share);
        double found = MonotoneRoot.find(0, bound, f -> share * internalVolt(f, 0, 0) + contact * f - voltageVolt);
        double internal = (voltageVolt - contact * found) / share;
        return (found + conductance * internal) * parameters.areaCm2();
    }

    /// Lets time pass at a constant current.
    public void advance(double seconds, double currentAmpere) {
        if (!(seconds >= 0) || Double.isInfinite(currentAmpere) || Double.isNaN(currentAmpere)) {
            throw new IllegalArgumentException(
                    "advance: seconds must be 0 or more and the current a number; was " + seconds + " s, " + currentAmpere + " A");
        }
        double density = currentAmpere / parameters.areaCm2();
        happen();
        int newSign = density > 0 ? 1 : density < 0 ? -1 : 0;
        if (newSign != 0 && newSign != sign) {
            turn(newSign);
        }
        double left = seconds;
        double shortest = NOW_SECOND;
        while (left > 0) {
            double dt = Math.min(left, secondsUntilEvent(density));
            if (leak.siemensPerCm2() == 0) {
                pass(dt, density, density);
            } else {
                double faradaic = faradaic(density, 0, 0);
                lastFaradaic = faradaic;
                double toExhaustion = secondsToExhaustion(faradaic);
                if (toExhaustion > 0 && toExhaustion < dt) {
                    dt = Math.min(dt, Math.max(shortest, toExhaustion));
                    shortest = AFTER_EXHAUSTION_SECOND;
                }
                pass(dt, density, faradaic);
            }
            left -= dt;
            happen();
        }
        passivate();
    }

    /// Seconds until an electrode has nothing left to give at this current, infinite without a current. Faults and fading may bring it
    /// about earlier. Beside a leak the current may go on after it: the leak carries it.
    public double exhaustedAfterSecond(double currentAmpere) {
        double density = currentAmpere / parameters.areaCm2();
        return secondsToExhaustion(leak.siemensPerCm2() == 0 ? density : faradaic(density, 0, 0));
    }

    /// Does it now.
    public void order(CellFault fault) {
        switch (fault) {
            case CellFault.SoftShort s -> {
                leak.soften(new CellParameters.LeakParameters(Math.max(s.ohmCm2(), Math.nextUp(Leak.HARD_BELOW_OHM_CM2)), 0.35, 0, 0),
                        elapsedSecond);
                startGrid();
            }
            case CellFault.HardShort h -> leak.harden(h.ohmCm2(), elapsedSecond);
            case CellFault.ContactResistance c -> orderedContactOhmCm2 = c.ohmCm2();
            case CellFault.ContactLoss lost -> orderedContactOhmCm2 = OPEN_OHM_CM2;
            case CellFault.Passivation p -> passivation.order(failure.cyclingSecond(), p.eFoldSecond());
            case CellFault.SideReaction s -> electrodes.sideReaction(s.shareFraction());
            case CellFault.CapacityLoss c -> electrodes.loseCapacity(c.lostFraction());
            case CellFault.Recover recover -> {
                leak.heal();
                electrodes.sideReaction(0);
                orderedContactOhmCm2 = 0;
                passivation.recover();
                passivate();
            }
        }
    }

    /// Does it when this much time has passed in the cell's life.
    ///
    /// @param atElapsedSecond not before now
    public void orderAt(double atElapsedSecond, CellFault fault) {
        if (!(atElapsedSecond >= elapsedSecond)) {
            throw new IllegalArgumentException(
                    "orderAt: must not be before " + elapsedSecond + " s, which have passed; was " + atElapsedSecond);
        }
        orders.add(atElapsedSecond, fault);
    }

    /// Holds from now on.
    public void setTemperatureCelsius(double celsius) {
        CellParameters.require(celsius > -100 && celsius < 200, "temperatureCelsius: must be -100 to 200", celsius);
        kinetics.setKelvin(celsius + Kinetics.ZERO_CELSIUS_KELVIN);
    }

    public double temperatureCelsius() {
        return kinetics.kelvin() - Kinetics.ZERO_CELSIUS_KELVIN;
    }

    private double contactOhmCm2() {
        return orderedContactOhmCm2 + unsteadiness.contactOhmCm2();
    }

    /// V_int at the faradaic density, after `seconds` at the density `passing`.
    private double internalVolt(double faradaic, double seconds, double passing) {
        double x = depletion;
        double passed = 0;
        if (seconds > 0) {
            x += (target(passing) - x) * -Math.expm1(-seconds / DIFFUSION_SECOND);
            passed = passing * seconds / SECONDS_PER_HOUR;
        }
        return electrodes.volt(faradaic, passed) + faradaic * seriesOhmCm2 * unsteadiness.blockedFactor() + kinetics.concentrationVolt(x);
    }

    private static double target(double faradaic) {
        return Math.max(-MOST_DEPLETED, Math.min(MOST_DEPLETED, faradaic / LIMITING_AMPERE_PER_CM2));
    }

    /// The faradaic part of a density: i_F + G V_int(i_F) = i. It is looked for where it was last; else, as V_int rises with i_F, between i
    /// and i - G V_int(i).
    private double faradaic(double density, double seconds, double passing) {
        double conductance = leak.siemensPerCm2();
        DoubleUnaryOperator balance = f -> f + conductance * internalVolt(f, seconds, passing) - density;
        double low = lastFaradaic - NEAR_FRACTION * Math.abs(density);
        double high = lastFaradaic + NEAR_FRACTION * Math.abs(density);
        double atLow = balance.applyAsDouble(low);
        double atHigh = balance.applyAsDouble(high);
        if (atLow < 0 && atHigh > 0) {
            return MonotoneRoot.between(low, atLow, high, atHigh, balance);
        }
        return MonotoneRoot.find(density, density - conductance * internalVolt(density, seconds, passing), balance);
    }

    private double secondsToExhaustion(double faradaic) {
        return faradaic == 0
                ? Double.POSITIVE_INFINITY
                : electrodes.leftAhPerCm2(faradaic) * SECONDS_PER_HOUR / Math.abs(faradaic);
    }

    private double secondsUntilEvent(double density) {
        double next = Math.min(nextGridSecond, Math.min(orders.nextSecond(), unsteadiness.nextSecond())) - elapsedSecond;
        return Math.max(NOW_SECOND, Math.min(next, failure.secondsUntilDue(density)));
    }

    private void pass(double seconds, double density, double faradaic) {
        if (seconds != relaxationFor) {
            relaxationFor = seconds;
            relaxation = -Math.expm1(-seconds / DIFFUSION_SECOND);
        }
        depletion += (target(faradaic) - depletion) * relaxation;
        double passed = faradaic * seconds / SECONDS_PER_HOUR;
        if (passed != 0) {
            electrodes.pass(passed, faradaic);
        }
        if (density == 0) {
            electrodes.rest(seconds);
        }
        faradaicAhPerCm2 += passed;
        leakedAhPerCm2 += density * seconds / SECONDS_PER_HOUR - passed;
        failure.pass(seconds, density);
        elapsedSecond += seconds;
    }

    /// Lets happen what is due.
    private void happen() {
        double now = elapsedSecond + NOW_SECOND;
        while (orders.nextSecond() <= now) {
            order(orders.take());
        }
        onset(failure.due());
        if (unsteadiness.nextSecond() <= now) {
            unsteadiness.bubble(elapsedSecond);
            passivate();
        }
        if (nextGridSecond <= now) {
            leak.step();
            unsteadiness.step(cycle());
            boolean goesOn = leak.fluctuates() || unsteadiness.isContactUnsteady();
            nextGridSecond = goesOn ? nextGridSecond + Leak.GRID_SECOND : Double.POSITIVE_INFINITY;
        }
    }

    private void onset(FailureClock.Onset onset) {
        switch (onset) {
            case NONE -> {
            }
            case SOFT -> {
                leak.soften(elapsedSecond);
                startGrid();
            }
            case HARD -> leak.harden(elapsedSecond);
        }
    }

    private void startGrid() {
        if (nextGridSecond == Double.POSITIVE_INFINITY) {
            nextGridSecond = elapsedSecond + Leak.GRID_SECOND;
        }
    }

    private void turn(int newSign) {
        sign = newSign;
        halfCycles++;
        electrodes.halfCycleBegins(newSign > 0, cycle(), cycleRandom);
        leak.halfCycleBegins(halfCycles % 2 == 1, elapsedSecond);
        onset(failure.halfCycleBegins(cycle(), cycleRandom));
    }

    private void passivate() {
        kinetics.passivate(passivation.factor(failure.cyclingSecond()) * unsteadiness.blockedFactor());
    }

    /// What the analysis may know of it.
    public CellFacts facts(String cellId) {
        return parameters.facts(cellId);
    }

    public double areaCm2() {
        return parameters.areaCm2();
    }

    /// Time since the cell was made.
    public double elapsedSecond() {
        return elapsedSecond;
    }

    /// Time under current since then.
    public double cyclingSecond() {
        return failure.cyclingSecond();
    }

    /// Pairs of half-cycles begun: 1 from the first current on, 0 before.
    public int cycle() {
        return (halfCycles + 1) / 2;
    }

    /// The truth about the short: elapsed seconds at which the soft one began, or NaN.
    public double softShortSinceSecond() {
        return leak.softSinceSecond();
    }

    /// The truth about the short: elapsed seconds at which the hard one began, or NaN.
    public double hardShortSinceSecond() {
        return leak.hardSinceSecond();
    }

    /// Conductance of the leak now, 0 where there is none.
    public double leakSiemens() {
        return leak.siemensPerCm2() * parameters.areaCm2();
    }

    /// Charge that went through the electrodes, positive minus negative.
    public double faradaicChargeAh() {
        return faradaicAhPerCm2 * parameters.areaCm2();
    }

    /// Charge that went through the leak, positive minus negative.
    public double leakedChargeAh() {
        return leakedAhPerCm2 * parameters.areaCm2();
    }

    /// Charge that went into side reactions because an electrode had nothing left to give, 0 or more.
    public double sideChargeAh() {
        return electrodes.sideAhPerCm2() * parameters.areaCm2();
    }
}
