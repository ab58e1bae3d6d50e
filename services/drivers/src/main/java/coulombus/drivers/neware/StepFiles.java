package coulombus.drivers.neware;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.UUID;

import coulombus.drivers.StartOrder;
import coulombus.formats.protocol.NewareStepFile;

/// Puts step files where the BTS Client can open them.
final class StepFiles {
    private static final int LONGEST_NAME = 80;

    private final NewareSettings.StepFileFolder folder;
    private final ZoneId zone;

    StepFiles(NewareSettings.StepFileFolder folder, ZoneId zone) {
        this.folder = folder;
        this.zone = zone;
    }

    /// Writes the protocol of an order, whole or not at all, and answers the path as the BTS Client sees it. A channel has its own file
    /// for each label, so that no running test's file is touched.
    ///
    /// @throws coulombus.formats.protocol.UnsupportedProtocolException where a step file cannot say it
    String write(ChannelAddress channel, StartOrder order, Instant now) throws IOException {
        UUID guid = UUID.nameUUIDFromBytes((channel.key() + " " + order.label()).getBytes(StandardCharsets.UTF_8));
        NewareStepFile file = NewareStepFile.write(order.protocol(),
                new NewareStepFile.Header("coulombus", guid, LocalDateTime.ofInstant(now, zone).withNano(0)));
        String name = name(order.label()) + "_" + channel.position() + ".xml";
        Path target = folder.here().resolve(name);
        Path fresh = folder.here().resolve(name + ".part");
        try {
            Files.createDirectories(folder.here());
            Files.writeString(fresh, file.xml(), StandardCharsets.UTF_8);
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IOException("step file " + target + " cannot be written: " + e, e);
        }
        return folder.onCycler(name);
    }

    /// Letters that every file system and the request can carry.
    private static String name(String label) {
        String plain = label.replaceAll("[^A-Za-z0-9._-]", "_");
        return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) : plain;
    }
}
