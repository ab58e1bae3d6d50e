package coulombus.fleetapi;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import coulombus.core.book.FacilityBook;
import coulombus.core.book.GroupUsage;
import coulombus.core.cell.CellEvent;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellRecord;
import coulombus.core.experiment.RunState;
import coulombus.core.facility.ChannelAdmin;
import coulombus.core.facility.ChannelCondition;
import coulombus.core.facility.ChannelSpec;
import coulombus.core.facility.Closure;
import coulombus.core.facility.Facility;

/// Writes the facility and its cells as JSON.
final class FacilityJson {
    private FacilityJson() {}

    /// @param hindrance what agents say of a channel
    static JsonObject facility(FacilityBook book, double nowUnixSecond, Function<String, Optional<String>> hindrance) {
        Optional<Facility> described = book.facility();
        JsonObject json = new JsonObject().put("name", described.map(Facility::name).orElse(null));
        JsonArray channels = new JsonArray();
        JsonArray chambers = new JsonArray();
        JsonArray resources = new JsonArray();
        JsonArray safety = new JsonArray();
        JsonArray groups = new JsonArray();
        described.ifPresent(facility -> {
            facility.channels().forEach(spec -> channels.add(channel(spec, book, hindrance)));
            facility.chambers().forEach(chamber -> chambers.add(new JsonObject().put("chamber_id", chamber.id())
                    .put("temperature_celsius", orNull(chamber.temperatureCelsius())).put("max_energy_wh", orNull(chamber.maxEnergyWh()))));
            facility.sharedResources().forEach(
                    resource -> resources.add(new JsonObject().put("resource_id", resource.id()).put("count", resource.count())));
            facility.safetyGroups().forEach(group -> safety.add(new JsonObject().put("safety_group_id", group.id())
                    .put("max_energized_cells", group.maxEnergizedCells() == Integer.MAX_VALUE ? null : group.maxEnergizedCells())
                    .put("max_energy_wh", orNull(group.maxEnergyWh()))));
            double shares = facility.groups().stream().mapToDouble(group -> group.shareRatio()).sum();
            Map<String, GroupUsage> usage = book.usage(nowUnixSecond);
            facility.groups().forEach(group -> {
                GroupUsage used = usage.getOrDefault(group.name(), new GroupUsage(0, 0));
                groups.add(new JsonObject().put("name", group.name()).put("share", group.shareRatio() / shares)
                        .put("used_channel_hours", used.channelHours()).put("decayed_channel_hours", used.decayedChannelHours()));
            });
        });
        return json.put("channels", channels).put("chambers", chambers).put("shared_resources", resources).put("safety_groups", safety)
                .put("groups", groups).put("closures", new JsonArray(book.closures().stream().map(FacilityJson::closure).toList()));
    }

    private static JsonObject channel(ChannelSpec spec, FacilityBook book,
            Function<String, Optional<String>> hindrance) {
        ChannelCondition condition = book.channel(spec.channelId());
        JsonObject taints = new JsonObject();
        condition.taints().forEach((key, taint) -> taints.put(key, new JsonObject().put("effect", taint.effect().name())
                .put("why", taint.why()).put("since_unix_second", taint.sinceUnixSecond())));
        return new JsonObject().put("channel_id", spec.channelId()).put("cycler", spec.cycler()).put("rack", spec.rack())
                .put("chamber", spec.chamber().orElse(null)).put("safety_group", spec.safetyGroup().orElse(null))
                .put("min_voltage_volt", orNull(spec.limits().minVoltageVolt()))
                .put("max_voltage_volt", orNull(spec.limits().maxVoltageVolt()))
                .put("max_current_ampere", orNull(spec.limits().maxCurrentAmpere())).put("max_power_watt", orNull(spec.maxPowerWatt()))
                .put("accuracy_class", spec.accuracyClass())
                .put("impedance", spec.impedance().map(range -> new JsonObject().put("min_hertz", range.minHertz())
                        .put("max_hertz", range.maxHertz()).put("multiplexer", range.multiplexer().orElse(null))).orElse(null))
                .put("fixtures", new JsonArray(spec.fixtures().stream().sorted().toList()))
                .put("labels", new JsonObject(Map.copyOf(spec.labels())))
                .put("calibration_due_unix_second", orNull(spec.calibrationDueUnixSecond())).put("admin", word(condition.admin()))
                .put("admin_why", why(condition.admin())).put("taints", taints)
                .put("lock", condition.lock().map(lock -> new JsonObject().put("by", lock.by()).put("why", lock.why())
                        .put("since_unix_second", lock.sinceUnixSecond()).put("opening_asked_by", lock.openingAskedBy().orElse(null)))
                        .orElse(null))
                .put("quarantine",
                        condition.quarantine().map(doubt -> new JsonObject().put("why", doubt.why())
                                .put("since_unix_second", doubt.sinceUnixSecond())
                                .put("release_asked_by", doubt.releaseAskedBy().orElse(null))).orElse(null))
                .put("mounted_cell_id", condition.mountedCellId().orElse(null))
                .put("experiment_id", book.runOn(spec.channelId()).map(on -> on.experiment().experimentId()).orElse(null))
                .put("assigned_cell_id", book.runOn(spec.channelId()).map(on -> on.run().cellId()).orElse(null))
                .put("hindrance", condition.hindrance().or(() -> book.runOn(spec.channelId()).isPresent()
                        ? Optional.empty()
                        : hindrance.apply(spec.channelId())).orElse(null));
    }

    private static String word(ChannelAdmin admin) {
        return admin.getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }

    private static String why(ChannelAdmin admin) {
        return switch (admin) {
            case ChannelAdmin.Enabled enabled -> null;
            case ChannelAdmin.Draining(String why) -> why;
            case ChannelAdmin.Maintenance(String why) -> why;
            case ChannelAdmin.Retired(String why) -> why;
        };
    }

    static JsonObject closure(Closure closure) {
        return new JsonObject().put("closure_id", closure.id())
                .put("channels", new JsonArray(closure.channelIds().stream().sorted(ChannelOrder.NATURAL).toList()))
                .put("from_unix_second", closure.fromUnixSecond()).put("until_unix_second", closure.untilUnixSecond())
                .put("kept_for_group", closure.keptForGroup().orElse(null)).put("why", closure.why());
    }

    /// A cell with where it is, and what it may be waiting for.
    static JsonObject cell(CellRecord cell, FacilityBook book) {
        CellFacts facts = cell.facts();
        Optional<String> experiment = book.experimentOfCell(cell.cellId());
        Optional<String> assigned = experiment.flatMap(book::experiment).flatMap(one -> one.runs().stream()
                .filter(run -> run.cellId().equals(cell.cellId()) && run.state().holdsChannel()).findFirst())
                .flatMap(run -> run.channelId());
        return new JsonObject().put("cell_id", cell.cellId()).put("barcode", cell.barcode()).put("kind", facts.kind().name())
                .put("first_half_cycle", facts.firstHalfCycle().name()).put("area_cm2", orNull(facts.areaCm2()))
                .put("active_mass_mg", orNull(facts.activeMassMg())).put("nominal_capacity_ah", orNull(facts.nominalCapacityAh()))
                .put("zinc_foil_thickness_um", orNull(facts.zincFoilThicknessUm())).put("fields", new JsonObject(Map.copyOf(cell.fields())))
                .put("mounted_channel_id", book.channelOfCell(cell.cellId()).orElse(null)).put("assigned_channel_id", assigned.orElse(null))
                .put("experiment_id", experiment.orElse(null));
    }

    /// The same with its whole life.
    static JsonObject cellWithLife(CellRecord cell, FacilityBook book) {
        JsonArray runs = new JsonArray();
        book.experiments().forEach(experiment -> experiment.runs().stream().filter(run -> run.cellId().equals(cell.cellId()))
                .forEach(run -> runs.add(ExperimentJson.run(run).put("experiment_id", experiment.experimentId()))));
        return cell(cell, book).put("life", new JsonArray(book.lifeOf(cell.cellId()).stream().map(FacilityJson::event).toList()))
                .put("runs", runs);
    }

    private static JsonObject event(CellEvent event) {
        return new JsonObject().put("time_unix_second", event.unixTimeSecond()).put("what", event.what().name().toLowerCase(Locale.ROOT))
                .put("channel_id", event.channelId().orElse(null)).put("run_id", event.runId().map(UUID::toString).orElse(null))
                .put("detail", event.detail());
    }

    /// Why a run is as it is, in words; empty where that is plain.
    static String why(RunState state) {
        return switch (state) {
            case RunState.Held(String why) -> why;
            case RunState.Stopping stopping -> stopping.why();
            case RunState.Faulted(String cause) -> cause;
            case RunState.Cancelled(String why) -> why;
            case RunState.Closed(RunState.Ended how) -> why(how);
            default -> "";
        };
    }

    static Double orNull(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
