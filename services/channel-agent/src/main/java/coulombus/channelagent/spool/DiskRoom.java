package coulombus.channelagent.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much room there is on the disk of a folder.
@FunctionalInterface
public interface DiskRoom {
    /// The file system's own word.
    DiskRoom OF_FILE_SYSTEM = folder -> Files.getFileStore(folder).getUsableSpace();

    long usableBytes(Path folder) throws IOException;
}
