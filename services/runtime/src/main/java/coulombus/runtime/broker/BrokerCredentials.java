package coulombus.runtime.broker;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

import coulombus.schemas.ServiceRole;

/// One user per service role and one for the broker itself, each with a generated password in a file that only the owner may read.
/// The file is made of client properties, so that Kafka's own tools take it as it is.
final class BrokerCredentials {
    /// The broker's own user, which only its own listeners ever need.
    static final String BROKER_USER = "broker";

    private static final int PASSWORD_BYTES = 24;
    private static final String JAAS = "sasl.jaas.config";
    private static final String PASSWORD = "password";
    private static final String MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    private final Map<ServiceRole, String> passwords;
    private final String brokerPassword;

    private BrokerCredentials(Map<ServiceRole, String> passwords, String brokerPassword) {
        this.passwords = passwords;
        this.brokerPassword = brokerPassword;
    }

    /// Reads the files of the folder and makes those that are missing. The broker's own password lives as long as its process.
    static BrokerCredentials in(Path folder) {
        try {
            PrivateFiles.createFolder(folder);
            Map<ServiceRole, String> passwords = new EnumMap<>(ServiceRole.class);
            for (ServiceRole role : ServiceRole.values()) {
                passwords.put(role, passwordOf(role, fileOf(folder, role)));
            }
            return new BrokerCredentials(passwords, generate());
        } catch (IOException e) {
            throw new BrokerStartException("the broker's credentials cannot be kept in " + folder + ": " + e, e);
        }
    }

    static Path fileOf(Path folder, ServiceRole role) {
        return folder.resolve(role.serviceName() + ".properties");
    }

    private static String passwordOf(ServiceRole role, Path file) throws IOException {
        if (Files.exists(file)) {
            PrivateFiles.restrictFile(file);
            Properties kept = new Properties();
            try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                kept.load(in);
            }
            String password = kept.getProperty(PASSWORD);
            if (password == null || password.isBlank()) {
                throw new BrokerStartException("the credentials file " + file + " holds no password; delete it to have a new one made");
            }
            return password;
        }
        String password = generate();
        StringBuilder text = new StringBuilder("# Access of " + role.serviceName() + " to the embedded broker. Keep it private.\n");
        text.append(PASSWORD).append('=').append(password).append('\n');
        clientProperties(role.serviceName(), password).forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        PrivateFiles.write(file, text.toString());
        return password;
    }

    private static String generate() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// What a client of this role needs beside the address.
    Map<String, String> clientProperties(ServiceRole role) {
        return clientProperties(role.serviceName(), passwords.get(role));
    }

    private static Map<String, String> clientProperties(String user, String password) {
        return Map.of("security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "PLAIN", JAAS,
                MODULE + " username=\"" + user + "\" password=\"" + password + "\";");
    }

    /// What a listener needs: every user it knows, and who the broker itself is when it calls its controller.
    String listenerJaas() {
        String users = passwords.entrySet().stream().map(e -> " user_" + e.getKey().serviceName() + "=\"" + e.getValue() + "\"")
                .collect(Collectors.joining());
        return MODULE + brokerLogin() + users + ";";
    }

    /// The controller's listener knows the broker alone.
    String controllerJaas() {
        return MODULE + brokerLogin() + ";";
    }

    private String brokerLogin() {
        return " username=\"" + BROKER_USER + "\" password=\"" + brokerPassword + "\" user_" + BROKER_USER + "=\"" + brokerPassword + "\"";
    }
}
