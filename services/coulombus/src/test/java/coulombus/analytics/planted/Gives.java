package coulombus.analytics.planted;

/// Breaks what only the command line may do, and what nobody may.
public final class Gives {
    /// Breaks: only the command line ends the process.
    public static final class Up {
        void now() {
            System.exit(1);
        }
    }

    /// Breaks: only the command line writes to the terminal.
    public static final class Word {
        void now() {
            System.out.println("here I am");
        }
    }

    /// Breaks: nobody sleeps.
    public static final class Time {
        void now() throws InterruptedException {
            Thread.sleep(1);
        }
    }
}
