package coulombus.runtime.broker;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// The two loopback ports of a broker: asked for, or chosen free at the first start, and kept beside the data so that clients find
/// it again.
record BrokerPorts(int client, int controller) {
    static final String HOST = "127.0.0.1";

    /// @throws BrokerStartException where a port is in use or the file is damaged
    static BrokerPorts settle(BrokerSettings settings, Path file) {
        try {
            BrokerPorts kept = Files.exists(file) ? read(file) : new BrokerPorts(0, 0);
            int client = settings.port() != 0 ? settings.port() : kept.client;
            int controller = settings.controllerPort() != 0 ? settings.controllerPort() : kept.controller;
            BrokerPorts ports = free(client, controller, file);
            if (!ports.equals(kept)) {
                PrivateFiles.write(file, "client=" + ports.client + "\ncontroller=" + ports.controller + "\n");
            }
            return ports;
        } catch (IOException e) {
            throw new BrokerStartException("the broker's ports cannot be kept in " + file + ": " + e, e);
        }
    }

    private static BrokerPorts read(Path file) throws IOException {
        Properties kept = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            kept.load(in);
            return new BrokerPorts(Integer.parseInt(kept.getProperty("client")), Integer.parseInt(kept.getProperty("controller")));
        } catch (NumberFormatException e) {
            throw new BrokerStartException("the file " + file + " does not name the ports client and controller; delete it to choose anew",
                    e);
        }
    }

    private static BrokerPorts free(int client, int controller, Path file) throws IOException {
        // Both are held at once, so that two free ports are two different ones.
        try (ServerSocket first = bind(client, "clients", file); ServerSocket second = bind(controller, "the controller", file)) {
            return new BrokerPorts(first.getLocalPort(), second.getLocalPort());
        }
    }

    private static ServerSocket bind(int port, String purpose, Path file) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            // As the broker does it: a port that is only waiting for its last packets is free, except on Windows.
            socket.setReuseAddress(!System.getProperty("os.name").startsWith("Windows"));
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw new BrokerStartException("port " + port + " on " + HOST + ", the broker's port for " + purpose
                    + ", is in use by another program; stop that program, or set another port, or delete " + file + " to choose anew", e);
        }
    }
}
