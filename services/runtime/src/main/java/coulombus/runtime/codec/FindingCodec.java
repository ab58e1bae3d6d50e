package coulombus.runtime.codec;

import java.util.List;

import coulombus.core.detection.Finding;
import coulombus.core.detection.FindingKind;
import coulombus.core.detection.Severity;
import coulombus.schemas.EvidenceNumber;
import coulombus.schemas.FindingKindName;
import coulombus.schemas.SchemaCatalog;
import coulombus.schemas.SeverityName;
import coulombus.schemas.TracePoint;

import static coulombus.runtime.codec.AvroRecordFormat.orNaN;
import static coulombus.runtime.codec.AvroRecordFormat.orNull;
import static coulombus.runtime.codec.AvroRecordFormat.runId;
import static coulombus.runtime.codec.AvroRecordFormat.same;
import static coulombus.runtime.codec.AvroRecordFormat.uuid;

/// Findings with their evidence, on the topic findings.
public final class FindingCodec implements RecordCodec<ForRun<Finding>> {
    private final AvroRecordFormat<coulombus.schemas.Finding> format;

    public FindingCodec() {
        this(SchemaCatalog.bundled());
    }

    FindingCodec(SchemaCatalog catalog) {
        format = new AvroRecordFormat<>(catalog, coulombus.schemas.Finding.class);
    }

    @Override
    public byte[] encode(ForRun<Finding> record) {
        Finding value = record.value();
        return format.encode(new coulombus.schemas.Finding(runId(record.runId()),
                same(FindingKindName.class, value.kind()),
                same(SeverityName.class, value.severity()),
                value.halfCycle(),
                orNull(value.onsetTestTimeSecond()),
                orNull(value.detectedTestTimeSecond()),
                value.onsetSeq(),
                value.detectedSeq(),
                value.detector(),
                value.sentence(),
                evidenceToAvro(value.evidence()),
                traceToAvro(value.trace()),
                value.shadow(),
                value.id(record.runId()).toString()));
    }

    @Override
    public ForRun<Finding> decode(byte[] bytes) throws UnreadableRecordException {
        return format.decode(bytes, a -> new ForRun<>(uuid(a.getRunId()), new Finding(same(FindingKind.class, a.getKind()),
                same(Severity.class, a.getSeverity()),
                a.getHalfCycle(),
                orNaN(a.getOnsetTestTimeSecond()),
                orNaN(a.getDetectedTestTimeSecond()),
                a.getOnsetSeq(),
                a.getDetectedSeq(),
                a.getDetector(),
                a.getSentence(),
                evidenceFromAvro(a.getEvidence()),
                traceFromAvro(a.getTrace()),
                a.getShadow())));
    }

    private static List<EvidenceNumber> evidenceToAvro(List<Finding.Evidence> evidence) {
        return evidence.stream().map(e -> new EvidenceNumber(e.name(), orNull(e.value()))).toList();
    }

    private static List<Finding.Evidence> evidenceFromAvro(List<EvidenceNumber> evidence) {
        return evidence.stream().map(e -> new Finding.Evidence(e.getName(), orNaN(e.getValue()))).toList();
    }

    private static List<TracePoint> traceToAvro(List<coulombus.core.measurement.TracePoint> trace) {
        return trace.stream().map(p -> new TracePoint(orNull(p.testTimeSecond()), orNull(p.voltageVolt()), orNull(p.currentAmpere())))
                .toList();
    }

    private static List<coulombus.core.measurement.TracePoint> traceFromAvro(List<TracePoint> trace) {
        return trace.stream().map(p -> new coulombus.core.measurement.TracePoint(orNaN(p.getTestTimeSecond()), orNaN(p.getVoltageVolt()),
                orNaN(p.getCurrentAmpere()))).toList();
    }
}
