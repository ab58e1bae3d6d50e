package coulombus.core.safety;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.safety.LimitWatch.Limit;
import coulombus.core.safety.LimitWatch.Violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LimitWatchTest {
    private static final double NAN = Double.NaN;
    private final LimitWatch watch = new LimitWatch(new HardLimits(-1, 2, -0.01, 0.02, 0.001, 60, 2));

    private Optional<Limit> on(double t, double v, double i, double celsius) {
        return watch.on(t, v, i, celsius).map(Violation::limit);
    }

    @Test
    void eachLimitCountsAfterItsDelay() {
        assertThat(on(0, 2.1, 0, 20)).isEmpty();
        assertThat(on(1.9, 2.1, 0, 20)).isEmpty();
        assertThat(on(2, 2.1, 0, 20)).contains(Limit.VOLTAGE_MAX);
        assertThat(on(10, -1.1, 0, 20)).isEmpty();
        assertThat(on(12, -1.1, 0, 20)).contains(Limit.VOLTAGE_MIN);
        assertThat(on(20, 0, 0.03, 20)).isEmpty();
        assertThat(on(22, 0, 0.03, 20)).contains(Limit.CURRENT_MAX);
        assertThat(on(30, 0, -0.03, 20)).isEmpty();
        assertThat(on(32, 0, -0.03, 20)).contains(Limit.CURRENT_MIN);
        assertThat(on(40, 0, 0, 61)).isEmpty();
        assertThat(on(42, 0, 0, 61)).contains(Limit.TEMPERATURE_MAX);
    }

    @Test
    void whatLiesOnALimitIsInside() {
        assertThat(on(0, 2, 0.02, 60)).isEmpty();
        assertThat(on(100, 2, 0.02, 60)).isEmpty();
    }

    @Test
    void aValueInsideBetweenStartsTheDelayAnew() {
        on(0, 2.1, 0, 20);
        on(1, 1.9, 0, 20);
        assertThat(on(2, 2.1, 0, 20)).isEmpty();
        assertThat(on(4, 2.1, 0, 20)).contains(Limit.VOLTAGE_MAX);
    }

    @Test
    void aSensorThatSaysNothingNeitherPassesNorSaves() {
        assertThat(on(0, NAN, NAN, NAN)).isEmpty();
        assertThat(on(100, NAN, NAN, NAN)).isEmpty();
        on(101, 2.1, 0, 20);
        on(102, NAN, 0, 20);
        assertThat(on(103, 2.1, 0, 20)).contains(Limit.VOLTAGE_MAX);
    }

    @Test
    void nothingIsPassedWhereNothingIsStated() {
        assertThat(new LimitWatch(HardLimits.NONE).on(0, 1e6, -1e6, 1e6)).isEmpty();
    }

    @Test
    void theChargeOfAStepIsIntegratedAndBeginsAnewWithTheNext() {
        // Given 3.6 A for a second make 1 mAh; the limit is 1 mAh, here without delay
        LimitWatch charge = new LimitWatch(new HardLimits(NAN, NAN, NAN, NAN, 0.001, NAN, 0));
        MeasurementBatch batch = new MeasurementBatch(4);
        batch.clear(1);
        double[] times = { 0, 0.5, 0.9, 1.2 };
        for (double time : times) {
            int row = batch.addRow();
            batch.setTestTimeSecond(row, time);
            batch.setCurrentAmpere(row, -3.6);
            batch.setVoltageVolt(row, 1);
            batch.setStepCount(row, 1);
        }
        // When, Then
        assertThat(charge.on(batch, 0)).isEmpty();
        assertThat(charge.on(batch, 1)).isEmpty();
        assertThat(charge.on(batch, 2)).isEmpty();
        assertThat(charge.on(batch, 3)).map(Violation::limit).contains(Limit.CAPACITY_MAX);
        batch.setStepCount(3, 2);
        assertThat(charge.on(batch, 3)).isEmpty();
    }

    @Test
    void saysWhatWasPassedInWords() {
        LimitWatch at = new LimitWatch(new HardLimits(NAN, 2, NAN, NAN, NAN, NAN, 0));
        assertThat(at.on(5, 2.5, 0, NAN)).map(Violation::sentence)
                .contains("voltage of 2.50000 V passed the limit of 2.00000 V for 0.00 s");
    }

    @Test
    void limitsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new HardLimits(2, 1, NAN, NAN, NAN, NAN, 0)).hasMessageContaining("below voltageMaxVolt of 1.0; was 2.0");
        assertThatThrownBy(() -> new HardLimits(NAN, NAN, 1, NAN, NAN, NAN, 0)).hasMessageContaining("currentMinAmpere");
        assertThatThrownBy(() -> new HardLimits(NAN, NAN, NAN, NAN, NAN, NAN, -1)).hasMessageContaining("delaySecond");
    }

    @Test
    void theTighterOfTwoHolds() {
        HardLimits both = new HardLimits(-1, NAN, NAN, 0.02, NAN, 60, 2).tightenedBy(new HardLimits(-5, 5, -0.1, 0.1, NAN, 50, 0));
        assertThat(both).isEqualTo(new HardLimits(-1, 5, -0.1, 0.02, NAN, 50, 2));
    }
}
