package coulombus.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.awaitility.Awaitility.await;

/// A channel agent in a process of its own, which can be killed.
final class AgentProcess implements AutoCloseable {
    private static final Pattern MANAGEMENT = Pattern.compile("running; health and metrics on (http://\\S+)");

    private final Process process;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();
    private String management;

    private AgentProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// @param before words before the command line of Java
    static AgentProcess start(Path config, List<String> before) throws IOException {
        Path log = Files.createTempFile(config.toAbsolutePath().getParent(), "agent-", ".log");
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx256m", "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), "coulombus.app.Main", "service", "channel-agent", "--config",
                config.toString()));
        return new AgentProcess(
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
    }

    static AgentProcess start(Path config) throws IOException {
        return start(config, List.of());
    }

    /// Waits until it says that it runs.
    AgentProcess awaitRunning() {
        await().atMost(TestFleet.PATIENCE).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("the agent ended: " + log());
            }
            Matcher said = MANAGEMENT.matcher(log());
            if (said.find()) {
                management = said.group(1);
            }
            return management != null;
        });
        return this;
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    long pid() {
        return process.pid();
    }

    /// A meter, summed over its labels; one that is not there fails, for it would be 0 for ever.
    double meter(String name) throws IOException, InterruptedException {
        String metrics = get("/metrics");
        return metrics.lines().filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).reduce(Double::sum)
                .orElseThrow(() -> new AssertionError("there is no meter " + name + " in " + metrics));
    }

    String get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(management + path)).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    /// SIGKILL: it has no last word.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
        http.close();
    }
}
