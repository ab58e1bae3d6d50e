package coulombus.drivers.bts.simulator.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamException;

import coulombus.drivers.bts.simulator.machine.Machine;

/// Reads a request and has it answered. One for the machine's thread.
public final class CommandDesk {
    /// What a command does with its request.
    interface Command {
        Reply answer(WireElement request, Machine machine);
    }

    private static final Set<List<String>> KNOWN_LOGINS = Set.of(List.of("admin", "neware"), List.of("test", "123"));

    private final WireOptions options;
    private final Map<String, Command> reads = new HashMap<>();
    private final Map<String, Command> writes = new HashMap<>();

    public CommandDesk(WireOptions options) {
        this.options = options;
        new ReadCommands(options).addTo(reads);
        new DataCommands(options).addTo(reads);
        new TestCommands().addTo(writes);
        new UpkeepCommands().addTo(reads, writes);
    }

    /// @param request without its terminator
    Answer answer(String request, Session session, Machine machine) {
        WireElement bts;
        try {
            bts = WireElement.parse(request.strip());
        } catch (XMLStreamException e) {
            return options.closeOnMalformed() ? Answer.HANG_UP : Answer.SILENCE;
        }
        WireElement cmd = bts.child("cmd");
        String name = cmd == null ? "" : cmd.text();
        if (name.equals("connect")) {
            return connect(bts, session);
        }
        if (reads.containsKey(name)) {
            return Answer.of(reads.get(name).answer(bts, machine));
        }
        if (writes.containsKey(name)) {
            boolean refused = options.loginForWrites() && !session.isLoggedIn();
            return Answer.of(refused ? refusal(name, bts) : writes.get(name).answer(bts, machine));
        }
        if (options.silentOnUnknown() || name.isEmpty()) {
            return Answer.SILENCE;
        }
        Reply reply = new Reply(name + "_resp");
        reply.open("result").content("false");
        return Answer.of(reply);
    }

    private Answer connect(WireElement bts, Session session) {
        boolean known = KNOWN_LOGINS.contains(List.of(textOf(bts, "username"), textOf(bts, "password")));
        Reply reply = new Reply("connect_resp");
        if (options.strictLogin() && !known) {
            reply.open("result").content("false");
            return new Answer(reply.bytes(), true);
        }
        session.logIn();
        reply.open("result").content("ok");
        return Answer.of(reply);
    }

    private static String textOf(WireElement bts, String name) {
        WireElement element = bts.child(name);
        return element == null ? "" : element.text();
    }

    /// Every item of a write comes back with `false`.
    private static Reply refusal(String name, WireElement bts) {
        Reply reply = new Reply(name + "_resp");
        List<WireElement> items = name.equals("broadcaststop") ? bts.all("stop") : bts.all(name);
        Items.list(reply, items, item -> {
            reply.open(item.name());
            Items.address(reply, item);
            reply.content("false");
        });
        return reply;
    }
}
