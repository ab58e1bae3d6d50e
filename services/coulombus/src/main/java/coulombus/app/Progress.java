package coulombus.app;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/// One line on a terminal that says how far long work is, at most four times a second; silent where nobody looks. The launcher sets
/// COULOMBUS_PROGRESS where standard error is a terminal.
final class Progress implements AutoCloseable {
    private static final long INTERVAL_NANOS = 250_000_000;
    private final PrintStream terminal;
    private final boolean watched;
    private final LongSupplier nanoTime;
    private final String what;
    private long next;
    private boolean shown;

    Progress(String what) {
        this(what, System.err, System.getenv("COULOMBUS_PROGRESS") != null, System::nanoTime);
    }

    Progress(String what, PrintStream terminal, boolean watched, LongSupplier nanoTime) {
        this.what = what;
        this.terminal = terminal;
        this.watched = watched;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong() + INTERVAL_NANOS;
    }

    void at(double fraction) {
        if (watched && nanoTime.getAsLong() - next >= 0) {
            terminal.printf(Locale.ROOT, "\r%s %3.0f %%", what, 100 * fraction);
            terminal.flush();
            next = nanoTime.getAsLong() + INTERVAL_NANOS;
            shown = true;
        }
    }

    @Override
    public void close() {
        if (shown) {
            terminal.printf("\r%s%s\r", " ".repeat(what.length()), "      ");
            terminal.flush();
        }
    }
}
