package coulombus.drivers.neware;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import coulombus.core.cell.Source;

/// How to reach a BTS Client and what to make of it.
///
/// @param host             name or address of the PC with the BTS Client
/// @param port             1 to 65535, 502 as delivered
/// @param username         of the BTS Client; empty to send no login at all
/// @param password         of the BTS Client; never shown
/// @param zone             time zone of the PC's clock, in which the records are dated
/// @param answerSecond     after which an answer is given up, 30 s or more: the maker's own limit; a simulated cycler may have less
/// @param pauseSecond      least time between a reply and the next request, 0 or more, in s
/// @param pageSize         records asked for at once, 2 to 1000
/// @param mostReplyBytes   a larger reply is refused
/// @param confirmSecond    how long a start is waited for to show, greater than 0, in s
/// @param stepFiles        where step files are put; empty where tests are not started
/// @param backupFolder     folder on the PC for the vendor's own files, empty for none
/// @param source           real or simulated
/// @param checksClock      true where dates of records are compared with this computer's clock: not where simulated time runs faster
/// @param range            what every channel can do, as far as the facility states it: the interface does not tell
record NewareSettings(String host, int port, String username, String password, ZoneId zone, double answerSecond, double pauseSecond,
        int pageSize, int mostReplyBytes, double confirmSecond, Optional<StepFileFolder> stepFiles, String backupFolder, Source source,
        boolean checksClock, Range range) {
    static final int MOST_RECORDS = 1000;
    static final double LEAST_ANSWER_SECOND = 30;

    private static final Set<String> NAMES = new TreeSet<>(Set.of("host", "port", "username", "password", "zone", "answerSecond",
            "pauseSecond", "pageSize", "mostReplyMegabytes", "confirmSecond", "stepFileFolder", "stepFileFolderOnCycler",
            "backupFolderOnCycler", "source", "checkClock", "minVoltageVolt", "maxVoltageVolt", "maxCurrentAmpere"));

    /// The folder of step files as both sides see it.
    ///
    /// @param here     as this program sees it
    /// @param onCycler the same folder as the BTS Client sees it, e.g. `C:\coulombus` or `\\server\share`
    record StepFileFolder(Path here, String onCycler) {
        StepFileFolder {
            Objects.requireNonNull(here, "here");
            require(!onCycler.isBlank(), "stepFileFolderOnCycler", "be the folder as the BTS Client sees it", onCycler);
        }

        /// A file's path on the cycler's side.
        String onCycler(String file) {
            char separator = onCycler.startsWith("/") ? '/' : '\\';
            return onCycler.endsWith("/") || onCycler.endsWith("\\") ? onCycler + file : onCycler + separator + file;
        }
    }

    /// What a channel can do; NaN where not stated.
    ///
    /// @param minVoltageVolt   lowest voltage, in V
    /// @param maxVoltageVolt   highest voltage, in V
    /// @param maxCurrentAmpere largest current in either direction, in A
    record Range(double minVoltageVolt, double maxVoltageVolt, double maxCurrentAmpere) {
        Range {
            require(!(minVoltageVolt >= maxVoltageVolt), "minVoltageVolt", "be less than maxVoltageVolt", minVoltageVolt);
            require(!(maxCurrentAmpere <= 0), "maxCurrentAmpere", "be greater than 0", maxCurrentAmpere);
        }
    }

    NewareSettings {
        require(!host.isBlank(), "host", "be the name or address of the PC with the BTS Client", host);
        require(port >= 1 && port <= 65535, "port", "be 1 to 65535", port);
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(source, "source");
        require(answerSecond >= (source == Source.SIMULATED ? 0.01 : LEAST_ANSWER_SECOND) && answerSecond <= 600, "answerSecond",
                "be 30 to 600 (the maker's limit; less only where simulated)", answerSecond);
        require(pauseSecond >= 0 && pauseSecond <= 60, "pauseSecond", "be 0 to 60", pauseSecond);
        require(pageSize >= 2 && pageSize <= MOST_RECORDS, "pageSize", "be 2 to " + MOST_RECORDS, pageSize);
        require(mostReplyBytes >= 1 << 20, "mostReplyMegabytes", "be 1 to 1000", mostReplyBytes >> 20);
        require(confirmSecond > 0 && confirmSecond <= 600, "confirmSecond", "be greater than 0 and at most 600", confirmSecond);
        Objects.requireNonNull(stepFiles, "stepFiles");
        Objects.requireNonNull(backupFolder, "backupFolder");
        Objects.requireNonNull(range, "range");
    }

    /// Reads the settings as a configuration file has them.
    ///
    /// @param control true where tests will be started: the folder of step files must be stated then
    /// @throws IllegalArgumentException where one is unknown, missing or wrong, with its name, what it must be and what it was
    static NewareSettings of(Map<String, String> stated, boolean control) {
        for (String name : new TreeMap<>(stated).keySet()) {
            if (!NAMES.contains(name)) {
                // Without its value: it may be a password under a misspelt name.
                throw new IllegalArgumentException(
                        name + ": must not be there; the settings of neware-bts are " + String.join(", ", NAMES));
            }
        }
        String folder = stated.getOrDefault("stepFileFolder", "");
        require(!control || !folder.isBlank(), "stepFileFolder",
                "be a folder that the PC with the BTS Client sees too, where tests are started", folder);
        Optional<StepFileFolder> stepFiles = folder.isBlank()
                ? Optional.empty()
                : Optional.of(new StepFileFolder(Path.of(folder), stated.getOrDefault("stepFileFolderOnCycler", "")));
        Source source = source(stated.getOrDefault("source", "CYCLER"));
        String check = stated.getOrDefault("checkClock", Boolean.toString(source != Source.SIMULATED));
        require(check.equals("true") || check.equals("false"), "checkClock", "be true or false", check);
        double megabytes = number(stated, "mostReplyMegabytes", 16);
        require(megabytes >= 1 && megabytes <= 1000, "mostReplyMegabytes", "be 1 to 1000", megabytes);
        return new NewareSettings(stated.getOrDefault("host", "127.0.0.1"), whole(stated, "port", 502),
                stated.getOrDefault("username", "admin"), stated.getOrDefault("password", "neware"), zone(stated.getOrDefault("zone", "")),
                number(stated, "answerSecond", LEAST_ANSWER_SECOND), number(stated, "pauseSecond", 0),
                whole(stated, "pageSize", MOST_RECORDS), (int) (megabytes * (1 << 20)), number(stated, "confirmSecond", 20), stepFiles,
                stated.getOrDefault("backupFolderOnCycler", ""), source, check.equals("true"),
                new Range(number(stated, "minVoltageVolt", Double.NaN), number(stated, "maxVoltageVolt", Double.NaN),
                        number(stated, "maxCurrentAmpere", Double.NaN)));
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(sentence("zone", "be the time zone of the cycler's PC, e.g. Europe/Berlin", text), e);
        }
    }

    private static Source source(String text) {
        try {
            return Source.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(sentence("source", "be CYCLER or SIMULATED", text), e);
        }
    }

    private static double number(Map<String, String> stated, String name, double other) {
        String text = stated.get(name);
        if (text == null) {
            return other;
        }
        try {
            double number = Double.parseDouble(text.strip());
            require(Double.isFinite(number), name, "be a number", text);
            return number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(sentence(name, "be a number", text), e);
        }
    }

    private static int whole(Map<String, String> stated, String name, int other) {
        double number = number(stated, name, other);
        require(number == (int) number, name, "be a whole number", stated.get(name));
        return (int) number;
    }

    private static void require(boolean holds, String name, String must, Object was) {
        if (!holds) {
            throw new IllegalArgumentException(sentence(name, must, was));
        }
    }

    private static String sentence(String name, String must, Object was) {
        return name + ": must " + must + "; was " + (was == null || was.toString().isEmpty() ? "empty" : was);
    }

    /// Everything but the password.
    @Override
    public String toString() {
        return "NewareSettings[" + host + ":" + port + ", username=" + username + ", password=***, zone=" + zone + ", answerSecond="
                + answerSecond + ", pauseSecond=" + pauseSecond + ", pageSize=" + pageSize + ", stepFiles=" + stepFiles + ", source="
                + source
                + "]";
    }
}
