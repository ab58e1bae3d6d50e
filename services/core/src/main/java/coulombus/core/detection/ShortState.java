package coulombus.core.detection;

import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Whether the cell is held to be shorted. A soft short is a state with an exit: it has ended when enough half-cycles in a row are back in
/// the band of the frozen baseline. A hard short is final for the run.
///
/// ```
/// SOUND --a soft or creeping short is found--> SOFT --10 half-cycles in a row back in the band--> SOUND
///   \                                            |
///    ----------a hard short is found-------------+--> HARD
/// ```
sealed interface ShortState {
    /// No short is held.
    record Sound() implements ShortState {}

    /// A soft short since an onset; `back` half-cycles in a row are in the band again, the first of them at `backSince`. `levelLogRatio` is the
    /// ln(|P|/B) that was sound before it: 0 but where a drift had taken the plateau away from its baseline.
    record Soft(Onset onset, double levelLogRatio, int back, Onset backSince) implements ShortState {}

    /// Shorted for good.
    record Hard() implements ShortState {}

    ShortState SOUND = new Sound();
    ShortState HARD = new Hard();

    static ShortState soft(Onset onset, double levelLogRatio) {
        return new Soft(onset, levelLogRatio, 0, onset);
    }

    /// A half-cycle was judged while a soft short was held.
    static Soft judged(Soft soft, HalfCycle h, boolean inBand) {
        if (!inBand) {
            return new Soft(soft.onset(), soft.levelLogRatio(), 0, soft.onset());
        }
        return new Soft(soft.onset(), soft.levelLogRatio(), soft.back() + 1, soft.back() == 0 ? Onset.of(h) : soft.backSince());
    }

    static void write(ShortState state, StateWriter out) {
        switch (state) {
            case Sound sound -> out.putByte(0);
            case Soft soft -> {
                out.putByte(1);
                soft.onset().writeTo(out);
                out.putDouble(soft.levelLogRatio());
                out.putInt(soft.back());
                soft.backSince().writeTo(out);
            }
            case Hard hard -> out.putByte(2);
        }
    }

    static ShortState read(StateReader in) {
        return switch (in.getByte()) {
            case 0 -> SOUND;
            case 1 -> new Soft(Onset.readFrom(in), in.getDouble(), in.getInt(), Onset.readFrom(in));
            default -> HARD;
        };
    }
}
