package coulombus.house;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/// Holds the [HouseRules] against every class of every service module. The load tests stand outside: they may see everything, and
/// nobody sees them.
class ArchitectureTest {
    private static final int FEWEST_CLASSES = 150;
    private static JavaClasses production;

    @BeforeAll
    static void readAllClasses() {
        ImportOption notATestJar = location -> !location.contains("-tests.jar");
        production = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(notATestJar).importPackages("coulombus");
    }

    @TestFactory
    Stream<DynamicTest> holds() {
        return HouseRules.all().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> rule.getValue().allowEmptyShould(true).check(production)));
    }

    @Test
    void looksAtEveryClassOfTheTree() throws IOException {
        // Given
        List<String> inTheTree = ProjectTree.files(".java").stream().map(ProjectTree::name)
                .filter(name -> name.contains("/src/main/java/") && !name.startsWith("load-tests/"))
                .filter(name -> !name.endsWith("package-info.java"))
                .map(name -> name.substring(name.indexOf("/src/main/java/") + "/src/main/java/".length(), name.length() - ".java".length()))
                .map(name -> name.replace('/', '.')).toList();

        // When
        List<String> notScanned = inTheTree.stream().filter(name -> !production.contain(name)).toList();

        // Then
        assertThat(notScanned).as("classes of the tree that the rules did not see").isEmpty();
        assertThat(inTheTree.size()).as("number of classes in the tree").isGreaterThan(FEWEST_CLASSES);
    }

    @Test
    void knowsEveryServiceOfTheTree() throws IOException {
        // Given
        List<String> known = Stream.concat(HouseRules.SERVICES.stream(), Stream.of("core", "formats", "drivers", "runtime", "app"))
                .toList();

        // When
        List<String> packages = ProjectTree.files(".java").stream().map(ProjectTree::name)
                .filter(name -> name.startsWith("services/") && name.contains("/src/main/java/coulombus/"))
                .map(name -> Path.of(name.substring(name.indexOf("/coulombus/", name.indexOf("/src/main/java")) + 11)).getName(0)
                        .toString())
                .distinct().toList();

        // Then
        assertThat(known).as("packages that the rules know").containsAll(packages);
    }
}
