package coulombus.loadtests.cycler;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import coulombus.loadtests.drain.BrokerProcess;
import coulombus.runtime.kafka.KafkaSettings;
import coulombus.schemas.ServiceRole;

/// Broker and simulated cycler, each in a process of its own, as the agent meets them.
final class Neighbours implements AutoCloseable {
    private final Path folder;
    private final Process cycler;
    private final int cyclerPort;
    private final int controlPort;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process broker;
    private String bootstrap;

    Neighbours(Path folder, int channels) throws IOException {
        this.folder = folder;
        cycler = java(CyclerProcess.class, folder.resolve("cycler").toString(), Integer.toString(channels));
        BufferedReader told = reader(cycler);
        cyclerPort = Integer.parseInt(told.readLine());
        controlPort = Integer.parseInt(told.readLine());
        startBroker();
    }

    void startBroker() throws IOException {
        broker = java(BrokerProcess.class, folder.resolve("kafka").toString());
        bootstrap = reader(broker).readLine();
    }

    void stopBroker() throws IOException, InterruptedException {
        broker.getOutputStream().close();
        broker.waitFor();
    }

    private static Process java(Class<?> main, String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    KafkaSettings kafka(ServiceRole role) throws IOException {
        Map<String, String> properties = new java.util.HashMap<>();
        java.util.Properties read = new java.util.Properties();
        try (var in = java.nio.file.Files.newBufferedReader(
                folder.resolve("kafka").resolve("credentials").resolve(role.serviceName() + ".properties"))) {
            read.load(in);
        }
        read.stringPropertyNames().stream().filter(name -> !name.equals("password"))
                .forEach(name -> properties.put(name, read.getProperty(name)));
        return new KafkaSettings(bootstrap, properties);
    }

    int cyclerPort() {
        return cyclerPort;
    }

    /// Asks the cycler's control.
    String control(String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + controlPort + path));
        return http.send((body == null ? request : request.POST(BodyPublishers.ofString(body))).build(), BodyHandlers.ofString()).body();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        cycler.getOutputStream().close();
        stopBroker();
        cycler.waitFor();
        http.close();
    }
}
