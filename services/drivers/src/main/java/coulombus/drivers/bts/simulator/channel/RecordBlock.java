package coulombus.drivers.bts.simulator.channel;

import java.nio.ByteBuffer;

/// Some consecutive records of one test as columns.
final class RecordBlock {
    final int[] stepTicks = new int[RecordArchive.BLOCK];
    final float[] voltageVolt = new float[RecordArchive.BLOCK];
    final float[] currentAmpere = new float[RecordArchive.BLOCK];
    final double[] capacityAh = new double[RecordArchive.BLOCK];
    final double[] energyWh = new double[RecordArchive.BLOCK];

    void write(ByteBuffer to) {
        to.asIntBuffer().put(stepTicks);
        to.position(to.position() + 4 * RecordArchive.BLOCK);
        to.asFloatBuffer().put(voltageVolt).put(currentAmpere);
        to.position(to.position() + 8 * RecordArchive.BLOCK);
        to.asDoubleBuffer().put(capacityAh).put(energyWh);
        to.position(to.position() + 16 * RecordArchive.BLOCK);
    }

    void read(ByteBuffer from) {
        from.asIntBuffer().get(stepTicks);
        from.position(from.position() + 4 * RecordArchive.BLOCK);
        from.asFloatBuffer().get(voltageVolt).get(currentAmpere);
        from.position(from.position() + 8 * RecordArchive.BLOCK);
        from.asDoubleBuffer().get(capacityAh).get(energyWh);
        from.position(from.position() + 16 * RecordArchive.BLOCK);
    }
}
