package coulombus.app;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.fleetapi.access.PeopleFile;
import coulombus.fleetapi.access.PersonalToken;
import coulombus.fleetapi.access.Role;

import static org.assertj.core.api.Assertions.assertThat;

class PeopleCommandTest {
    @TempDir
    private Path folder;

    private CommandLineRun people(String... words) {
        String[] all = new String[words.length + 3];
        all[0] = "people";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--data";
        all[words.length + 2] = folder.toString();
        return CommandLineRun.of(all);
    }

    @Test
    void givesATokenThatIsShownOnceAndKeptAsAHash() throws Exception {
        // When
        CommandLineRun added = people("add", "anna", "--role", "operator", "--group", "cathodes", "--group", "anodes");

        // Then
        assertThat(added.exitCode()).isZero();
        String token = added.out().strip();
        PersonalToken kept = PeopleFile.read(folder.resolve("people.yaml")).getFirst();
        assertThat(kept).isEqualTo(new PersonalToken("anna", Role.OPERATOR, java.util.List.of("cathodes", "anodes"),
                PersonalToken.hash(token)));
        assertThat(Files.readString(folder.resolve("people.yaml"))).doesNotContain(token);
        assertThat(people("list").out()).contains("anna", "OPERATOR", "cathodes anodes");
        assertThat(people("list", "--format", "csv").out()).startsWith("name,role,groups");
    }

    @Test
    void takesItBackAndSaysWhereThereIsNone() throws Exception {
        // Given
        people("add", "anna", "--role", "VIEWER");

        // When
        CommandLineRun twice = people("add", "anna", "--role", "ADMIN");
        CommandLineRun gone = people("remove", "anna");
        CommandLineRun nobody = people("remove", "anna");

        // Then
        assertThat(twice.exitCode()).isEqualTo(1);
        assertThat(twice.err()).contains("people.yaml", "anna", "people remove");
        assertThat(gone.exitCode()).isZero();
        assertThat(PeopleFile.read(folder.resolve("people.yaml"))).isEmpty();
        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.err()).contains("people.yaml", "'anna'");
    }

    @Test
    void refusesARoleThereIsNotAndANameThatIsNone() {
        assertThat(people("add", "anna", "--role", "boss").exitCode()).isEqualTo(2);
        assertThat(people("add", " ", "--role", "viewer").err()).contains("people.name");
    }
}
