package coulombus.analytics.planted;

import coulombus.app.planted.Command;

/// Breaks: nobody imports the command line.
public final class CallsTheCommandLine {
    Command command;
}
