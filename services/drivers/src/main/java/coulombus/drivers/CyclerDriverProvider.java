package coulombus.drivers;

import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/// Makes drivers of one kind; found by [java.util.ServiceLoader].
public interface CyclerDriverProvider {
    /// The word in the configuration that chooses it, e.g. `neware-bts`.
    String name();

    /// [CyclerDriver#PORT_VERSION] it was written for.
    int portVersion();

    /// The device that settings lead to, in a word that is the same for all settings that reach it, whatever else they say: host and
    /// port as a rule. Of two agents with the same word only one may run.
    ///
    /// @throws IllegalArgumentException as [#open]
    default String deviceOf(Map<String, String> settings) {
        return new TreeMap<>(settings).toString();
    }

    /// Makes a driver; does not connect yet.
    ///
    /// @param cyclerName name of the cycler in the facility, first part of its channels' ids
    /// @param control    true where tests may be started and stopped, false to observe only
    /// @param settings   the driver's own settings by name, as the configuration file has them
    /// @param clock      wall clock, for time zones and showing
    /// @throws IllegalArgumentException where a setting is unknown or wrong, with its name, what it must be and what it was
    CyclerDriver open(String cyclerName, boolean control, Map<String, String> settings, InstantSource clock);
}
