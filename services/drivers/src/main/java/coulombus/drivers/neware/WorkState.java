package coulombus.drivers.neware;

import java.util.Locale;
import java.util.Optional;

import coulombus.drivers.DeviceState;
import coulombus.drivers.DeviceState.JobEnd;

/// The vendor's words for what a channel does. A word that is not listed starts nothing.
enum WorkState {
    WORKING, STOP, FINISH, PROTECT, PAUSE,
    /// The channel does not exist or is not valid.
    ABSENT,
    /// Waits for others in a synchronous group, or for a start that was ordered.
    SYNC_CTRL, WAIT_START, WAIT_TIME_OUT,
    /// Its lamp is lit; spelt wrong by the device.
    LIGHT, OTHER;

    static WorkState of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "working" -> WORKING;
            case "stop" -> STOP;
            case "finish" -> FINISH;
            case "protect" -> PROTECT;
            case "pause" -> PAUSE;
            case "false" -> ABSENT;
            case "synctrl" -> SYNC_CTRL;
            case "waitstart" -> WAIT_START;
            case "waittimeout" -> WAIT_TIME_OUT;
            case "ligth", "light" -> LIGHT;
            default -> OTHER;
        };
    }

    /// @param everRan false where the channel never had a test: nothing ended there
    static DeviceState of(Latest latest, boolean everRan) {
        String word = latest.workState();
        return switch (of(word)) {
            case WORKING -> new DeviceState.Running();
            case PAUSE -> new DeviceState.Paused();
            case STOP -> new DeviceState.Idle(everRan ? Optional.of(JobEnd.STOPPED) : Optional.empty());
            case FINISH -> new DeviceState.Idle(everRan ? Optional.of(JobEnd.COMPLETED) : Optional.empty());
            case PROTECT -> new DeviceState.Protected("protect"
                    + (LogCode.isOrdinary(latest.logCode()) ? "" : ": " + LogCode.words(latest.logCode())));
            case ABSENT -> new DeviceState.Unclear("false: the device does not know the channel");
            case SYNC_CTRL -> new DeviceState.Unclear(word + ": controlled together with other channels");
            case WAIT_START, WAIT_TIME_OUT -> new DeviceState.Unclear(word + ": waits");
            case LIGHT -> new DeviceState.Unclear(word + ": its lamp is lit, which hides its state");
            case OTHER -> new DeviceState.Unclear(word.isEmpty() ? "the device tells no state" : word);
        };
    }
}
