package coulombus.runtime.codec;

import java.util.Optional;
import java.util.UUID;

import coulombus.core.book.FacilityRequest;
import coulombus.core.book.FacilityRequest.Asked;
import coulombus.core.facility.ChannelCondition.Taint;
import coulombus.schemas.FacilityRequest.Builder;
import coulombus.schemas.FacilityRequestName;
import coulombus.schemas.SchemaCatalog;
import coulombus.schemas.TaintEffectName;

import static coulombus.runtime.codec.AvroRecordFormat.same;

/// What people ask about the facility, its cells and its experiments, on the topic requests.
public final class FacilityRequestCodec implements RecordCodec<FacilityRequest> {
    private final AvroRecordFormat<coulombus.schemas.FacilityRequest> format;

    public FacilityRequestCodec() {
        this(SchemaCatalog.bundled());
    }

    FacilityRequestCodec(SchemaCatalog catalog) {
        format = new AvroRecordFormat<>(catalog, coulombus.schemas.FacilityRequest.class);
    }

    @Override
    public byte[] encode(FacilityRequest value) {
        Builder a = coulombus.schemas.FacilityRequest.newBuilder();
        a.setRequestId(value.requestId().toString());
        a.setRequestedBy(value.requestedBy());
        a.setUnixTimeSecond(value.unixTimeSecond());
        fill(a, value.asked());
        return format.encode(a.build());
    }

    @Override
    public FacilityRequest decode(byte[] bytes) throws UnreadableRecordException {
        return format.decode(bytes,
                a -> new FacilityRequest(UUID.fromString(a.getRequestId()), askedOf(a), a.getRequestedBy(), a.getUnixTimeSecond()));
    }

    private static void fill(Builder a, Asked asked) {
        switch (asked) {
            case Asked.SetFacility set -> text(a, FacilityRequestName.SET_FACILITY, set.text());
            case Asked.RegisterCells register -> text(a, FacilityRequestName.REGISTER_CELLS, register.text());
            case Asked.Submit submit -> text(a, FacilityRequestName.SUBMIT, submit.text());
            case Asked.Cancel cancel -> head(a, FacilityRequestName.CANCEL, cancel.experimentId(), cancel.why());
            case Asked.Extend extend -> {
                head(a, FacilityRequestName.EXTEND, extend.experimentId(), extend.why());
                a.setMoreSecond(extend.moreSecond());
            }
            case Asked.Move move -> {
                head(a, FacilityRequestName.MOVE, move.experimentId(), move.why());
                a.setMove(ExperimentDescriptionCodec.toAvro(move.move()));
            }
            case Asked.Reserve reserve -> {
                head(a, FacilityRequestName.RESERVE, reserve.closure().id(), "");
                a.setClosure(FacilityDescriptionCodec.toAvro(reserve.closure()));
            }
            case Asked.Unreserve unreserve -> head(a, FacilityRequestName.UNRESERVE, unreserve.closureId(), unreserve.why());
            case Asked.SetAdmin admin -> {
                head(a, FacilityRequestName.SET_ADMIN, admin.channelId(), admin.why());
                a.setAdmin(FacilityDecisionCodec.adminToAvro(admin.to()));
            }
            case Asked.SetTaint taint -> {
                head(a, FacilityRequestName.SET_TAINT, taint.channelId(), taint.why());
                a.setKey(taint.key());
                a.setEffect(same(TaintEffectName.class, taint.effect()));
            }
            case Asked.RemoveTaint taint -> {
                head(a, FacilityRequestName.REMOVE_TAINT, taint.channelId(), taint.why());
                a.setKey(taint.key());
            }
            case Asked.Lock lock -> {
                head(a, FacilityRequestName.LOCK, lock.channelId(), lock.why());
                a.setKey(lock.key());
            }
            case Asked.Unlock unlock -> {
                head(a, FacilityRequestName.UNLOCK, unlock.channelId(), unlock.why());
                a.setKey(unlock.key().orElse(null));
            }
            case Asked.Mount mount -> {
                head(a, FacilityRequestName.MOUNT, mount.channelId(), "");
                a.setBarcode(mount.barcode());
            }
            case Asked.Unmount unmount -> {
                head(a, FacilityRequestName.UNMOUNT, unmount.channelId(), "");
                a.setBarcode(unmount.barcode());
            }
            case Asked.Quarantine doubt -> head(a, FacilityRequestName.QUARANTINE, doubt.channelId(), doubt.why());
            case Asked.ReleaseQuarantine release -> head(a, FacilityRequestName.RELEASE_QUARANTINE, release.channelId(), release.why());
            case Asked.ClearTrip clear -> head(a, FacilityRequestName.CLEAR_TRIP, clear.channelId(), clear.why());
        }
    }

    private static void head(Builder a, FacilityRequestName kind, String subject, String why) {
        a.setKind(kind);
        a.setSubject(subject);
        a.setWhy(why);
    }

    private static void text(Builder a, FacilityRequestName kind, String text) {
        head(a, kind, "", "");
        a.setText(text);
    }

    private static Asked askedOf(coulombus.schemas.FacilityRequest a) {
        String id = a.getSubject();
        String why = a.getWhy();
        return switch (a.getKind()) {
            case SET_FACILITY -> new Asked.SetFacility(a.getText());
            case REGISTER_CELLS -> new Asked.RegisterCells(a.getText());
            case SUBMIT -> new Asked.Submit(a.getText());
            case CANCEL -> new Asked.Cancel(id, why);
            case EXTEND -> new Asked.Extend(id, a.getMoreSecond(), why);
            case MOVE -> new Asked.Move(id, ExperimentDescriptionCodec.fromAvro(a.getMove()), why);
            case RESERVE -> new Asked.Reserve(FacilityDescriptionCodec.fromAvro(a.getClosure()));
            case UNRESERVE -> new Asked.Unreserve(id, why);
            case SET_ADMIN -> new Asked.SetAdmin(id, FacilityDecisionCodec.adminFromAvro(a.getAdmin(), why), why);
            case SET_TAINT -> new Asked.SetTaint(id, a.getKey(), same(Taint.Effect.class, a.getEffect()), why);
            case REMOVE_TAINT -> new Asked.RemoveTaint(id, a.getKey(), why);
            case LOCK -> new Asked.Lock(id, a.getKey(), why);
            case UNLOCK -> new Asked.Unlock(id, Optional.ofNullable(a.getKey()), why);
            case MOUNT -> new Asked.Mount(a.getBarcode(), id);
            case UNMOUNT -> new Asked.Unmount(a.getBarcode(), id);
            case QUARANTINE -> new Asked.Quarantine(id, why);
            case RELEASE_QUARANTINE -> new Asked.ReleaseQuarantine(id, why);
            case CLEAR_TRIP -> new Asked.ClearTrip(id, why);
            case UNKNOWN -> throw new IllegalArgumentException("a request this release does not know");
        };
    }
}
