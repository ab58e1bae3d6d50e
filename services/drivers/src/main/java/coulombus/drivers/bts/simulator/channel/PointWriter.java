package coulombus.drivers.bts.simulator.channel;

/// Writes points of a test: what the channel reads, as far as nothing is wrong with its recording.
final class PointWriter {
    private final TestRecords records;
    private final PowerStage power;
    private final Disturbances disturbances;
    private final ReadingNoise noise;

    PointWriter(TestRecords records, PowerStage power, Disturbances disturbances, ReadingNoise noise) {
        this.records = records;
        this.power = power;
        this.disturbances = disturbances;
        this.noise = noise;
    }

    void write(StepProgress p, long tick) {
        if (disturbances.recordsNothing()) {
            return;
        }
        float volt = (float) (power.isStuck() ? power.readVolt() : noise.voltageVolt(power.voltageVolt()));
        float ampere = (float) noise.currentAmpere(power.currentAmpere());
        if (p.startNumber == 0) {
            p.startNumber = records.nextNumber();
            p.startVolt = volt;
            p.startAmpere = ampere;
        }
        p.lastVolt = volt;
        p.lastAmpere = ampere;
        if (disturbances.losesRecords()) {
            records.renumber(1);
            return;
        }
        records.add(p.stepTicks(tick), volt, ampere, p.capacityAh(), p.energyWh());
        if (disturbances.takeDuplicate()) {
            records.renumber(-1);
            records.add(p.stepTicks(tick), volt, ampere, p.capacityAh(), p.energyWh());
        }
    }
}
