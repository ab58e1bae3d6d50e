package coulombus.drivers.bts.simulator.wire;

/// What the machine remembers of one connection. Belongs to the machine's thread.
final class Session {
    private boolean loggedIn;

    boolean isLoggedIn() {
        return loggedIn;
    }

    void logIn() {
        loggedIn = true;
    }
}
