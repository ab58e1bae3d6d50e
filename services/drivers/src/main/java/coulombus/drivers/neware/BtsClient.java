package coulombus.drivers.neware;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLStreamException;

/// The commands of a BTS Client. Connects and logs in where there is no connection; every answer is checked against its question: the
/// command, the number of items, the channels.
///
/// One thread owns it.
final class BtsClient {
    private final NewareSettings settings;
    private final BtsConnection connection;
    private boolean closed;

    BtsClient(NewareSettings settings, String name) {
        this.settings = settings;
        this.connection = new BtsConnection(settings, name);
    }

    /// The cycler and its address, for sentences.
    String name() {
        return connection.name();
    }

    /// Connects and logs in, where that was not done yet.
    void connect() throws IOException {
        if (closed) {
            throw new IOException(name() + ": the driver is closed");
        }
        if (connection.isOpen()) {
            return;
        }
        connection.open();
        if (settings.username().isEmpty()) {
            return;
        }
        BtsElement reply = exchange(BtsRequest.connect(settings.username(), settings.password()));
        String result = reply.find("result").map(BtsElement::text).orElse("");
        if (!result.equalsIgnoreCase("ok")) {
            connection.close();
            throw new IOException(name() + ": the login of user " + settings.username() + " was refused; check username and password");
        }
    }

    Inventory inventory() throws IOException {
        BtsElement reply = ask(BtsRequest.inventory());
        Map<String, ChannelAddress> channels = new LinkedHashMap<>();
        for (BtsElement item : reply.find("middle").map(middle -> middle.all("channel")).orElse(List.of())) {
            ChannelAddress channel = new ChannelAddress(item.text("ip"), (int) item.whole("devtype", -1), (int) item.whole("devid", -1),
                    (int) item.whole("subdevid", -1), (int) item.whole("Channelid", item.whole("chlid", -1)));
            ChannelAddress before = channels.putIfAbsent(channel.key(), channel);
            if (before != null && !before.equals(channel)) {
                throw refuse("lists the channel " + channel.position() + " on two servers, " + before.ip() + " and " + channel.ip());
            }
        }
        if (channels.isEmpty()) {
            throw refuse("lists no channel; is the BTS server program running?");
        }
        String client = reply.find("client").map(item -> item.text("version")).orElse("");
        return new Inventory(client, List.copyOf(channels.values()));
    }

    /// The latest values of channels, in the order asked for.
    List<Latest> latest(List<ChannelAddress> channels) throws IOException {
        return items(ask(BtsRequest.latest(channels)), "inquire", channels).stream().map(Latest::of).toList();
    }

    /// The states of channels in the vendor's words, in the order asked for.
    List<String> states(List<ChannelAddress> channels) throws IOException {
        return items(ask(BtsRequest.states(channels)), "status", channels).stream().map(BtsElement::text).toList();
    }

    /// The newest test of each channel.
    List<TestCount> newest(List<ChannelAddress> channels) throws IOException {
        return counts(channels, Collections.nCopies(channels.size(), 0L));
    }

    /// @param tests number of the test for each channel, 0 for its newest; a channel may stand twice
    List<TestCount> counts(List<ChannelAddress> channels, List<Long> tests) throws IOException {
        return items(ask(BtsRequest.counts(channels, tests)), "chl", channels).stream().map(TestCount::of).toList();
    }

    /// Records of a test from a number on, as sent: there may be some twice, or in another order.
    List<DownloadedRecord> records(ChannelAddress channel, long test, long firstSeq, int count) throws IOException {
        BtsElement reply = ask(BtsRequest.records(channel, test, firstSeq, count));
        requireTest(reply, "download", channel, test);
        return rows(reply).stream().map(DownloadedRecord::of).toList();
    }

    List<StepRow> steps(ChannelAddress channel, long test) throws IOException {
        BtsElement reply = ask(BtsRequest.steps(channel, test));
        requireTest(reply, "downloadStepLayer", channel, test);
        return rows(reply).stream().map(StepRow::of).toList();
    }

    List<LogRow> log(ChannelAddress channel, long test) throws IOException {
        BtsElement reply = ask(BtsRequest.log(channel, test));
        requireTest(reply, "download", channel, test);
        return rows(reply).stream().map(LogRow::of).toList();
    }

    boolean start(ChannelAddress channel, String barcode, String stepFile) throws IOException {
        BtsElement reply = ask(BtsRequest.start(channel, barcode, stepFile, settings.backupFolder()));
        return isOk(items(reply, "start", List.of(channel)));
    }

    boolean stop(ChannelAddress channel) throws IOException {
        return isOk(items(ask(BtsRequest.stop(channel)), "stop", List.of(channel)));
    }

    boolean pause(ChannelAddress channel) throws IOException {
        return isOk(items(ask(BtsRequest.pause(channel)), "setpause", List.of(channel)));
    }

    boolean resume(ChannelAddress channel) throws IOException {
        return isOk(items(ask(BtsRequest.resume(channel)), "continue", List.of(channel)));
    }

    boolean clearFlag(ChannelAddress channel) throws IOException {
        return isOk(items(ask(BtsRequest.clearFlag(channel)), "clearflag", List.of(channel)));
    }

    void close() {
        closed = true;
        connection.close();
    }

    private static boolean isOk(List<BtsElement> items) {
        return items.getFirst().text().equalsIgnoreCase("ok");
    }

    private BtsElement ask(BtsRequest request) throws IOException {
        connect();
        return exchange(request);
    }

    private BtsElement exchange(BtsRequest request) throws IOException {
        String document = connection.ask(request);
        BtsElement reply;
        try {
            reply = BtsElement.parse(document);
        } catch (XMLStreamException e) {
            connection.close();
            String why = e.getMessage() == null ? "it is no XML" : e.getMessage().lines().reduce((a, b) -> a + " " + b).orElse("");
            throw new IOException(name() + ": the answer to " + request.command() + " cannot be read: " + why, e);
        }
        String command = reply.find("cmd").map(BtsElement::text).orElse("");
        if (!isAnswer(command, request.command())) {
            throw refuse("answers '" + command + "' to " + request.command());
        }
        return reply;
    }

    /// Some firmware spells `download` wrong.
    private static boolean isAnswer(String answered, String asked) {
        return answered.equalsIgnoreCase(asked + "_resp") || answered.equalsIgnoreCase(asked.replace("download", "donwload") + "_resp");
    }

    /// The items of an answer, matched by their order and checked against the channels asked for. The count that the list states is not
    /// believed.
    private List<BtsElement> items(BtsElement reply, String item, List<ChannelAddress> channels) throws IOException {
        List<BtsElement> items = reply.all(item);
        if (items.size() != channels.size()) {
            throw refuse("answers " + items.size() + " items '" + item + "' for " + channels.size() + " channels");
        }
        for (int i = 0; i < channels.size(); i++) {
            if (!channels.get(i).isNamedBy(items.get(i))) {
                throw refuse("answers for another channel in place " + (i + 1) + " of '" + item + "', where " + channels.get(i).key()
                        + " was asked for");
            }
        }
        return items;
    }

    private static List<BtsElement> rows(BtsElement reply) {
        List<BtsElement> rows = new ArrayList<>();
        reply.find("list").ifPresent(list -> rows.addAll(list.all("data")));
        return rows;
    }

    private void requireTest(BtsElement reply, String item, ChannelAddress channel, long test) throws IOException {
        BtsElement echo = reply.find(item).orElseThrow(() -> refuse("does not say to which channel its '" + item + "' belongs"));
        if (!channel.isNamedBy(echo) || echo.whole("testid", test) != test) {
            throw refuse("answers for test " + echo.text("testid") + " of another question, where test " + test + " of " + channel.key()
                    + " was asked for");
        }
    }

    /// An answer that does not fit its question: nothing that comes over this connection can be trusted.
    private IOException refuse(String what) {
        connection.close();
        return new IOException(name() + " " + what);
    }
}
