package coulombus.schemas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReleaseTest {
    static List<Schema> records() {
        return SchemaCatalog.current();
    }

    @ParameterizedTest
    @MethodSource("records")
    void readsAndIsReadByEveryReleasedVersion(Schema current) {
        // Given
        Map<Integer, Schema> released = SchemaCatalog.released(current.getName());

        // When / Then
        assertThat(released).isNotEmpty();
        released.forEach((version, old) -> {
            assertCompatible(current, old, "current reads version " + version);
            assertCompatible(old, current, "version " + version + " reads current");
        });
    }

    @ParameterizedTest
    @MethodSource("records")
    void newestReleasedCopyIsTheCurrentSchema(Schema current) {
        // Given
        Map<Integer, Schema> released = SchemaCatalog.released(current.getName());

        // When
        Schema newest = released.get(released.size());

        // Then
        assertThat(newest)
                .as("%s was changed: release the next version under schemas/src/main/avro-released/%s/%d.avsc with this text:%n%s",
                        current.getName(), current.getName(), released.size() + 1, current)
                .isEqualTo(current);
    }

    @ParameterizedTest
    @MethodSource("records")
    void runIdLiesFirstWhereARecordBelongsToARun(Schema current) {
        // Given
        Schema.Field runId = current.getField("run_id");

        // When / Then
        if (runId != null) {
            assertThat(runId.pos()).isZero();
        } else {
            assertThat(current.getName()).isIn("Rejected", "ChannelDesired", "ChannelReported", "AgentReported", "ChannelRequest",
                    "Decision", "Alert", "AlertRequest", "Audit", "FacilityRequest", "FacilityDecision");
        }
    }

    @Test
    void everyFileUnderReleasedIsAVersionOfAKnownRecord() throws IOException {
        // Given
        List<String> expected = records().stream()
                .flatMap(s -> SchemaCatalog.released(s.getName()).keySet().stream().map(v -> s.getName() + "/" + v + ".avsc")).toList();

        // When
        List<String> files;
        Path root = Path.of("src/main/avro-released");
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(Files::isRegularFile).map(p -> root.relativize(p).toString().replace('\\', '/')).toList();
        }

        // Then
        assertThat(files).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void assertCompatible(Schema reader, Schema writer, String what) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        assertThat(result.getType()).as("%s %s: %s", reader.getName(), what, result.getDescription())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
}
