package coulombus.app;

import picocli.CommandLine.Option;

import coulombus.drivers.bts.simulator.wire.WireOptions;

/// How the simulated cycler behaves where real ones differ, or nobody knows what they do.
final class WireOptionsOnCommandLine {
    @Option(names = "--firmware", paramLabel = "2024|2025", description = "Whose spelling and extra elements the replies have. Default: ${DEFAULT-VALUE}.")
    private String firmware = "2024";

    @Option(names = "--strict-login", description = "Refuse unknown credentials and hang up.")
    private boolean strictLogin;

    @Option(names = "--login-for-writes", description = "Refuse start, stop and the like without a login on the connection.")
    private boolean loginForWrites;

    @Option(names = "--silent-on-unknown", description = "No reply to unknown commands, instead of false.")
    private boolean silentOnUnknown;

    @Option(names = "--close-on-malformed", description = "Hang up on a request that is no XML, instead of no reply.")
    private boolean closeOnMalformed;

    @Option(names = "--one-subdevid", description = "getchlstatus answers sub-device 1 for all.")
    private boolean oneSubdevid;

    @Option(names = "--zero-is-unset", description = "A limit of 0 in a step file counts as none.")
    private boolean zeroIsUnset;

    @Option(names = "--database-lag", paramLabel = "SECONDS", description = "How much later records can be downloaded than measured, in the cycler's time. Default: ${DEFAULT-VALUE}.")
    private double databaseLagSecond;

    @Option(names = "--latency", paramLabel = "MS", description = "Before each reply. Default: ${DEFAULT-VALUE}.")
    private int latencyMillis;

    @Option(names = "--busy-every", paramLabel = "N", description = "Every N-th reply comes late; 0 for none. Default: ${DEFAULT-VALUE}.")
    private int busyEvery;

    @Option(names = "--busy-for", paramLabel = "MS", description = "How late. Default: ${DEFAULT-VALUE}.")
    private int busyMillis = 5000;

    WireOptions options() {
        WireOptions.Firmware build = switch (firmware) {
            case "2024" -> WireOptions.Firmware.Y2024;
            case "2025" -> WireOptions.Firmware.Y2025;
            default -> throw new IllegalArgumentException("--firmware must be 2024 or 2025; was '" + firmware + "'");
        };
        return new WireOptions(build, strictLogin, loginForWrites, silentOnUnknown, closeOnMalformed, oneSubdevid, zeroIsUnset,
                databaseLagSecond, latencyMillis, busyEvery, busyMillis);
    }
}
