package coulombus.analytics;

import coulombus.schemas.Topic;
import coulombus.schemas.Topics;

/// Where results go.
enum Output {
    HALF_CYCLES(Topics.HALF_CYCLES), CYCLES(Topics.CYCLES), CELL_HEALTH(Topics.CELL_HEALTH), FINDINGS(Topics.FINDINGS), DATA_QUALITY(
            Topics.DATA_QUALITY), RUNS(Topics.RUNS), REJECTED(Topics.REJECTED);

    private final Topic<?> topic;
    private final String sink;

    Output(Topic<?> topic) {
        this.topic = topic;
        this.sink = "to-" + topic.name();
    }

    Topic<?> topic() {
        return topic;
    }

    String sink() {
        return sink;
    }
}
