package coulombus.core.halfcycle;

import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.QualityTally;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// What is watched inside half-cycles and rests beside the collapse and the open circuit, for the detectors that judge half-cycles when they
/// are closed. Nothing is allocated for a measurement.
final class HalfCycleWatches {
    private final boolean watchesOvercharge;
    private final boolean overTime;
    private final TextureWatch texture;
    private final OverchargeWatch overcharge;
    private final RestWatch rest;
    private final SetPointWatch setPoint = new SetPointWatch();
    private double restBeforeSecond;
    private long distrusts;

    HalfCycleWatches(HalfCycleRules rules, boolean overTime) {
        WatchRules watches = rules.watches();
        this.watchesOvercharge = watches.overcharge();
        this.overTime = overTime;
        this.texture = new TextureWatch(watches.lowFraction(), watches.highFraction());
        this.overcharge = new OverchargeWatch(watches.overchargeFraction(), watches.flatFraction());
        this.rest = new RestWatch(watches.rest(), watches.relaxationSecond(), watches.shortestRestSecond());
    }

    /// A new half-cycle began.
    void open(QualityTally tally) {
        texture.open();
        overcharge.open();
        setPoint.open();
        restBeforeSecond = rest.takeLongestSecond();
        rest.flows();
        distrusts = distrusts(tally);
    }

    void expect(Expectation e, double chargeAh) {
        texture.expect(overTime ? e.durationSecond() : chargeAh, e.profileVolt());
        overcharge.expect(e.referenceChargeAh(), e.slopeVoltPerAh());
    }

    /// Takes a measurement under current.
    Outcome flowing(long seq, double t, double dt, double v, double current, double celsius, OpenHalfCycle open, boolean controlsCurrent,
            boolean continuous, QualityTally tally) {
        rest.flows();
        texture.on(overTime ? open.second() : open.chargeAh(), v, celsius, continuous);
        double ampere = Math.abs(current);
        if (controlsCurrent) {
            double off = setPoint.on(ampere, dt, continuous);
            if (off != 0) {
                tally.count(DataQualityKind.CURRENT_OFF_SET_POINT, seq, off, setPoint.referenceAmpere());
            }
        }
        boolean runsAway = watchesOvercharge && current > 0 && overcharge.on(seq, t, v, ampere, open.chargeAh(), open.second());
        return runsAway ? new Outcome.RanAway(overcharge.runaway(seq, t, v, current, open.chargeAh())) : Outcome.RUNNING;
    }

    /// Takes a measurement at rest.
    ///
    /// @param since when the rest began, if this measurement is its first
    Outcome resting(long seq, double since, double t, double v, double celsius, OpenHalfCycle open) {
        boolean tells = open.isRunning() && rest.on(seq, since, t, v, celsius);
        return tells ? new Outcome.Rested(rest.slope(open.direction(), seq, t, v, celsius)) : Outcome.RUNNING;
    }

    /// Longest rest between the half-cycle before and the open one.
    double restBeforeSecond() {
        return restBeforeSecond;
    }

    /// The half-cycle is about to be closed: what is known of it. A rest that is still going on belongs to the next one.
    Texture close(OpenHalfCycle open, QualityTally tally, boolean resting) {
        double inside = resting ? 0 : rest.takeLongestSecond();
        return texture.close(overTime ? open.second() : open.chargeAh(), Math.max(restBeforeSecond, inside), distrusts(tally) == distrusts);
    }

    private static long distrusts(QualityTally tally) {
        return tally.countOf(DataQualityKind.STUCK_SENSOR) + tally.countOf(DataQualityKind.FROZEN_TEST_CLOCK);
    }

    void writeTo(StateWriter out) {
        texture.writeTo(out);
        overcharge.writeTo(out);
        rest.writeTo(out);
        setPoint.writeTo(out);
        out.putDouble(restBeforeSecond);
        out.putLong(distrusts);
    }

    void readFrom(StateReader in) {
        texture.readFrom(in);
        overcharge.readFrom(in);
        rest.readFrom(in);
        setPoint.readFrom(in);
        restBeforeSecond = in.getDouble();
        distrusts = in.getLong();
    }
}
