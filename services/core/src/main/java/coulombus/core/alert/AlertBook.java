package coulombus.core.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import coulombus.core.alert.AlertKind.About;
import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.OperatingState;
import coulombus.core.detection.CellState;
import coulombus.core.detection.FindingKind;
import coulombus.core.detection.Severity;

/// All alerts there are, as a fold: findings, faults of the data, runs, cells' health and channels' reports in, new revisions of alerts out.
///
/// The revisions are its log: a book that was given them by [#restore] in their order, and the latest levels by [#learn], goes on as the one that
/// made them. Evidence that was counted counts nothing more. Findings of detectors on trial make no alert.
///
/// One thread owns it.
public final class AlertBook {
    private final AlertRules rules;
    private final Levels levels = new Levels();
    private final CommonMode commonMode;
    private final Map<UUID, Alert> alerts = new LinkedHashMap<>();
    private final Map<UUID, Set<UUID>> evidence = new HashMap<>();
    private final Map<UUID, Set<UUID>> alertsOfRun = new HashMap<>();
    private final Map<String, Set<UUID>> alertsOfChannel = new HashMap<>();
    private final Set<UUID> environments = new LinkedHashSet<>();
    private final Set<UUID> requests = new HashSet<>();

    public AlertBook(AlertRules rules) {
        this.rules = rules;
        this.commonMode = new CommonMode(rules);
    }

    /// Takes a revision from the log.
    public void restore(Alert revision) {
        keep(revision);
        revision.requestId().ifPresent(requests::add);
    }

    /// Takes a level and changes no alert: what was true before the log is known to its end.
    public void learn(AlertEvent level) {
        switch (level) {
            case AlertEvent.Run run -> {
                levels.on(run);
                commonMode.heardOf(run.facts().channelId());
            }
            case AlertEvent.Health health -> levels.health(health.runId(), health.state(), health.seq());
            case AlertEvent.Reported(ChannelReported reported) -> {
                levels.on(reported);
                commonMode.heardOf(reported.channelId());
            }
            case AlertEvent.Found found -> throw new IllegalArgumentException("a finding is no level");
            case AlertEvent.Quality quality -> throw new IllegalArgumentException("a fault of the data is no level");
        }
    }

    /// Applies all levels, once the log and they are known.
    ///
    /// @return new revisions, in order
    public List<Alert> settle(double atUnixSecond) {
        List<Alert> changes = new ArrayList<>();
        levels.channels().forEach(reported -> reported(reported, changes));
        for (Alert alert : List.copyOf(alerts.values())) {
            settle(alert.alertId(), atUnixSecond, changes);
        }
        return changes;
    }

    /// Takes an event.
    ///
    /// @return new revisions, in order; empty where nothing changes
    public List<Alert> on(AlertEvent event) {
        List<Alert> changes = new ArrayList<>();
        switch (event) {
            case AlertEvent.Found found -> found(found, changes);
            case AlertEvent.Quality quality -> AlertKind.of(quality.quality().kind())
                    .ifPresent(kind -> seen(new Seen(kind, Severity.WARNING, levels.subject(quality.channelId(), quality.runId()),
                            new Sighting(AlertIds.evidence(quality.runId(), quality.quality()), quality.quality().detail(),
                                    quality.quality().firstSeq(), quality.quality().firstSeq(), quality.atUnixSecond())),
                            changes));
            case AlertEvent.Health health -> {
                learn(health);
                settleRun(health.runId(), health.atUnixSecond(), changes);
            }
            case AlertEvent.Run run -> {
                learn(run);
                settleRun(run.facts().runId(), run.atUnixSecond(), changes);
            }
            case AlertEvent.Reported(ChannelReported reported) -> {
                learn(event);
                reported(reported, changes);
            }
        }
        return changes;
    }

    /// Answers a person.
    ///
    /// @param nowUnixSecond in s since 1970
    public AlertAnswer answer(AlertRequest request, double nowUnixSecond) {
        if (requests.contains(request.requestId())) {
            return new AlertAnswer.Repeated();
        }
        Alert alert = alerts.get(request.alertId());
        if (alert == null) {
            return new AlertAnswer.Refused(Optional.empty(), "there is no alert " + request.alertId());
        }
        Optional<String> hindrance = hindrance(alert, request, nowUnixSecond);
        if (hindrance.isPresent()) {
            return new AlertAnswer.Refused(Optional.of(alert), hindrance.get());
        }
        List<Alert> changes = new ArrayList<>();
        Optional<UUID> id = Optional.of(request.requestId());
        publish(switch (request.asked()) {
            case AlertRequest.Asked.Acknowledge(String why) -> alert.become(
                    new AlertState.Acknowledged(request.requestedBy(), why, nowUnixSecond), AlertChange.ACKNOWLEDGED, nowUnixSecond, id);
            case AlertRequest.Asked.Resolve(String why) -> alert.become(new AlertState.Resolved(why, request.requestedBy()),
                    AlertChange.RESOLVED, nowUnixSecond, id);
            case AlertRequest.Asked.Silence silence -> alert.silenced(silence.untilUnixSecond(), nowUnixSecond, request.requestId());
        }, changes);
        requests.add(request.requestId());
        settleEnvironments(changes, nowUnixSecond);
        return new AlertAnswer.Done(alert, changes);
    }

    /// All alerts, in the order in which they were opened.
    public Collection<Alert> alerts() {
        return Collections.unmodifiableCollection(alerts.values());
    }

    public Optional<Alert> alert(UUID alertId) {
        return Optional.ofNullable(alerts.get(alertId));
    }

    /// False where a run's cell and source are not known yet.
    public boolean knowsRun(UUID runId) {
        return levels.knows(runId);
    }

    private Optional<String> hindrance(Alert alert, AlertRequest request, double nowUnixSecond) {
        if (alert.state() instanceof AlertState.Resolved(String why, String by)) {
            return Optional.of("the alert is over: " + why + (by.isEmpty() ? "" : " (" + by + ")"));
        }
        return switch (request.asked()) {
            case AlertRequest.Asked.Acknowledge a -> switch (alert.state()) {
                case AlertState.Acknowledged taken -> Optional.of(taken.by() + " has taken it already: " + taken.why());
                case AlertState.Suppressed part -> Optional
                        .of("it is part of alert " + part.environmentAlertId() + " about the environment; acknowledge that one");
                case AlertState.Open o -> Optional.empty();
                case AlertState.Reopened r -> Optional.empty();
                case AlertState.Resolved r -> Optional.empty();
            };
            case AlertRequest.Asked.Resolve r -> alert.kind().about() == About.CHANNEL
                    ? Optional.of("the channel still stands; clear it with a stop, which ends the alert, and acknowledge until then")
                    : Optional.empty();
            case AlertRequest.Asked.Silence silence -> alert.kind().isSafety()
                    ? Optional.of("an alert of kind " + alert.kind() + " is about safety and cannot be silenced; acknowledge it")
                    : silence.untilUnixSecond() <= nowUnixSecond
                            ? Optional.of("the time until which to be quiet is past")
                            : Optional.empty();
        };
    }

    /// Something that calls for an alert.
    private record Seen(AlertKind kind, Severity severity, AlertSubject subject, Sighting sighting) {
        UUID alertId() {
            return AlertIds.alert(kind, subject.channelId(), subject.runId());
        }
    }

    private void found(AlertEvent.Found found, List<Alert> changes) {
        var finding = found.finding();
        if (finding.shadow()) {
            return;
        }
        if (finding.kind() == FindingKind.SHORT_ENDED) {
            levels.health(found.runId(), CellState.HEALTHY, finding.detectedSeq());
            settleRun(found.runId(), found.atUnixSecond(), changes);
        } else if (finding.severity().compareTo(rules.leastSeverity()) >= 0) {
            AlertKind kind = AlertKind.of(finding.kind()).orElseThrow();
            seen(new Seen(kind, finding.severity(), levels.subject(found.channelId(), found.runId()),
                    new Sighting(finding.id(found.runId()), finding.sentence(), finding.onsetSeq(), finding.detectedSeq(),
                            found.atUnixSecond())),
                    changes);
        }
    }

    /// A trip and a quarantine are states told again and again: only entering one is news.
    private void reported(ChannelReported reported, List<Alert> changes) {
        switch (reported.state()) {
            case OperatingState.Tripped(UUID runId, String cause) -> entered(AlertKind.CHANNEL_TRIPPED, Optional.of(runId),
                    "channel " + reported.channelId() + " tripped: " + cause, reported, changes);
            case OperatingState.Quarantined(String why) -> entered(AlertKind.CHANNEL_QUARANTINED, Optional.empty(),
                    "channel " + reported.channelId() + " is in quarantine: " + why, reported, changes);
            case OperatingState.Unknown u -> {
            }
            case OperatingState.Idle i -> {
            }
            case OperatingState.Starting s -> {
            }
            case OperatingState.Running r -> {
            }
            case OperatingState.Paused p -> {
            }
            case OperatingState.Stopping s -> {
            }
        }
        for (UUID id : alertsOfChannel.getOrDefault(reported.channelId(), Set.of())) {
            settle(id, reported.unixTimeSecond(), changes);
        }
    }

    private void entered(AlertKind kind, Optional<UUID> runId, String sentence, ChannelReported reported, List<Alert> changes) {
        UUID id = AlertIds.alert(kind, reported.channelId(), runId);
        Alert before = alerts.get(id);
        if (before == null || before.state().isResolved()) {
            int times = before == null ? 0 : before.reopenings() + 1;
            seen(new Seen(kind, Severity.CRITICAL, levels.subject(reported, runId), new Sighting(AlertIds.evidence(id, times), sentence,
                    reported.lastSeq(), reported.lastSeq(), reported.unixTimeSecond())), changes);
        }
    }

    private void seen(Seen seen, List<Alert> changes) {
        UUID id = seen.alertId();
        Sighting sighting = seen.sighting();
        if (evidence.getOrDefault(id, Set.of()).contains(sighting.evidenceId())) {
            return;
        }
        String channelId = seen.subject().channelId();
        commonMode.on(seen.kind(), id, channelId, sighting);
        List<Alert.Member> crowd = commonMode.crowd(seen.kind(), channelId, sighting);
        UUID environmentId = AlertIds.environment(rules.groupOf(channelId), seen.kind());
        Alert before = alerts.get(id);
        boolean suppressed = !crowd.isEmpty() && !seen.kind().isSafety()
                && commonMode.explainsAllOf(seen.kind(), channelId, id);
        AlertState next = before == null
                ? suppressed ? new AlertState.Suppressed(environmentId) : new AlertState.Open()
                : next(before, seen.severity(), suppressed ? Optional.of(environmentId) : Optional.empty());
        publish(before == null
                ? Alert.first(id, seen.kind(), seen.severity(), seen.subject(), next, sighting, List.of())
                : before.seen(sighting, seen.severity(), next, rules.flapAfter()), changes);
        if (!crowd.isEmpty()) {
            environment(environmentId, seen, crowd, changes);
        }
        settle(id, sighting.atUnixSecond(), changes);
    }

    private static AlertState next(Alert before, Severity now, Optional<UUID> environmentId) {
        return switch (before.state()) {
            case AlertState.Open open -> environmentId.<AlertState>map(AlertState.Suppressed::new).orElse(open);
            case AlertState.Reopened reopened -> environmentId.<AlertState>map(AlertState.Suppressed::new).orElse(reopened);
            case AlertState.Acknowledged taken -> now.compareTo(before.severity()) > 0
                    ? new AlertState.Reopened("it became " + now + " after " + taken.by() + " had taken it")
                    : taken;
            case AlertState.Suppressed suppressed -> environmentId.<AlertState>map(AlertState.Suppressed::new)
                    .orElseGet(() -> new AlertState.Reopened("seen outside of the common mode"));
            case AlertState.Resolved over -> environmentId.<AlertState>map(AlertState.Suppressed::new)
                    .orElseGet(() -> new AlertState.Reopened("seen again after it was over (" + over.why() + ")"));
        };
    }

    /// One alert for what many channels show; their own alerts are part of it from now on.
    private void environment(UUID id, Seen seen, List<Alert.Member> crowd, List<Alert> changes) {
        String group = rules.groupOf(seen.subject().channelId());
        long channels = crowd.stream().map(Alert.Member::channelId).distinct().count();
        String sentence = channels + " of " + commonMode.channelsOf(group) + " channels of " + group + " show " + seen.kind() + " within "
                + Math.round(rules.commonModeWindowSecond() / 60) + " min: look at what they share before the cells";
        Sighting sighting = new Sighting(AlertIds.evidence(id, seen.sighting().evidenceId()), sentence, 0, 0,
                seen.sighting().atUnixSecond());
        // Cells do not fail in step: what many show at once is for today, unless each of them is a matter of safety.
        Severity severity = seen.kind().isSafety() ? Severity.CRITICAL : Severity.WARNING;
        Alert before = alerts.get(id);
        Set<Alert.Member> members = new LinkedHashSet<>(before == null || before.state().isResolved() ? List.of() : before.members());
        boolean grows = members.addAll(crowd);
        List<Alert.Member> all = List.copyOf(members);
        if (before == null) {
            AlertSubject subject = new AlertSubject(group, Optional.empty(), "", seen.subject().source());
            publish(Alert.first(id, AlertKind.ENVIRONMENT, severity, subject, new AlertState.Open(), sighting, all), changes);
        } else if (before.state().isResolved()) {
            publish(before.seen(sighting, severity, next(before, severity, Optional.empty()), rules.flapAfter())
                    .withMembers(all), changes);
        } else if (grows) {
            publish(before.grown(all, sighting, severity), changes);
        }
        for (Alert.Member member : crowd) {
            Alert own = alerts.get(member.alertId());
            if (own != null && own.state().isFiring() && !own.kind().isSafety()
                    && commonMode.explainsAllOf(own.kind(), member.channelId(), own.alertId())) {
                publish(own.become(new AlertState.Suppressed(id), AlertChange.SUPPRESSED, sighting.atUnixSecond(), Optional.empty()),
                        changes);
            }
        }
    }

    private void settleRun(UUID runId, double atUnixSecond, List<Alert> changes) {
        for (UUID id : List.copyOf(alertsOfRun.getOrDefault(runId, Set.of()))) {
            settle(id, atUnixSecond, changes);
        }
    }

    private void settle(UUID id, double atUnixSecond, List<Alert> changes) {
        Alert alert = alerts.get(id);
        if (!alert.state().isResolved()) {
            levels.endOf(alert).ifPresent(why -> {
                publish(alert.become(new AlertState.Resolved(why, ""), AlertChange.RESOLVED, atUnixSecond, Optional.empty()), changes);
                settleEnvironments(changes, atUnixSecond);
            });
        }
    }

    /// An environment is over when every alert that belongs to it is.
    private void settleEnvironments(List<Alert> changes, double atUnixSecond) {
        for (UUID id : environments) {
            Alert alert = alerts.get(id);
            if (!alert.state().isResolved()
                    && alert.members().stream().map(member -> alerts.get(member.alertId()))
                            .allMatch(a -> a == null || a.state().isResolved())) {
                publish(alert.become(new AlertState.Resolved("every alert that belongs to it is over", ""), AlertChange.RESOLVED,
                        atUnixSecond, Optional.empty()), changes);
            }
        }
    }

    private void publish(Alert revision, List<Alert> changes) {
        keep(revision);
        changes.add(revision);
    }

    private void keep(Alert revision) {
        UUID id = revision.alertId();
        alerts.put(id, revision);
        Set<UUID> counted = evidence.computeIfAbsent(id, i -> new HashSet<>());
        counted.add(revision.last().evidenceId());
        revision.subject().runId().ifPresent(run -> alertsOfRun.computeIfAbsent(run, r -> new LinkedHashSet<>()).add(id));
        switch (revision.kind().about()) {
            case ENVIRONMENT -> environments.add(id);
            case CHANNEL -> alertsOfChannel.computeIfAbsent(revision.subject().channelId(), c -> new LinkedHashSet<>()).add(id);
            case CELL, DATA -> {
            }
        }
        if (revision.kind() != AlertKind.ENVIRONMENT) {
            commonMode.on(revision.kind(), id, revision.subject().channelId(), revision.last());
        }
    }
}
