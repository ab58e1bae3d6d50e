package coulombus.drivers.bts.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A client of the machine's protocol for tests: bytes in, bytes out.
final class BtsClient implements AutoCloseable {
    private static final Pattern ATTRIBUTE = Pattern.compile("([\\w]+)=\"([^\"]*)\"");

    private final Socket socket;

    BtsClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
    }

    static String address(String channel) {
        String[] parts = channel.split("-");
        return "devtype=\"27\" devid=\"" + parts[0] + "\" subdevid=\"" + parts[1] + "\" chlid=\"" + parts[2] + "\"";
    }

    static String address(String channel, boolean withIp) {
        return (withIp ? "ip=\"127.0.0.1\" " : "") + address(channel);
    }

    /// The whole reply with its terminator.
    String ask(String body) throws IOException {
        send("<?xml version=\"1.0\" encoding=\"UTF-8\" ?><bts version=\"1.0\">" + body + "</bts>\n\n#\r\n");
        return receive();
    }

    void send(String raw) throws IOException {
        socket.getOutputStream().write(raw.getBytes(StandardCharsets.UTF_8));
    }

    String receive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        int before = 0;
        int last = 0;
        while (true) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("the machine hung up after " + bytes.size() + " bytes");
            }
            bytes.write(b);
            if (before == '#' && last == '\r' && b == '\n') {
                return bytes.toString(StandardCharsets.UTF_8);
            }
            before = last;
            last = b;
        }
    }

    /// True where nothing comes for a moment.
    boolean isSilent() throws IOException {
        socket.setSoTimeout(300);
        try {
            socket.getInputStream().read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(20_000);
        }
    }

    boolean isHungUp() throws IOException {
        return socket.getInputStream().read() < 0;
    }

    String start(String channel, String barcode, String path) throws IOException {
        return ask("<cmd>start</cmd><list count = \"1\"><start " + address(channel, true) + " barcode=\"" + barcode + "\">" + path
                + "</start><backup backupdir=\"C:\\backup\" remotedir=\"\" filenametype=\"1\" customfilename=\"\" addtimewhenrepeat=\"0\""
                + " createdirbydate=\"0\" filetype=\"0\" backupontime=\"1\" backupontimeinterval=\"1\" backupfree=\"0\" /></list>\"");
    }

    /// Attributes of the newest values.
    Map<String, String> inquire(String channel) throws IOException {
        return items(ask("<cmd>inquire</cmd><list count=\"1\"><inquire " + address(channel, true)
                + " aux=\"0\" barcode=\"1\">true</inquire></list>"), "inquire").get(0);
    }

    List<Map<String, String>> download(String channel, long testId, int start, int count) throws IOException {
        return items(ask("<cmd>download</cmd><download " + address(channel) + " auxid=\"0\" testid=\"" + testId + "\" startpos=\"" + start
                + "\" count=\"" + count + "\"/>"), "data");
    }

    List<Map<String, String>> steps(String channel) throws IOException {
        return items(ask("<cmd>downloadStepLayer</cmd><downloadStepLayer " + address(channel) + " />"), "data");
    }

    /// Attributes of every element of a name.
    static List<Map<String, String>> items(String reply, String name) {
        List<Map<String, String>> found = new ArrayList<>();
        for (String line : reply.split("\r\n")) {
            if (line.strip().startsWith("<" + name + " ")) {
                Map<String, String> attributes = new LinkedHashMap<>();
                Matcher matcher = ATTRIBUTE.matcher(line);
                while (matcher.find()) {
                    attributes.put(matcher.group(1), matcher.group(2));
                }
                found.add(attributes);
            }
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
