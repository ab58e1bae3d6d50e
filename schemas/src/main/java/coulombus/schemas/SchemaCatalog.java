package coulombus.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.util.ClassSecurityValidator;

/// Every schema a record on the wire may have been written with, found by its CRC-64-AVRO fingerprint: the current ones and all
/// released ones. There is no schema registry; what is not in here was written by a newer release, or is not ours.
///
/// Immutable, safe for any thread.
public final class SchemaCatalog {
    static {
        // Avro loads generated classes by name only where they are trusted; ours are, and no user should need a -D flag for it.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals(SchemaCatalog.class.getPackageName())));
    }

    private static final List<Schema> CURRENT = List.of(RunStarted.getClassSchema(), MeasurementBatch.getClassSchema(),
            RunEnded.getClassSchema(), HalfCycle.getClassSchema(), Cycle.getClassSchema(), CellHealth.getClassSchema(),
            Finding.getClassSchema(), DataQuality.getClassSchema(), RunView.getClassSchema(), Rejected.getClassSchema(),
            ChannelDesired.getClassSchema(), ChannelReported.getClassSchema(), AgentReported.getClassSchema(),
            ChannelRequest.getClassSchema(), Decision.getClassSchema(), Alert.getClassSchema(), AlertRequest.getClassSchema(),
            Audit.getClassSchema(), FacilityRequest.getClassSchema(), FacilityDecision.getClassSchema());
    private static final SchemaCatalog BUNDLED = bundle();

    private final Map<Long, Schema> byFingerprint;

    private SchemaCatalog(Map<Long, Schema> byFingerprint) {
        this.byFingerprint = Map.copyOf(byFingerprint);
    }

    /// The current schemas and every released copy.
    public static SchemaCatalog bundled() {
        return BUNDLED;
    }

    /// A catalog of just these schemas, for tests of schema evolution.
    public static SchemaCatalog of(Schema... schemas) {
        Map<Long, Schema> found = new HashMap<>();
        for (Schema schema : schemas) {
            found.put(fingerprintOf(schema), schema);
        }
        return new SchemaCatalog(found);
    }

    /// The current schemas of all records on topics.
    public static List<Schema> current() {
        return CURRENT;
    }

    /// The schema behind a fingerprint, empty where this release does not know it.
    public Optional<Schema> find(long fingerprint) {
        return Optional.ofNullable(byFingerprint.get(fingerprint));
    }

    /// CRC-64-AVRO of the schema's parsing canonical form.
    public static long fingerprintOf(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    /// Released versions of a record, oldest first, by version number. Empty where it was never released.
    public static Map<Integer, Schema> released(String recordName) {
        Map<Integer, Schema> versions = new LinkedHashMap<>();
        for (int version = 1;; version++) {
            String resource = "/avro-released/" + recordName + "/" + version + ".avsc";
            try (InputStream in = SchemaCatalog.class.getResourceAsStream(resource)) {
                if (in == null) {
                    return versions;
                }
                versions.put(version, new Schema.Parser().parse(in));
            } catch (IOException e) {
                throw new UncheckedIOException("released schema " + resource + " cannot be read", e);
            }
        }
    }

    private static SchemaCatalog bundle() {
        List<Schema> all = new ArrayList<>();
        for (Schema schema : CURRENT) {
            all.addAll(released(schema.getName()).values());
        }
        all.addAll(CURRENT);
        return of(all.toArray(Schema[]::new));
    }
}
