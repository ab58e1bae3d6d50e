package coulombus.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// Documents name things that are there. A document that leads astray is worse than none.
class DocumentsTest {
    @TestFactory
    Stream<DynamicTest> namesOnlyWhatIsThere() throws IOException {
        DocumentCheck check = DocumentCheck.ofTheTree();
        return ProjectTree.files(".md").stream().map(document -> DynamicTest.dynamicTest(ProjectTree.name(document),
                () -> assertThat(check.problems(document, Files.readString(document))).isEmpty()));
    }

    @Test
    void everyDocumentIsReachedFromTheReadme() throws IOException {
        // Given
        String entrances = Files.readString(ProjectTree.root().resolve("README.md"))
                + Files.readString(ProjectTree.root().resolve("docs/ARCHITECTURE.md"))
                + Files.readString(ProjectTree.root().resolve("docs/decisions/README.md"))
                + Files.readString(ProjectTree.root().resolve("docs/runbooks/README.md"));

        // When
        List<String> lost = ProjectTree.files(".md").stream().map(ProjectTree::name).filter(name -> name.startsWith("docs/"))
                .filter(name -> !name.endsWith("README.md"))
                .filter(name -> !entrances.contains("/" + Path.of(name).getFileName() + ")")
                        && !entrances.contains("(" + Path.of(name).getFileName() + ")"))
                .toList();

        // Then
        assertThat(lost).as("documents that no table names").isEmpty();
    }

    @Test
    void seesWhatIsNotThere(@TempDir Path root) throws IOException {
        // Given
        Path document = Files.writeString(root.resolve("page.md"), "");
        Files.createDirectories(root.resolve("docs"));
        Files.writeString(root.resolve("docs/other.md"), "# A heading, really\n");
        DocumentCheck check = new DocumentCheck(root, Set.of("CellWatch"));
        String text = """
                # Page
                `CellWatch` and `CellWatch.on(halfCycle)` are there, `CellWotch` is not. `PLATE` and `mvn verify` are no types.
                [there](docs/other.md) [and](docs/other.md#a-heading-really) [here](#page) [away](https://example.org)
                [gone](docs/gone.md) [no such heading](docs/other.md#none)
                `docs/other.md` `services/none`
                ```
                `InAFence` [x](y)
                ```
                """;

        // When
        List<String> problems = check.problems(document, text);

        // Then
        assertThat(problems).containsExactly("links to docs/gone.md, which is not there",
                "links to the heading docs/other.md#none, which is not there", "names the type CellWotch, which is not in the tree",
                "names the path services/none, which is not in the tree");
    }
}
