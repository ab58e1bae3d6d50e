package coulombus.fleetapi.access;

/// What a route asks for. Every route names one.
public enum Scope {
    /// See everything.
    READ("see the fleet"),
    /// Stop what runs on a channel. Everybody who is logged in has it: who sees smoke needs no role.
    STOP("stop a test"),
    /// Submit, start, cancel and extend experiments of one's own group.
    EXPERIMENT("submit and run experiments"),
    /// Register, mount and unmount cells, lock and unlock a channel, lift a quarantine together with somebody else.
    BENCH("work at the bench"),
    /// Acknowledge, resolve and silence alerts.
    ALERT("take alerts"),
    /// See who changed what.
    AUDIT("read the audit"),
    /// Order the queue, close channels, keep them for somebody, clear trips.
    PLAN("plan the channels"),
    /// Describe the facility.
    FACILITY("describe the facility");

    private final String words;

    Scope(String words) {
        this.words = words;
    }

    /// What it lets one do, in words.
    public String words() {
        return words;
    }
}
