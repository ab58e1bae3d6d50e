package coulombus.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import coulombus.core.measurement.MeasurementBatch;

import static org.assertj.core.api.Assertions.assertThat;

/// Whatever lies in the folder of real files is read to its end or refused with a sentence, never anything else.
class EveryFieldFileTest {

    static Stream<Path> files() throws IOException {
        if (!FieldData.isThere()) {
            return Stream.of(Path.of("no-field-data"));
        }
        Path folder = FieldData.folder();
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().map(folder::relativize).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isReadOrRefusedWithASentence(Path name) throws IOException {
        Path file = FieldData.folder().resolve(name);
        long read = 0;
        try {
            CyclerContent content = CyclerFiles.open(List.of(file), ReadOptions.DEFAULT);
            switch (content) {
                case CyclerContent.CycleTable table -> read = table.cycles().size();
                case CyclerContent.Measurements measurements -> {
                    try (MeasurementFile open = measurements.file()) {
                        MeasurementBatch batch = new MeasurementBatch(1000);
                        int count;
                        while ((count = open.read(batch, 1000)) > 0) {
                            read += count;
                        }
                        assertThat(open.progressFraction()).isEqualTo(1);
                    }
                }
            }
            assertThat(read).isPositive();
            assertThat(name.toString()).doesNotContain("golden", "LICENSE", ".md", ".mpl", "Summary", "GlobalInfo", "ByStep");
        } catch (UnreadableFileException refusal) {
            assertThat(refusal.getMessage()).startsWith(file + ": ").hasSizeGreaterThan(file.toString().length() + 30);
            assertThat(name.toString()).containsPattern("golden|LICENSE|README|DEFINITIONS|\\.mpl|summary|GlobalInfo|ByStep|custom_");
        }
    }
}
