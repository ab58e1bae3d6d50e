package coulombus.drivers.neware;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;

import coulombus.drivers.CyclerDriver;
import coulombus.drivers.CyclerDriverProvider;

/// Makes drivers for Neware BTS 8. Its settings stand in `docs/reference/neware-bts.md`.
public final class NewareDriverProvider implements CyclerDriverProvider {
    @Override
    public String name() {
        return "neware-bts";
    }

    @Override
    public int portVersion() {
        return CyclerDriver.PORT_VERSION;
    }

    @Override
    public String deviceOf(Map<String, String> settings) {
        NewareSettings known = NewareSettings.of(settings, false);
        String host = known.host().toLowerCase(Locale.ROOT);
        return (host.equals("localhost") ? "127.0.0.1" : host) + ":" + known.port();
    }

    @Override
    public CyclerDriver open(String cyclerName, boolean control, Map<String, String> settings, InstantSource clock) {
        return new NewareBtsDriver(cyclerName, control, NewareSettings.of(settings, control), clock);
    }
}
