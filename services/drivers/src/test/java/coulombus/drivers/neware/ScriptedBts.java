package coulombus.drivers.neware;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A small BTS Client for tests: answers from lists, as the reference page says it does, and misbehaves when told to. It shares no code
/// with the driver. Its physics is a person with a pencil; the simulated cycler is another program.
final class ScriptedBts implements AutoCloseable {
    private static final Pattern COMMAND = Pattern.compile("<cmd>(\\w+)</cmd>");
    private static final Pattern ADDRESS = Pattern
            .compile("<(\\w+) (?:ip=\"[^\"]*\" )?devtype=\"(\\d+)\" devid=\"(\\d+)\" subdevid=\"(\\d+)\" chlid=\"(\\d+)\"([^>]*)>([^<]*)");
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+) ?= ?\"([^\"]*)\"");

    /// What happens instead of an answer.
    interface Fault {
        void answer(byte[] reply, OutputStream out, Socket socket) throws IOException;

        static Fault cutAfter(int bytes) {
            return (reply, out, socket) -> {
                out.write(reply, 0, Math.min(bytes, reply.length));
                out.flush();
                socket.close();
            };
        }

        static Fault say(String bytes) {
            return (reply, out, socket) -> out.write(bytes.getBytes(StandardCharsets.UTF_8));
        }

        static Fault silence() {
            return (reply, out, socket) -> {};
        }
    }

    static final class Channel {
        final String key;
        String state = "finish";
        String barcode = "";
        double currentAmpere;
        double voltageVolt = 1.2;
        long logCode;
        final TreeMap<Long, ScriptedTest> tests = new TreeMap<>();
        /// What was to be done, as the start request had it.
        String stepFile = "";

        Channel(String key) {
            this.key = key;
        }

        long newest() {
            return tests.isEmpty() ? 0 : tests.lastKey();
        }
    }

    final Map<String, Channel> channels = new TreeMap<>();
    final List<String> frames = new ArrayList<>();
    private final Map<String, Deque<Fault>> faults = new HashMap<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ServerSocket server;
    volatile String strictPassword;
    volatile boolean typos = true;
    volatile boolean unitQuirk;
    volatile boolean refusesStarts;
    volatile boolean startsNothing;
    volatile int connections;
    long nextTest = 100;

    ScriptedBts(String... keys) throws IOException {
        for (String key : keys) {
            channels.put(key, new Channel(key));
        }
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    synchronized Channel channel(String key) {
        return channels.get(key);
    }

    /// The next answer to this command goes wrong.
    synchronized void once(String command, Fault fault) {
        faults.computeIfAbsent(command, c -> new ArrayDeque<>()).add(fault);
    }

    synchronized List<String> frames() {
        return List.copyOf(frames);
    }

    /// Every connection is cut, as by a restart of the client program.
    void cutAll() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                connections++;
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket; InputStream in = socket.getInputStream(); OutputStream out = socket.getOutputStream()) {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                frame.write(b);
                if (b == '\n' && frame.toString(StandardCharsets.UTF_8).endsWith("#\r\n")) {
                    String request = frame.toString(StandardCharsets.UTF_8);
                    frame.reset();
                    answer(request, out, socket);
                }
            }
        } catch (IOException e) {
            // The other side is gone, or a fault closed it.
        } finally {
            sockets.remove(socket);
        }
    }

    private void answer(String request, OutputStream out, Socket socket) throws IOException {
        byte[] reply;
        Fault fault;
        synchronized (this) {
            frames.add(request);
            String command = group(COMMAND, request);
            reply = reply(command, request).getBytes(StandardCharsets.UTF_8);
            Deque<Fault> queue = faults.getOrDefault(command, new ArrayDeque<>());
            fault = queue.poll();
        }
        if (fault == null) {
            out.write(reply);
        } else {
            fault.answer(reply, out, socket);
        }
        out.flush();
    }

    private String reply(String command, String request) {
        List<String> lines = new ArrayList<>();
        String name = typos ? command.replaceFirst("^download(?!Step)", "donwload") : command;
        lines.add("  <cmd>" + name + "_resp</cmd>");
        switch (command) {
            case "connect" -> {
                boolean right = strictPassword == null || request.contains("<password>" + strictPassword + "</password>");
                lines.add("  <result>" + (right ? "ok" : "false") + "</result>");
            }
            case "getdevinfo" -> inventory(lines);
            case "download" -> records(lines, request);
            case "downloadStepLayer" -> rows(lines, request, "downloadStepLayer", "",
                    test -> test.stepRows.stream().map(row -> "    <data " + row + " />").toList());
            case "downloadlog" -> rows(lines, request, "download", " log_lever=\"0\"",
                    test -> test.logRows.stream().map(row -> "    <data " + row + " />").toList());
            default -> items(lines, command, request);
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<bts version=\"1.0\">\r\n" + String.join("\r\n", lines)
                + "\r\n</bts>\n\n#\r\n";
    }

    private void inventory(List<String> lines) {
        if (!typos) {
            lines.add("  <client version=\"BTS Client 8.0.1.0(2025.03.01)(R1)\" />");
        }
        lines.add("  <serverip count=\"1\">");
        lines.add(typos
                ? "    <server ip=\"127.0.0.1\" port=\"3306\" />"
                : "    <server ip=\"127.0.0.1\" port=\"3306\" version=\"1\" devCount=\"1\"><dev ip=\"127.0.0.1\" devid=\"7\" zwjVersion=\"1\""
                        + " xwjCount=\"1\"><xwj id=\"1\" xwjVersion=\"1\" xwjGuid=\"x\" /></dev></server>");
        lines.add("  </serverip>");
        lines.add("  <middle count=\"1\">");
        for (Channel channel : channels.values()) {
            String[] part = channel.key.split("-");
            lines.add("    <channel ip=\"127.0.0.1\" devtype=\"" + part[0] + "\" devid=\"" + part[1] + "\" subdevid=\"" + part[2]
                    + "\" Channelid=\"" + part[3] + "\">" + channel.state.equals("finish") + "</channel>");
        }
        lines.add("</middle>");
    }

    private void items(List<String> lines, String command, String request) {
        List<String> items = new ArrayList<>();
        Matcher item = ADDRESS.matcher(request);
        while (item.find()) {
            String key = item.group(2) + "-" + item.group(3) + "-" + item.group(4) + "-" + item.group(5);
            String unit = unitQuirk ? "1" : item.group(4);
            String brief = "devtype=\"" + item.group(2) + "\" devid=\"" + item.group(3) + "\" subdevid=\"" + unit + "\" chlid=\""
                    + item.group(5) + "\"";
            String full = "ip=\"127.0.0.1\" " + brief;
            Channel channel = channels.get(key);
            items.add(switch (command) {
                case "inquire" -> latest(channel);
                case "getchlstatus" -> "<status " + full + " reservepause=\"1\">" + channel.state + "</status>";
                case "inquiredf" -> count(channel, brief, attributes(item.group(6)));
                case "start" -> "<start " + full + ">" + (start(channel, attributes(item.group(6)), item.group(7)) ? "ok" : "false")
                        + "</start>";
                case "stop" -> "<stop " + full + ">" + (stop(channel) ? "ok" : "false") + "</stop>";
                case "setpause" -> "<setpause " + full + ">" + (turn(channel, "working", "pause") ? "ok" : "false") + "</setpause>";
                case "continue" -> "<continue " + full + ">" + (turn(channel, "pause", "working") ? "ok" : "false") + "</continue>";
                case "clearflag" -> "<clearflag " + full + ">" + (channel.state.equals("protect") ? "ok" : "false") + "</clearflag>";
                default -> throw new IllegalStateException(command);
            });
        }
        // Real answers state a count that is not theirs.
        lines.add("  <list count=\"1\">");
        items.forEach(text -> lines.add("    " + text));
        lines.add("  </list>");
    }

    private static String latest(Channel channel) {
        boolean idle = channel.state.equals("finish") || channel.state.equals("stop");
        return "<inquire dev=\"" + channel.key + "-0\" cycle_id=\"1\"" + (idle ? " step_type=\"--\"" : " step_id=\"2\" step_type=\"dc\"")
                + " workstatus=\"" + channel.state + "\" barcode=\"" + channel.barcode + "\" current=\""
                + ScriptedTest.print(idle || channel.state.equals("pause") ? 0 : channel.currentAmpere) + "\" voltage=\""
                + ScriptedTest.print(channel.voltageVolt)
                + "\" capacity=\"0\" energy=\"0\" totaltime=\"0\" relativetime=\"0\" open_or_close=\"0\" log_code=\"" + channel.logCode
                + "\" />";
    }

    private static String count(Channel channel, String brief, Map<String, String> attributes) {
        long asked = Long.parseLong(attributes.get("testid"));
        long number = asked == 0 ? channel.newest() : asked;
        ScriptedTest test = channel.tests.get(number);
        return "<chl " + brief + " testid=\"" + number + "\" count=\"" + (test == null ? 0 : test.count()) + "\">"
                + (test != null && test.complete) + "</chl>";
    }

    private boolean start(Channel channel, Map<String, String> attributes, String stepFile) {
        if (refusesStarts || channel.state.equals("working")) {
            return false;
        }
        if (!startsNothing) {
            channel.tests.put(nextTest++, new ScriptedTest(java.time.LocalDateTime.of(2030, 1, 2, 3, 4, 5), java.time.ZoneOffset.UTC, 1));
            channel.state = "working";
            channel.barcode = attributes.get("barcode");
            channel.stepFile = stepFile;
        }
        return true;
    }

    private static boolean turn(Channel channel, String from, String to) {
        boolean turns = channel.state.equals(from);
        channel.state = turns ? to : channel.state;
        return turns;
    }

    private boolean stop(Channel channel) {
        if (!channel.state.equals("working")) {
            return false;
        }
        channel.state = "stop";
        channel.tests.lastEntry().getValue().complete = true;
        return true;
    }

    private void records(List<String> lines, String request) {
        Map<String, String> asked = attributes(request.substring(request.indexOf("<download ")));
        long from = Math.max(1, Long.parseLong(asked.get("startpos")));
        int most = Math.min(1000, Integer.parseInt(asked.get("count")));
        rows(lines, request, "download", " startpos=\"" + asked.get("startpos") + "\" count=\"" + asked.get("count") + "\" auxid=\"0\"",
                test -> test.rows.stream().filter(row -> row.seq() >= from).limit(most)
                        .map(row -> "    <data " + row.attributes() + " />").toList());
    }

    private void rows(List<String> lines, String request, String element, String echo,
            java.util.function.Function<ScriptedTest, List<String>> of) {
        Matcher item = ADDRESS.matcher(request);
        if (!item.find()) {
            throw new IllegalStateException(request);
        }
        Channel channel = channels.get(item.group(2) + "-" + item.group(3) + "-" + item.group(4) + "-" + item.group(5));
        long asked = Long.parseLong(attributes(item.group(6)).get("testid"));
        long number = asked == 0 ? channel.newest() : asked;
        lines.add("  <" + element + " devtype=\"" + item.group(2) + "\" devid=\"" + item.group(3) + "\" subdevid=\"" + item.group(4)
                + "\" chlid=\"" + item.group(5) + "\" testid=\"" + number + "\"" + echo + " />");
        ScriptedTest test = channel.tests.get(number);
        List<String> rows = test == null ? List.of() : of.apply(test);
        if (rows.isEmpty()) {
            lines.add("  <list count=\"0\" />");
            return;
        }
        lines.add("  <list count=\"" + rows.size() + "\">");
        lines.addAll(rows);
        lines.add("  </list>");
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new HashMap<>();
        Matcher matcher = ATTRIBUTE.matcher(text);
        while (matcher.find()) {
            attributes.putIfAbsent(matcher.group(1), matcher.group(2));
        }
        return attributes;
    }

    private static String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException(text);
        }
        return matcher.group(1);
    }

    @Override
    public void close() throws IOException {
        server.close();
        cutAll();
    }
}
