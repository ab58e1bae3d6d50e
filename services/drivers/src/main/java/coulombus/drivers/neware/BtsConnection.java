package coulombus.drivers.neware;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/// One TCP connection to a BTS Client: a request, its reply, then the next. After any failure the connection is closed, because a reply
/// that comes late would be taken for the reply to another request; the next request needs a new one.
///
/// One thread owns it.
final class BtsConnection {
    private static final double LONGEST_CONNECT_SECOND = 10;
    /// How long the end of a frame is waited for when the document has ended: some servers send none.
    private static final int END_GRACE_MILLIS = 250;
    private static final byte[] END = "#\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DOCUMENT_END = "</bts>".getBytes(StandardCharsets.US_ASCII);

    private final NewareSettings settings;
    private final String name;
    private byte[] buffer = new byte[1 << 16];
    private Socket socket;
    private InputStream in;
    private long lastReplyNanos;

    /// @param name of the cycler, for sentences
    BtsConnection(NewareSettings settings, String name) {
        this.settings = settings;
        this.name = name + " at " + settings.host() + ":" + settings.port();
    }

    /// The cycler and its address, for sentences.
    String name() {
        return name;
    }

    boolean isOpen() {
        return socket != null;
    }

    void open() throws IOException {
        close();
        Socket fresh = new Socket();
        try {
            fresh.setTcpNoDelay(true);
            fresh.setKeepAlive(true);
            double second = Math.min(LONGEST_CONNECT_SECOND, settings.answerSecond());
            fresh.connect(new InetSocketAddress(settings.host(), settings.port()), (int) (second * 1000));
            in = fresh.getInputStream();
            socket = fresh;
            lastReplyNanos = System.nanoTime();
        } catch (IOException e) {
            fresh.close();
            throw new IOException(name + ": cannot connect: " + e.getMessage() + "; is the API mode of the BTS Client on?", e);
        }
    }

    /// Sends a request and answers its reply up to the end of the document.
    ///
    /// @throws IOException where the reply does not come in time, ends early, or is too large; the connection is closed then
    String ask(BtsRequest request) throws IOException {
        if (socket == null) {
            throw new IOException(name + ": not connected");
        }
        try {
            pause();
            requireSilence();
            socket.getOutputStream().write(request.frame().getBytes(StandardCharsets.UTF_8));
            String reply = receive(request.command());
            lastReplyNanos = System.nanoTime();
            return reply;
        } catch (InterruptedIOException e) {
            close();
            throw e;
        } catch (IOException e) {
            close();
            String message = e.getMessage();
            throw message != null && message.startsWith(name) ? e : new IOException(name + ": " + request.command() + ": " + message, e);
        }
    }

    private void pause() throws InterruptedIOException {
        long until = lastReplyNanos + (long) (settings.pauseSecond() * 1e9);
        for (long left = until - System.nanoTime(); settings.pauseSecond() > 0 && left > 0; left = until - System.nanoTime()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException(name + ": interrupted");
            }
            LockSupport.parkNanos(left);
        }
    }

    /// Bytes that nobody asked for are no reply. The end of a frame that came late is passed over.
    private void requireSilence() throws IOException {
        while (in.available() > 0) {
            int n = in.read(buffer, 0, Math.min(buffer.length, in.available()));
            if (n < 0) {
                throw failure("the connection was closed by the other side");
            }
            requireNoContent(0, n);
        }
    }

    private String receive(String command) throws IOException {
        long deadline = System.nanoTime() + (long) (settings.answerSecond() * 1e9);
        int size = 0;
        int seen = 0;
        while (true) {
            int end = indexOf(END, seen, size);
            if (end >= 0) {
                int behind = end + END.length;
                if (holdsContent(0, end)) {
                    requireNoContent(behind, size);
                    return document(command, end);
                }
                // The late end of a reply that was already taken.
                System.arraycopy(buffer, behind, buffer, 0, size - behind);
                size -= behind;
                seen = 0;
                continue;
            }
            seen = Math.max(0, size - END.length + 1);
            if (size == buffer.length) {
                grow(command);
            }
            boolean documentEnded = endsWithDocument(size);
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw noAnswer(command, size);
            }
            socket.setSoTimeout((int) Math.min(left, documentEnded ? END_GRACE_MILLIS : Integer.MAX_VALUE));
            try {
                int n = in.read(buffer, size, buffer.length - size);
                if (n < 0) {
                    throw failure(
                            "the connection was closed " + (size == 0 ? "without an answer" : size + " bytes into the answer") + " to "
                                    + command);
                }
                size += n;
            } catch (SocketTimeoutException e) {
                if (documentEnded) {
                    return document(command, size);
                }
                throw noAnswer(command, size);
            }
        }
    }

    private void grow(String command) throws IOException {
        if (buffer.length >= settings.mostReplyBytes()) {
            throw failure("the answer to " + command + " is larger than " + settings.mostReplyBytes() + " bytes");
        }
        buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, settings.mostReplyBytes()));
    }

    private String document(String command, int end) throws IOException {
        int last = lastIndexOfDocumentEnd(end);
        if (last < 0) {
            throw failure("the answer to " + command + " breaks off after " + end + " bytes: " + excerpt(end));
        }
        int from = 0;
        while (from < last && buffer[from] != '<') {
            from++;
        }
        return new String(buffer, from, last + DOCUMENT_END.length - from, StandardCharsets.UTF_8);
    }

    private String excerpt(int end) {
        int from = Math.max(0, end - 60);
        return "..." + new String(buffer, from, end - from, StandardCharsets.UTF_8).strip();
    }

    private IOException noAnswer(String command, int size) {
        return failure(String.format(java.util.Locale.ROOT, "no %sanswer to %s within %.0f s; the connection is closed",
                size == 0 ? "" : "complete ", command, settings.answerSecond()));
    }

    private IOException failure(String what) {
        return new IOException(name + ": " + what);
    }

    private void requireNoContent(int from, int to) throws IOException {
        if (holdsContent(from, to)) {
            throw failure("an answer came that nobody asked for; the connection is closed");
        }
    }

    private boolean holdsContent(int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] > ' ' && buffer[i] != '#') {
                return true;
            }
        }
        return false;
    }

    private boolean endsWithDocument(int size) {
        int end = size;
        while (end > 0 && buffer[end - 1] <= ' ' && buffer[end - 1] >= 0) {
            end--;
        }
        int from = end - DOCUMENT_END.length;
        return from >= 0 && Arrays.equals(buffer, from, end, DOCUMENT_END, 0, DOCUMENT_END.length);
    }

    private int indexOf(byte[] wanted, int from, int size) {
        for (int i = from; i + wanted.length <= size; i++) {
            if (Arrays.equals(buffer, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private int lastIndexOfDocumentEnd(int end) {
        for (int i = end - DOCUMENT_END.length; i >= 0; i--) {
            if (Arrays.equals(buffer, i, i + DOCUMENT_END.length, DOCUMENT_END, 0, DOCUMENT_END.length)) {
                return i;
            }
        }
        return -1;
    }

    void close() {
        Socket old = socket;
        socket = null;
        in = null;
        if (old != null) {
            try {
                old.close();
            } catch (IOException e) {
                // It is being given up; nothing more is sent or read over it.
            }
        }
    }
}
