package coulombus.core.scheduling;

import java.util.List;

/// Says why.
final class Explainer {
    record Left(Waiting who, int position, int[] chosen) {}

    Explainer(SchedulingInput input, ChannelIndex index, List<Room.Use> uses, KeptChannels kept, Room room) {}

    List<WaitingExperiment> explain(List<Left> left) {
        return left.stream().map(l -> new WaitingExperiment(l.who().told.experimentId(), l.position(), WaitingExperiment.Cause.BUSY, "busy",
                List.of(), Double.NaN, Double.NaN)).toList();
    }
}
