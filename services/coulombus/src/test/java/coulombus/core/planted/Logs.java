package coulombus.core.planted;

import org.slf4j.LoggerFactory;

/// Breaks: core is plain Java.
public final class Logs {
    void says() {
        LoggerFactory.getLogger("planted").info("something");
    }
}
