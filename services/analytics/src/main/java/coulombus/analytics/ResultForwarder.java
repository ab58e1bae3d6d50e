package coulombus.analytics;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

import coulombus.core.cycle.Cycle;
import coulombus.core.detection.CellHealth;
import coulombus.core.detection.Finding;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.measurement.DataQuality;
import coulombus.core.run.RunFacts;
import coulombus.core.run.RunListener;
import coulombus.runtime.codec.CellHealthCodec;
import coulombus.runtime.codec.CycleCodec;
import coulombus.runtime.codec.DataQualityCodec;
import coulombus.runtime.codec.FindingCodec;
import coulombus.runtime.codec.ForRun;
import coulombus.runtime.codec.HalfCycleCodec;
import coulombus.runtime.codec.RunView;
import coulombus.runtime.codec.RunViewCodec;
import coulombus.schemas.RunKey;

/// Sends what an analysis gives out to its topics: results of a channel under the channel's key, views of a run under the run's.
final class ResultForwarder implements RunListener {
    private final ProcessorContext<byte[], byte[]> context;
    private final AnalyticsMetrics metrics;
    private final HalfCycleCodec halfCycles = new HalfCycleCodec();
    private final CycleCodec cycles = new CycleCodec();
    private final FindingCodec findings = new FindingCodec();
    private final CellHealthCodec health = new CellHealthCodec();
    private final DataQualityCodec dataQuality = new DataQualityCodec();
    private final RunViewCodec views = new RunViewCodec();

    private Record<byte[], byte[]> cause;
    private UUID runId;
    private RunFacts facts;

    ResultForwarder(ProcessorContext<byte[], byte[]> context, AnalyticsMetrics metrics) {
        this.context = context;
        this.metrics = metrics;
    }

    /// Results that follow belong to this run and are caused by this record.
    ResultForwarder of(Record<byte[], byte[]> record, UUID run, RunFacts runFacts) {
        cause = record;
        runId = run;
        facts = runFacts;
        return this;
    }

    @Override
    public void on(HalfCycle halfCycle) {
        forward(Output.HALF_CYCLES, cause.key(), halfCycles.encode(new ForRun<>(runId, halfCycle)));
    }

    @Override
    public void on(Cycle cycle) {
        forward(Output.CYCLES, cause.key(), cycles.encode(new ForRun<>(runId, cycle)));
    }

    @Override
    public void on(Finding finding) {
        forward(Output.FINDINGS, cause.key(), findings.encode(new ForRun<>(runId, finding)));
        metrics.found(finding.kind(), finding.shadow());
    }

    @Override
    public void on(CellHealth now) {
        forward(Output.CELL_HEALTH, runKey(facts), health.encode(new ForRun<>(runId, now)));
    }

    @Override
    public void on(DataQuality found) {
        forward(Output.DATA_QUALITY, cause.key(), dataQuality.encode(new ForRun<>(runId, found)));
    }

    void view(Record<byte[], byte[]> record, RunView view) {
        cause = record;
        forward(Output.RUNS, runKey(view.facts()), views.encode(view));
    }

    private static byte[] runKey(RunFacts facts) {
        return new RunKey(facts.channelId(), facts.runId()).toString().getBytes(StandardCharsets.UTF_8);
    }

    private void forward(Output output, byte[] key, byte[] value) {
        context.forward(cause.withKey(key).withValue(value), output.sink());
    }
}
