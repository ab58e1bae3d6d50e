package coulombus.drivers.bts.simulator.wire;

import java.util.Objects;

/// Where real machines differ, or nobody knows what they do.
///
/// @param firmware           whose spelling and extra elements the replies have
/// @param strictLogin        a login with unknown words is refused and the connection closed
/// @param loginForWrites     start, stop and the like need a login on the connection
/// @param silentOnUnknown    an unknown command gets no reply, instead of `false`
/// @param closeOnMalformed   a request that is no XML ends the connection, instead of getting no reply
/// @param oneSubdevid        getchlstatus answers sub-device 1 for all
/// @param zeroIsUnset        a limit of 0 in a step file counts as none
/// @param databaseLagSecond  how much later records are in the database than measured, in s of test time, 0 or more
/// @param latencyMillis      before each reply, 0 or more
/// @param busyEvery          every so many replies the machine is busy; 0 for never
/// @param busyMillis         how long it is busy then
public record WireOptions(Firmware firmware, boolean strictLogin, boolean loginForWrites, boolean silentOnUnknown, boolean closeOnMalformed,
        boolean oneSubdevid, boolean zeroIsUnset, double databaseLagSecond, int latencyMillis, int busyEvery, int busyMillis) {
    public static final WireOptions DEFAULTS = new WireOptions(Firmware.Y2024, false, false, false, false, false, false, 0, 0, 0, 5000);

    public WireOptions {
        Objects.requireNonNull(firmware, "firmware");
        if (!(databaseLagSecond >= 0) || latencyMillis < 0 || busyEvery < 0 || busyMillis < 0) {
            throw new IllegalArgumentException("wire: lag, latency and busy times must be 0 or more; were " + databaseLagSecond + " s, "
                    + latencyMillis + " ms, every " + busyEvery + ", " + busyMillis + " ms");
        }
    }

    /// Builds of the machine's client that differ on the wire.
    public enum Firmware {
        /// Says `donwload_resp` and `donwloadlog_resp`.
        Y2024,
        /// Spells them right, and getdevinfo tells versions of client and devices.
        Y2025
    }

    public WireOptions with(Firmware other) {
        return new WireOptions(other, strictLogin, loginForWrites, silentOnUnknown, closeOnMalformed, oneSubdevid, zeroIsUnset,
                databaseLagSecond, latencyMillis, busyEvery, busyMillis);
    }

    public WireOptions withStrictLogin(boolean on) {
        return new WireOptions(firmware, on, loginForWrites, silentOnUnknown, closeOnMalformed, oneSubdevid, zeroIsUnset, databaseLagSecond,
                latencyMillis, busyEvery, busyMillis);
    }

    public WireOptions withLoginForWrites(boolean on) {
        return new WireOptions(firmware, strictLogin, on, silentOnUnknown, closeOnMalformed, oneSubdevid, zeroIsUnset, databaseLagSecond,
                latencyMillis, busyEvery, busyMillis);
    }

    public WireOptions withSilentOnUnknown(boolean on) {
        return new WireOptions(firmware, strictLogin, loginForWrites, on, closeOnMalformed, oneSubdevid, zeroIsUnset, databaseLagSecond,
                latencyMillis, busyEvery, busyMillis);
    }

    public WireOptions withCloseOnMalformed(boolean on) {
        return new WireOptions(firmware, strictLogin, loginForWrites, silentOnUnknown, on, oneSubdevid, zeroIsUnset, databaseLagSecond,
                latencyMillis, busyEvery, busyMillis);
    }

    public WireOptions withOneSubdevid(boolean on) {
        return new WireOptions(firmware, strictLogin, loginForWrites, silentOnUnknown, closeOnMalformed, on, zeroIsUnset, databaseLagSecond,
                latencyMillis, busyEvery, busyMillis);
    }

    public WireOptions withZeroIsUnset(boolean on) {
        return new WireOptions(firmware, strictLogin, loginForWrites, silentOnUnknown, closeOnMalformed, oneSubdevid, on, databaseLagSecond,
                latencyMillis, busyEvery, busyMillis);
    }

    public WireOptions withDatabaseLagSecond(double second) {
        return new WireOptions(firmware, strictLogin, loginForWrites, silentOnUnknown, closeOnMalformed, oneSubdevid, zeroIsUnset, second,
                latencyMillis, busyEvery, busyMillis);
    }

    public WireOptions withLatency(int millis, int everyReplies, int busyForMillis) {
        return new WireOptions(firmware, strictLogin, loginForWrites, silentOnUnknown, closeOnMalformed, oneSubdevid, zeroIsUnset,
                databaseLagSecond, millis, everyReplies, busyForMillis);
    }
}
