package coulombus.scheduler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import coulombus.core.assignment.OperatingState;
import coulombus.core.book.Experiment;
import coulombus.core.book.FacilityBook;
import coulombus.core.book.FacilityChange;
import coulombus.core.book.FacilityDecision;
import coulombus.core.book.FacilityRequest;
import coulombus.core.book.FacilityRequest.Asked;
import coulombus.core.experiment.CellRun;
import coulombus.core.experiment.ExperimentSpec.PriorityClass;
import coulombus.core.experiment.RunState;
import coulombus.core.facility.ChannelAdmin;
import coulombus.core.facility.Closure;
import coulombus.core.scheduling.QueuedExperiment.QueueMove;
import coulombus.scheduler.SimulatedLog.Transaction;

/// Those who submit and those at the bench. They know what the page shows, which is what is committed, do as it says most of the time, and
/// ask all kinds of things. A scan tells the truth: this cell, on this channel; whoever takes a cell off asks first and waits for the answer.
final class SimulatedPeople {
    private static final List<String> NAMES = List.of("ann", "bob", "eve");

    private final SimulatedWorld world;
    private final Map<UUID, Consumer<FacilityDecision>> waitFor = new HashMap<>();
    private final Set<String> handsOn = new HashSet<>();
    private int closures;
    int asked;

    SimulatedPeople(SimulatedWorld world) {
        this.world = world;
        send(new Asked.SetFacility("facility"), "ann", d -> {});
        send(new Asked.RegisterCells("cells"), "ann", d -> {});
    }

    private FacilityBook page() {
        return world.invariants.facility();
    }

    private void send(Asked what, String who, Consumer<FacilityDecision> onAnswer) {
        FacilityRequest request = new FacilityRequest(world.newId(), what, who, world.now);
        waitFor.put(request.requestId(), onAnswer);
        asked++;
        world.log.requests.add(request);
        if (world.chance(0.1)) {
            world.after(world.random.nextDouble() * 100, () -> world.log.requests.add(request));
        }
    }

    void onCommit(Transaction transaction) {
        for (FacilityDecision decision : transaction.step().facility()) {
            decision.requestId().map(waitFor::remove).ifPresent(consumer -> consumer.accept(decision));
            if (!world.texts.isScanned()) {
                follow(decision.change());
            }
        }
    }

    /// Where nobody scans, what is assumed is so.
    private void follow(FacilityChange change) {
        if (change instanceof FacilityChange.CellMounted(String cellId, String channelId)) {
            world.device.channel(channelId).clippedCell = Optional.of(cellId);
        } else if (change instanceof FacilityChange.CellUnmounted(String cellId, String channelId)) {
            world.device.channel(channelId).clippedCell = Optional.empty();
        }
    }

    private String anybody() {
        return NAMES.get(world.random.nextInt(NAMES.size()));
    }

    private void say(Asked what) {
        send(what, anybody(), d -> {});
    }

    /// All kinds of things.
    void ask() {
        if (world.quiet) {
            help();
            return;
        }
        String channel = world.channelIds.get(world.random.nextInt(8));
        List<Experiment> live = List.copyOf(page().liveExperiments());
        String experiment = live.isEmpty() ? "E1" : live.get(world.random.nextInt(live.size())).experimentId();
        switch (world.random.nextInt(26)) {
            case 0 -> say(new Asked.Cancel(experiment, "not needed"));
            case 1 -> say(new Asked.Extend(experiment, 100, "slow"));
            case 2 ->
                say(new Asked.Move(experiment, new QueueMove(Optional.of(PriorityClass.HIGH), java.util.OptionalInt.empty()), "urgent"));
            case 3 -> say(new Asked.SetAdmin(channel, new ChannelAdmin.Draining("worn"), "worn"));
            case 4 -> say(new Asked.SetAdmin(channel, new ChannelAdmin.Maintenance("worn"), "worn"));
            case 5, 6 -> say(new Asked.SetAdmin(channel, new ChannelAdmin.Enabled(), "well"));
            case 7 -> say(new Asked.Lock(channel, "key", "hands in it"));
            case 8 -> say(new Asked.Unlock(channel, world.random.nextBoolean() ? Optional.of("key") : Optional.empty(), "done"));
            case 9 -> say(new Asked.Quarantine(channel, "smells"));
            case 10, 11 -> release(channel);
            case 12, 13 -> say(new Asked.ClearTrip(channel, "looked at"));
            case 14 -> say(new Asked.Reserve(new Closure("closure-" + ++closures, Set.of(channel), world.now + 300, world.now + 900,
                    world.random.nextBoolean() ? Optional.of("x") : Optional.empty(), "calibration")));
            case 15 -> page().addedClosures().keySet().stream().findFirst().ifPresent(id -> say(new Asked.Unreserve(id, "done")));
            default -> say(new Asked.Submit(world.texts.newExperiment()));
        }
    }

    /// Nobody says that a channel is safe that carries current, unless it is a test of ours that goes on.
    private void release(String channel) {
        if (page().channel(channel).quarantine().isPresent() && !world.device.channel(channel).isEnergised()) {
            say(new Asked.ReleaseQuarantine(channel, "it is off"));
        }
    }

    /// What stands in the way of the rest is put aside.
    private void help() {
        for (String channel : world.channelIds) {
            var condition = page().channel(channel);
            if (!(condition.admin() instanceof ChannelAdmin.Enabled)) {
                say(new Asked.SetAdmin(channel, new ChannelAdmin.Enabled(), "well"));
            }
            if (condition.lock().isPresent()) {
                say(new Asked.Unlock(channel, Optional.of("key"), "done"));
            }
            if (condition.quarantine().isPresent()) {
                release(channel);
            }
            if (world.leader().flatMap(s -> s.deliberation.assignments().reportOf(channel))
                    .filter(r -> r.state() instanceof OperatingState.Tripped).isPresent()) {
                say(new Asked.ClearTrip(channel, "looked at"));
            }
        }
        page().addedClosures().keySet().forEach(id -> say(new Asked.Unreserve(id, "done")));
    }

    /// A walk along the bench.
    void bench() {
        if (!world.texts.isScanned()) {
            heldWithoutScan();
            return;
        }
        for (Experiment experiment : List.copyOf(page().openExperiments())) {
            for (CellRun run : experiment.runs()) {
                if (!handsOn.contains(run.cellId())) {
                    bench(run);
                }
            }
        }
    }

    /// Where nothing is scanned a held run is given up.
    private void heldWithoutScan() {
        for (Experiment experiment : List.copyOf(page().liveExperiments())) {
            // A cell that came back into the queue stays where it is taken to be; only a person takes it off.
            experiment.runs().stream().filter(r -> r.state() instanceof RunState.Queued && world.random.nextInt(20) == 0)
                    .forEach(r -> page()
                            .channelOfCell(r.cellId()).ifPresent(c -> say(new Asked.Unmount(SimulatedTexts.barcodeOf(r.cellId()), c))));
            if (experiment.runs().stream().anyMatch(r -> r.state() instanceof RunState.Held) && world.random.nextInt(4) == 0) {
                say(new Asked.Cancel(experiment.experimentId(), "held"));
            }
        }
    }

    private void bench(CellRun run) {
        Optional<String> on = world.device.channelOfCell(run.cellId());
        switch (run.state()) {
            case RunState.Assigned assigned -> toMount(run, on);
            case RunState.Held held -> on.ifPresent(channel -> {
                world.device.channel(channel).reversed = false;
                mount(run.cellId(), channel);
            });
            case RunState.Ended ended -> on.ifPresent(channel -> unmount(run.cellId(), channel));
            case RunState.Queued queued -> {
                if (on.isPresent() && world.random.nextInt(20) == 0) {
                    unmount(run.cellId(), on.get());
                }
            }
            default -> {
                if (on.isPresent() && world.chance(0.01)) {
                    unmount(run.cellId(), on.get());
                }
            }
        }
    }

    private void toMount(CellRun run, Optional<String> on) {
        String channel = run.channelId().orElseThrow();
        SimulatedDevice.Channel place = world.device.channel(channel);
        if (on.isPresent()) {
            if (on.get().equals(channel)) {
                mount(run.cellId(), channel);
            } else {
                unmount(run.cellId(), on.get());
            }
        } else if (place.clippedCell.isEmpty()) {
            String inHand = world.chance(0.1) ? anyFreeCell(run.cellId()) : run.cellId();
            place.clippedCell = Optional.of(inHand);
            place.reversed = world.chance(0.1);
            mount(inHand, channel);
        } else if (!handsOn.contains(place.clippedCell.get())) {
            unmount(place.clippedCell.get(), channel);
        }
    }

    private String anyFreeCell(String other) {
        List<String> free = new ArrayList<>();
        for (int i = 0; i < SimulatedTexts.CELLS; i++) {
            String cell = "cell-" + i;
            if (world.device.channelOfCell(cell).isEmpty() && !handsOn.contains(cell)) {
                free.add(cell);
            }
        }
        return free.isEmpty() ? other : free.get(world.random.nextInt(free.size()));
    }

    private void mount(String cellId, String channel) {
        handsOn.add(cellId);
        send(new Asked.Mount(SimulatedTexts.barcodeOf(cellId), channel), anybody(), answer -> {
            handsOn.remove(cellId);
            boolean known = page().channelOfCell(cellId).filter(channel::equals).isPresent();
            if (answer.change() instanceof FacilityChange.Refused && !known) {
                world.device.channel(channel).clippedCell = Optional.empty();
            }
        });
    }

    private void unmount(String cellId, String channel) {
        handsOn.add(cellId);
        send(new Asked.Unmount(SimulatedTexts.barcodeOf(cellId), channel), anybody(), answer -> {
            handsOn.remove(cellId);
            boolean unknown = page().channelOfCell(cellId).isEmpty() && !world.device.channel(channel).isEnergised();
            if (answer.change() instanceof FacilityChange.CellUnmounted || unknown) {
                world.device.channel(channel).clippedCell = Optional.empty();
            }
        });
    }
}
