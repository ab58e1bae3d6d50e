package coulombus.fleetapi.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import coulombus.runtime.config.ConfigException;
import coulombus.runtime.config.ConfigLoader;

/// The file of the people who have a token of their own: YAML, readable by its owner only, without any token in it.
public final class PeopleFile {
    private static final String HEADER = """
            # Who may use this fleet beside the bearer of its own token. Made and changed by: coulombus people add|remove
            # Only the SHA-256 of each token is kept. The service reads the file again when it has changed.
            """;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private PeopleFile() {}

    /// What the file holds.
    ///
    /// @param people no two with the same name
    record Content(List<PersonalToken> people) {
        Content {
            people = people == null ? List.of() : List.copyOf(people);
            Set<String> names = new HashSet<>();
            for (PersonalToken one : people) {
                if (!names.add(one.name())) {
                    throw new IllegalArgumentException("people: '" + one.name() + "' is there twice");
                }
            }
        }
    }

    /// The people of a file; nobody where there is no file.
    ///
    /// @throws IOException where it cannot be read, others may read it, or what it says cannot be used
    public static List<PersonalToken> read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return List.of();
        }
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!OWNER_ONLY.containsAll(permissions)) {
                throw new IOException(file + ": others may read or write it (" + PosixFilePermissions.toString(permissions)
                        + "); set its mode to 0600");
            }
        }
        try {
            // The environment is for settings, not for people.
            return new ConfigLoader(Map.of()).load(file, Content.class).people();
        } catch (ConfigException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// Writes the whole file or nothing of it.
    public static void write(Path file, List<PersonalToken> people) throws IOException {
        String text = new Content(people).people().stream().map(PeopleFile::entry)
                .collect(Collectors.joining("", HEADER + (people.isEmpty() ? "people: []\n" : "people:\n"), ""));
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(draft);
        if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } else {
            Files.createFile(draft);
        }
        Files.writeString(draft, text, StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String entry(PersonalToken one) {
        return "  - name: " + quoted(one.name()) + "\n    role: " + one.role() + "\n    groups: "
                + one.groups().stream().map(PeopleFile::quoted).collect(Collectors.joining(", ", "[", "]")) + "\n    sha256: "
                + quoted(one.sha256()) + "\n";
    }

    /// In single quotes of YAML, in which only the quote itself needs care.
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
