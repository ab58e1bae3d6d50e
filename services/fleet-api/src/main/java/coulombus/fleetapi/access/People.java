package coulombus.fleetapi.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The people who have a token of their own, as their file says now. Safe for any thread; [#refresh()] reads the file.
public final class People {
    private final Path file;
    private FileTime readAt;
    private volatile Map<String, PersonalToken> byHash = Map.of();

    private People(Path file) {
        this.file = file;
    }

    /// @param file may not be there yet; null for nobody, for ever
    /// @throws IOException where it cannot be read or used
    public static People of(Path file) throws IOException {
        People people = new People(file);
        people.refresh();
        return people;
    }

    /// Reads the file where it has changed. Answers whether it had.
    ///
    /// @throws IOException where it cannot be read or used; the people stay as they were, and it is not tried again before it changes
    public synchronized boolean refresh() throws IOException {
        if (file == null) {
            return false;
        }
        FileTime changedAt = Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
        if (changedAt.equals(readAt)) {
            return false;
        }
        readAt = changedAt;
        List<PersonalToken> people = PeopleFile.read(file);
        Map<String, PersonalToken> fresh = new HashMap<>();
        people.forEach(one -> fresh.put(one.sha256(), one));
        byHash = Map.copyOf(fresh);
        return true;
    }

    /// Whose token this is. It is looked up by its hash, so that the time it takes tells nothing of other tokens.
    public Optional<PersonalToken> byToken(String token) {
        return Optional.ofNullable(byHash.get(PersonalToken.hash(token)));
    }

    /// The person of a name.
    public Optional<PersonalToken> byName(String name) {
        return byHash.values().stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
