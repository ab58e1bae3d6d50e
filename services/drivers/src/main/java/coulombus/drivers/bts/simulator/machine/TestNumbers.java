package coulombus.drivers.bts.simulator.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.TreeMap;

/// Numbers of tests, counted per device. With a file they go on after a restart of the process. One thread owns it.
final class TestNumbers {
    private final Path file;
    private final TreeMap<Integer, Long> lastOfDevice = new TreeMap<>();

    /// @param file where they are kept, or null
    TestNumbers(Path file) {
        this.file = file;
        if (file != null && Files.exists(file)) {
            read();
        }
    }

    private void read() {
        try {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.strip().split(" ");
                if (words.length != 2) {
                    throw new IllegalArgumentException(file + ": every line must be a device and its last test number; was '" + line + "'");
                }
                lastOfDevice.put(Integer.parseInt(words[0]), Long.parseLong(words[1]));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(file + ": every line must be a device and its last test number: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": test numbers cannot be read: " + e.getMessage(), e);
        }
    }

    long next(int devid) {
        long number = lastOfDevice.merge(devid, 1L, Long::sum);
        write();
        return number;
    }

    /// Every device begins with 1 again, as after a new database.
    void rollOver() {
        lastOfDevice.clear();
        write();
    }

    private void write() {
        if (file == null) {
            return;
        }
        StringBuilder text = new StringBuilder();
        lastOfDevice.forEach((devid, last) -> text.append(devid).append(' ').append(last).append('\n'));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": test numbers cannot be written: " + e.getMessage(), e);
        }
    }
}
