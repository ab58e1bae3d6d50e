package coulombus.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import coulombus.fleetapi.FleetApiConfig;
import coulombus.fleetapi.access.PeopleFile;
import coulombus.fleetapi.access.PersonalToken;
import coulombus.fleetapi.access.Role;

/// `people`: who has a token of their own, and with which role. Works on the file; a running fleet reads it again by itself.
@Command(name = "people", mixinStandardHelpOptions = true, sortOptions = false, synopsisSubcommandLabel = "COMMAND", subcommands = {
        PeopleCommand.Add.class, PeopleCommand.ListAll.class, PeopleCommand.Remove.class }, description = {
                "Gives people tokens of their own, with a role each, and takes them back.",
                "A running fleet notices within seconds." })
final class PeopleCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    /// Which fleet's file.
    static final class FileOptions {
        @Option(names = "--data", paramLabel = "DIR", description = "The fleet's folder. Default: ${DEFAULT-VALUE}.")
        private Path data = Path.of("coulombus-data");

        @Option(names = "--file", paramLabel = "FILE", description = "The file, where it lies elsewhere (fleetApi.peopleFile). Default: DIR/people.yaml.")
        private Path file;

        Path file() {
            return file == null ? data.resolve(FleetApiConfig.PEOPLE) : file;
        }
    }

    @Command(name = "add", mixinStandardHelpOptions = true, sortOptions = false, description = {
            "Gives somebody a token and prints it, this once.", "Only its SHA-256 is kept." })
    static final class Add implements Callable<Integer> {
        private static final int TOKEN_BYTES = 32;

        @Parameters(arity = "1", paramLabel = "NAME", description = "As it is recorded with everything they do.")
        private String name;

        @Option(names = "--role", required = true, paramLabel = "ROLE", description = "${COMPLETION-CANDIDATES}.")
        private Role role;

        @Option(names = "--group", paramLabel = "GROUP", description = "A group of the facility in which the role holds; may be repeated. Default: in all groups.")
        private List<String> groups = new ArrayList<>();

        @Mixin
        private FileOptions where;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            byte[] random = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(random);
            String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            List<PersonalToken> people = new ArrayList<>(PeopleFile.read(where.file()));
            if (people.stream().anyMatch(one -> one.name().equals(name))) {
                throw new IOException(where.file() + ": '" + name + "' has a token already; take it back first: people remove");
            }
            people.add(new PersonalToken(name, role, groups, PersonalToken.hash(token)));
            PeopleFile.write(where.file(), people);
            PrintWriter out = spec.commandLine().getOut();
            out.println(token);
            out.flush();
            return 0;
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false, description = "Who has a token, and what they may.")
    static final class ListAll implements Callable<Integer> {
        @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
        private ChannelsCommand.Format format = ChannelsCommand.Format.table;

        @Mixin
        private FileOptions where;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            List<PersonalToken> people = PeopleFile.read(where.file());
            PrintWriter out = spec.commandLine().getOut();
            if (format == ChannelsCommand.Format.json) {
                JsonArray json = new JsonArray();
                people.forEach(one -> json.add(
                        new JsonObject().put("name", one.name()).put("role", one.role().name()).put("groups",
                                new JsonArray(one.groups()))));
                out.println(json.encodePrettily());
            } else {
                TextTable table = new TextTable(List.of("name", "role", "groups"));
                people.forEach(one -> table
                        .add(List.of(one.name(), one.role().name(), one.groups().isEmpty() ? "all" : String.join(" ", one.groups()))));
                table.print(format == ChannelsCommand.Format.csv, out);
            }
            out.flush();
            return 0;
        }
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, sortOptions = false, description = "Takes somebody's token back, and ends the sessions that came from it.")
    static final class Remove implements Callable<Integer> {
        @Parameters(arity = "1", paramLabel = "NAME", description = "Whose.")
        private String name;

        @Mixin
        private FileOptions where;

        @Override
        public Integer call() throws IOException {
            List<PersonalToken> people = new ArrayList<>(PeopleFile.read(where.file()));
            if (!people.removeIf(one -> one.name().equals(name))) {
                throw new IOException(where.file() + ": nobody of the name '" + name + "' has a token");
            }
            PeopleFile.write(where.file(), people);
            return 0;
        }
    }
}
