package coulombus.drivers.bts.simulator.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Where full blocks of records of all channels go: into memory up to a budget, then into one file that is deleted at the end. One
/// thread owns it. A record takes [#BYTES_PER_RECORD] bytes either way.
public final class RecordArchive implements AutoCloseable {
    /// Step time 4, voltage 4, current 4, capacity 8, energy 8.
    public static final int BYTES_PER_RECORD = 28;
    static final int BLOCK = 1024;

    private final Path file;
    private final long budgetBytes;
    private final List<RecordBlock> inMemory = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BLOCK * BYTES_PER_RECORD);
    private FileChannel channel;
    private long blocksInFile;

    /// @param file        made when memory is used up, overwritten where it is there
    /// @param budgetBytes how much of the heap full blocks may take
    public RecordArchive(Path file, long budgetBytes) {
        this.file = file;
        this.budgetBytes = budgetBytes;
    }

    /// Takes a full block. The caller may fill it anew where [#keeps] said no.
    ///
    /// @return under which number [#load] gives it back
    long store(RecordBlock block) {
        if (keeps()) {
            inMemory.add(block);
            return inMemory.size() - 1;
        }
        try {
            if (channel == null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.READ,
                        StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            }
            buffer.clear();
            block.write(buffer);
            buffer.flip();
            long at = blocksInFile * BLOCK * BYTES_PER_RECORD;
            while (buffer.hasRemaining()) {
                at += channel.write(buffer, at);
            }
            return -1 - blocksInFile++;
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": records cannot be written: " + e.getMessage(), e);
        }
    }

    /// True while the next stored block stays in memory as the object it is.
    boolean keeps() {
        return (inMemory.size() + 1L) * BLOCK * BYTES_PER_RECORD <= budgetBytes;
    }

    /// @param into where a block from the file is read into
    /// @return the block, either `into` or the one in memory; not to be changed
    RecordBlock load(long number, RecordBlock into) {
        if (number >= 0) {
            return inMemory.get((int) number);
        }
        try {
            buffer.clear();
            long at = (-1 - number) * BLOCK * BYTES_PER_RECORD;
            while (buffer.hasRemaining()) {
                int read = channel.read(buffer, at);
                if (read < 0) {
                    throw new IOException("it is too short");
                }
                at += read;
            }
            buffer.flip();
            into.read(buffer);
            return into;
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": records cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
