package coulombus.channelagent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

import coulombus.core.assignment.OrderAnswer;
import coulombus.core.assignment.RunOrder;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.drivers.DeviceJob;
import coulombus.drivers.ReadPosition;

/// How journal and reading places look as bytes in the spool. A byte in front is the form; a form once used is read for ever.
final class KeptForm {
    private static final int FORM = 3;

    private KeptForm() {}

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in, int form) throws IOException;
    }

    static byte[] bytesOf(ChannelJournal journal) {
        return written(out -> {
            out.writeLong(journal.token());
            out.writeLong(journal.generation());
            out.writeLong(journal.refusedToken());
            out.writeLong(journal.refusedGeneration());
            text(out, journal.answer().name());
            text(out, journal.detail());
            out.writeBoolean(journal.active());
            optionalText(out, journal.tripped().map(Trip::cause));
            out.writeBoolean(journal.tripped().filter(Trip::byFinding).isPresent());
            out.writeBoolean(journal.clearing());
            out.writeBoolean(journal.run().isPresent());
            if (journal.run().isPresent()) {
                JournalRun run = journal.run().get();
                text(out, run.stage().name());
                optionalText(out, run.job().map(DeviceJob::id));
                order(out, run.order());
                optionalText(out, run.hold().map(JournalRun.Hold::why));
                out.writeBoolean(run.hold().filter(JournalRun.Hold::ends).isPresent());
            }
        });
    }

    static ChannelJournal journalOf(byte[] bytes) {
        return read(bytes, (in, form) -> {
            long token = in.readLong();
            long generation = in.readLong();
            long refusedToken = in.readLong();
            long refusedGeneration = in.readLong();
            OrderAnswer answer = OrderAnswer.valueOf(text(in));
            String detail = text(in);
            boolean active = in.readBoolean();
            Optional<String> cause = optionalText(in);
            // The first form did not tell; a person clears it.
            boolean byFinding = form > 1 && in.readBoolean();
            Optional<Trip> tripped = cause.map(why -> new Trip(why, byFinding));
            boolean clearing = in.readBoolean();
            Optional<JournalRun> run = Optional.empty();
            if (in.readBoolean()) {
                JournalRun.Stage stage = JournalRun.Stage.valueOf(text(in));
                Optional<DeviceJob> job = optionalText(in).map(DeviceJob::new);
                RunOrder order = order(in);
                // Before the third form nothing was ever paused.
                Optional<String> why = form > 2 ? optionalText(in) : Optional.empty();
                boolean ends = form > 2 && in.readBoolean();
                run = Optional.of(new JournalRun(order, stage, job, why.map(words -> new JournalRun.Hold(words, ends))));
            }
            return new ChannelJournal(token, generation, refusedToken, refusedGeneration, answer, detail, run, active, tripped,
                    clearing);
        });
    }

    static byte[] bytesOf(FollowState state) {
        return written(out -> {
            uuid(out, state.runId());
            text(out, state.job().id());
            out.writeBoolean(state.started());
            out.writeBoolean(state.ended());
            out.writeBoolean(state.position().isPresent());
            if (state.position().isPresent()) {
                out.writeLong(state.position().get().lastSeq());
                byte[] detail = state.position().get().detail();
                out.writeInt(detail.length);
                out.write(detail);
            }
        });
    }

    static FollowState followStateOf(byte[] bytes) {
        return read(bytes, (in, form) -> {
            UUID runId = uuid(in);
            DeviceJob job = new DeviceJob(text(in));
            boolean started = in.readBoolean();
            boolean ended = in.readBoolean();
            Optional<ReadPosition> position = Optional.empty();
            if (in.readBoolean()) {
                long lastSeq = in.readLong();
                position = Optional.of(new ReadPosition(lastSeq, in.readNBytes(in.readInt())));
            }
            return new FollowState(runId, job, position, started, ended);
        });
    }

    private static void order(DataOutputStream out, RunOrder order) throws IOException {
        uuid(out, order.runId());
        text(out, order.title());
        CellFacts cell = order.cell();
        text(out, cell.cellId());
        text(out, cell.kind().name());
        text(out, cell.firstHalfCycle().name());
        out.writeDouble(cell.areaCm2());
        out.writeDouble(cell.activeMassMg());
        out.writeDouble(cell.nominalCapacityAh());
        out.writeDouble(cell.zincFoilThicknessUm());
        text(out, order.protocolText());
        text(out, order.planHash());
        out.writeDouble(order.startWithinSecond());
    }

    private static RunOrder order(DataInputStream in) throws IOException {
        UUID runId = uuid(in);
        String title = text(in);
        CellFacts cell = new CellFacts(text(in), CellKind.valueOf(text(in)), FirstHalfCycle.valueOf(text(in)), in.readDouble(),
                in.readDouble(), in.readDouble(), in.readDouble());
        return new RunOrder(runId, title, cell, text(in), text(in), in.readDouble());
    }

    private static void uuid(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static UUID uuid(DataInputStream in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }

    /// Not `writeUTF`, which ends at 65,535 bytes: protocols may be longer.
    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static void optionalText(DataOutputStream out, Optional<String> text) throws IOException {
        out.writeBoolean(text.isPresent());
        if (text.isPresent()) {
            text(out, text.get());
        }
    }

    private static Optional<String> optionalText(DataInputStream in) throws IOException {
        return in.readBoolean() ? Optional.of(text(in)) : Optional.empty();
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] bytes, Reading<T> reading) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int form = in.readByte();
            if (form < 1 || form > FORM) {
                throw new IllegalStateException("the spool was written by a newer version: form " + form + " is not known here");
            }
            return reading.from(in, form);
        } catch (IOException e) {
            throw new UncheckedIOException("what the spool keeps of a channel breaks off", e);
        }
    }
}
