package coulombus.runtime.codec;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import coulombus.core.book.FacilityChange;
import coulombus.core.book.FacilityDecision;
import coulombus.core.cell.CellRecord;
import coulombus.core.experiment.RunState;
import coulombus.core.facility.ChannelAdmin;
import coulombus.core.facility.ChannelCondition.BenchLock;
import coulombus.core.facility.ChannelCondition.Quarantine;
import coulombus.core.facility.ChannelCondition.Taint;
import coulombus.schemas.BenchLockDescription;
import coulombus.schemas.CellEntry;
import coulombus.schemas.CellRunStateDescription;
import coulombus.schemas.CellRunStateName;
import coulombus.schemas.ChannelAdminName;
import coulombus.schemas.FacilityChangeName;
import coulombus.schemas.FacilityDecision.Builder;
import coulombus.schemas.GivenChannel;
import coulombus.schemas.QuarantineDescription;
import coulombus.schemas.SchemaCatalog;
import coulombus.schemas.TaintDescription;
import coulombus.schemas.TaintEffectName;

import static coulombus.runtime.codec.AvroRecordFormat.runId;
import static coulombus.runtime.codec.AvroRecordFormat.same;
import static coulombus.runtime.codec.AvroRecordFormat.uuid;

/// The scheduler's log about the facility, its cells and its experiments, on the topic decisions.
public final class FacilityDecisionCodec implements RecordCodec<FacilityDecision> {
    private final AvroRecordFormat<coulombus.schemas.FacilityDecision> format;

    public FacilityDecisionCodec() {
        this(SchemaCatalog.bundled());
    }

    FacilityDecisionCodec(SchemaCatalog catalog) {
        format = new AvroRecordFormat<>(catalog, coulombus.schemas.FacilityDecision.class);
    }

    @Override
    public byte[] encode(FacilityDecision value) {
        return format.encode(toAvro(value));
    }

    @Override
    public FacilityDecision decode(byte[] bytes) throws UnreadableRecordException {
        return format.decode(bytes, a -> new FacilityDecision(Optional.ofNullable(a.getRequestId()).map(UUID::fromString), changeOf(a),
                a.getRequestedBy(), a.getUnixTimeSecond()));
    }

    private static coulombus.schemas.FacilityDecision toAvro(FacilityDecision value) {
        Builder a = coulombus.schemas.FacilityDecision.newBuilder();
        a.setRequestId(value.requestId().map(UUID::toString).orElse(null));
        a.setRequestedBy(value.requestedBy());
        a.setUnixTimeSecond(value.unixTimeSecond());
        switch (value.change()) {
            case FacilityChange.Refused refused -> head(a, FacilityChangeName.REFUSED, refused.about(), refused.why());
            case FacilityChange.FacilitySet set -> {
                head(a, FacilityChangeName.FACILITY_SET, "", "");
                a.setFacility(FacilityDescriptionCodec.toAvro(set.facility()));
            }
            case FacilityChange.CellsRegistered registered -> {
                head(a, FacilityChangeName.CELLS_REGISTERED, "", "");
                a.setCells(registered.cells().stream().map(c -> new CellEntry(RunStartedCodec.toAvro(c.facts()), c.barcode(),
                        FacilityDescriptionCodec.toAvro(c.fields()))).toList());
            }
            case FacilityChange.ClosureAdded added -> {
                head(a, FacilityChangeName.CLOSURE_ADDED, added.closure().id(), "");
                a.setClosure(FacilityDescriptionCodec.toAvro(added.closure()));
            }
            case FacilityChange.ClosureRemoved removed -> head(a, FacilityChangeName.CLOSURE_REMOVED, removed.closureId(), removed.why());
            case FacilityChange.OfChannel change -> ofChannel(a, change);
            case FacilityChange.OfExperiment change -> ofExperiment(a, change);
        }
        return a.build();
    }

    private static void head(Builder a, FacilityChangeName kind, String subject, String why) {
        a.setKind(kind);
        a.setSubject(subject);
        a.setWhy(why);
    }

    private static void ofChannel(Builder a, FacilityChange.OfChannel change) {
        String id = change.channelId();
        switch (change) {
            case FacilityChange.AdminChanged admin -> {
                head(a, FacilityChangeName.ADMIN_CHANGED, id, whyOf(admin.to()));
                a.setAdmin(adminToAvro(admin.to()));
            }
            case FacilityChange.TaintChanged taint -> {
                head(a, FacilityChangeName.TAINT_CHANGED, id, "");
                a.setTaintKey(taint.key());
                a.setTaint(taint.taint().map(t -> new TaintDescription(same(TaintEffectName.class, t.effect()), t.why(),
                        t.sinceUnixSecond())).orElse(null));
            }
            case FacilityChange.LockChanged lock -> {
                head(a, FacilityChangeName.LOCK_CHANGED, id, lock.why());
                a.setLock(lock.lock().map(l -> new BenchLockDescription(l.keyHash(), l.by(), l.why(), l.openingAskedBy().orElse(null),
                        l.sinceUnixSecond())).orElse(null));
            }
            case FacilityChange.QuarantineChanged quarantine -> {
                head(a, FacilityChangeName.QUARANTINE_CHANGED, id, quarantine.why());
                a.setQuarantine(quarantine.quarantine()
                        .map(q -> new QuarantineDescription(q.why(), q.releaseAskedBy().orElse(null), q.sinceUnixSecond())).orElse(null));
            }
            case FacilityChange.TripCleared cleared -> head(a, FacilityChangeName.TRIP_CLEARED, id, cleared.why());
            case FacilityChange.CellMounted mounted -> {
                head(a, FacilityChangeName.CELL_MOUNTED, id, "");
                a.setCellId(mounted.cellId());
            }
            case FacilityChange.CellUnmounted unmounted -> {
                head(a, FacilityChangeName.CELL_UNMOUNTED, id, "");
                a.setCellId(unmounted.cellId());
            }
        }
    }

    private static void ofExperiment(Builder a, FacilityChange.OfExperiment change) {
        String id = change.experimentId();
        switch (change) {
            case FacilityChange.Submitted submitted -> {
                head(a, FacilityChangeName.SUBMITTED, id, "");
                a.setExperiment(ExperimentDescriptionCodec.toAvro(submitted.spec(), submitted.needs()));
            }
            case FacilityChange.CancelAsked cancel -> head(a, FacilityChangeName.CANCEL_ASKED, id, cancel.why());
            case FacilityChange.Extended extended -> {
                head(a, FacilityChangeName.EXTENDED, id, extended.why());
                a.setMoreSecond(extended.moreSecond());
            }
            case FacilityChange.Moved moved -> {
                head(a, FacilityChangeName.MOVED, id, moved.why());
                a.setMove(ExperimentDescriptionCodec.toAvro(moved.move()));
            }
            case FacilityChange.Assigned assigned -> {
                head(a, FacilityChangeName.ASSIGNED, id, "");
                a.setGiven(assigned.given().stream().map(g -> new GivenChannel(g.cellId(), g.channelId(), runId(g.runId()))).toList());
            }
            case FacilityChange.RunChanged run -> {
                head(a, FacilityChangeName.RUN_CHANGED, id, run.why());
                a.setCellId(run.cellId());
                a.setRunState(toAvro(run.to()));
            }
        }
    }

    private static FacilityChange changeOf(coulombus.schemas.FacilityDecision a) {
        String id = a.getSubject();
        return switch (a.getKind()) {
            case REFUSED -> new FacilityChange.Refused(id, a.getWhy());
            case FACILITY_SET -> new FacilityChange.FacilitySet(FacilityDescriptionCodec.fromAvro(a.getFacility()));
            case CELLS_REGISTERED -> new FacilityChange.CellsRegistered(a.getCells().stream()
                    .map(c -> new CellRecord(RunStartedCodec.fromAvro(c.getCell()), c.getBarcode(),
                            FacilityDescriptionCodec.fromAvro(c.getFields())))
                    .toList());
            case CLOSURE_ADDED -> new FacilityChange.ClosureAdded(FacilityDescriptionCodec.fromAvro(a.getClosure()));
            case CLOSURE_REMOVED -> new FacilityChange.ClosureRemoved(id, a.getWhy());
            case ADMIN_CHANGED -> new FacilityChange.AdminChanged(id, adminFromAvro(a.getAdmin(), a.getWhy()));
            case TAINT_CHANGED -> new FacilityChange.TaintChanged(id, a.getTaintKey(), Optional.ofNullable(a.getTaint())
                    .map(t -> new Taint(same(Taint.Effect.class, t.getEffect()), t.getWhy(), t.getSinceUnixSecond())));
            case LOCK_CHANGED -> new FacilityChange.LockChanged(id, Optional.ofNullable(a.getLock()).map(l -> new BenchLock(l.getKeyHash(),
                    l.getLockedBy(), l.getWhy(), Optional.ofNullable(l.getOpeningAskedBy()), l.getSinceUnixSecond())), a.getWhy());
            case QUARANTINE_CHANGED -> new FacilityChange.QuarantineChanged(id, Optional.ofNullable(a.getQuarantine())
                    .map(q -> new Quarantine(q.getWhy(), Optional.ofNullable(q.getReleaseAskedBy()), q.getSinceUnixSecond())), a.getWhy());
            case TRIP_CLEARED -> new FacilityChange.TripCleared(id, a.getWhy());
            case CELL_MOUNTED -> new FacilityChange.CellMounted(a.getCellId(), id);
            case CELL_UNMOUNTED -> new FacilityChange.CellUnmounted(a.getCellId(), id);
            case SUBMITTED -> new FacilityChange.Submitted(id, ExperimentDescriptionCodec.specOf(a.getExperiment()),
                    ExperimentDescriptionCodec.needsOf(a.getExperiment()));
            case CANCEL_ASKED -> new FacilityChange.CancelAsked(id, a.getWhy());
            case EXTENDED -> new FacilityChange.Extended(id, a.getMoreSecond(), a.getWhy());
            case MOVED -> new FacilityChange.Moved(id, ExperimentDescriptionCodec.fromAvro(a.getMove()), a.getWhy());
            case ASSIGNED -> new FacilityChange.Assigned(id, a.getGiven().stream()
                    .map(g -> new FacilityChange.Given(g.getCellId(), g.getChannelId(), uuid(g.getRunId()))).toList());
            case RUN_CHANGED -> new FacilityChange.RunChanged(id, a.getCellId(), fromAvro(a.getRunState()), a.getWhy());
            case UNKNOWN -> throw new IllegalArgumentException("a change this release does not know");
        };
    }

    static ChannelAdminName adminToAvro(ChannelAdmin admin) {
        return switch (admin) {
            case ChannelAdmin.Enabled enabled -> ChannelAdminName.ENABLED;
            case ChannelAdmin.Draining draining -> ChannelAdminName.DRAINING;
            case ChannelAdmin.Maintenance maintenance -> ChannelAdminName.MAINTENANCE;
            case ChannelAdmin.Retired retired -> ChannelAdminName.RETIRED;
        };
    }

    private static String whyOf(ChannelAdmin admin) {
        return switch (admin) {
            case ChannelAdmin.Enabled enabled -> "";
            case ChannelAdmin.Draining(String why) -> why;
            case ChannelAdmin.Maintenance(String why) -> why;
            case ChannelAdmin.Retired(String why) -> why;
        };
    }

    static ChannelAdmin adminFromAvro(ChannelAdminName name, String why) {
        return switch (name) {
            case ENABLED -> new ChannelAdmin.Enabled();
            case DRAINING -> new ChannelAdmin.Draining(why);
            case MAINTENANCE -> new ChannelAdmin.Maintenance(why);
            case RETIRED -> new ChannelAdmin.Retired(why);
            case UNKNOWN -> throw new IllegalArgumentException("a state of a channel this release does not know");
        };
    }

    private static CellRunStateDescription toAvro(RunState state) {
        return switch (state) {
            case RunState.Queued queued -> toAvro(CellRunStateName.QUEUED, null, null, "");
            case RunState.Assigned(double since) -> toAvro(CellRunStateName.ASSIGNED, since, null, "");
            case RunState.Mounted(double since) -> toAvro(CellRunStateName.MOUNTED, since, null, "");
            case RunState.Held(String why) -> toAvro(CellRunStateName.HELD, null, null, why);
            case RunState.Armed(double since) -> toAvro(CellRunStateName.ARMED, since, null, "");
            case RunState.Starting(long token, double since) -> toAvro(CellRunStateName.STARTING, since, token, "");
            case RunState.Running(long token, double since) -> toAvro(CellRunStateName.RUNNING, since, token, "");
            case RunState.Stopping(long token, boolean hold, String why) ->
                new CellRunStateDescription(CellRunStateName.STOPPING, null, token, hold, why);
            case RunState.Completed completed -> toAvro(CellRunStateName.COMPLETED, null, null, "");
            case RunState.Faulted(String cause) -> toAvro(CellRunStateName.FAULTED, null, null, cause);
            case RunState.Cancelled(String why) -> toAvro(CellRunStateName.CANCELLED, null, null, why);
            case RunState.Closed(RunState.Ended how) -> {
                CellRunStateDescription end = toAvro(how);
                yield toAvro(CellRunStateName.valueOf("CLOSED_" + end.getName().name()), null, null, end.getWhy());
            }
        };
    }

    private static CellRunStateDescription toAvro(CellRunStateName name, Double since, Long token, String why) {
        return new CellRunStateDescription(name, since, token, false, why);
    }

    private static RunState fromAvro(CellRunStateDescription a) {
        return switch (a.getName()) {
            case QUEUED -> new RunState.Queued();
            case ASSIGNED -> new RunState.Assigned(a.getSinceUnixSecond());
            case MOUNTED -> new RunState.Mounted(a.getSinceUnixSecond());
            case HELD -> new RunState.Held(a.getWhy());
            case ARMED -> new RunState.Armed(a.getSinceUnixSecond());
            case STARTING -> new RunState.Starting(a.getToken(), a.getSinceUnixSecond());
            case RUNNING -> new RunState.Running(a.getToken(), a.getSinceUnixSecond());
            case STOPPING -> new RunState.Stopping(a.getToken(), a.getIsHeldAfter(), a.getWhy());
            case COMPLETED -> new RunState.Completed();
            case FAULTED -> new RunState.Faulted(a.getWhy());
            case CANCELLED -> new RunState.Cancelled(a.getWhy());
            case CLOSED_COMPLETED -> new RunState.Closed(new RunState.Completed());
            case CLOSED_FAULTED -> new RunState.Closed(new RunState.Faulted(a.getWhy()));
            case CLOSED_CANCELLED -> new RunState.Closed(new RunState.Cancelled(a.getWhy()));
            case UNKNOWN -> throw new IllegalArgumentException("a state of a run this release does not know");
        };
    }
}
