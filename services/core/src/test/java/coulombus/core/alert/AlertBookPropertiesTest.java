package coulombus.core.alert;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import coulombus.core.assignment.OperatingState;
import coulombus.core.detection.CellState;
import coulombus.core.detection.FindingKind;
import coulombus.core.detection.Severity;
import coulombus.core.run.RunEnd;

import static org.assertj.core.api.Assertions.assertThat;

/// What holds for every story of a fleet. A failure names the seed; `-Dcoulombus.seed=N` tells that story again.
class AlertBookPropertiesTest {
    private static final int STORIES = 300;
    private static final int CHANNELS = 12;
    private static final FindingKind[] KINDS = { FindingKind.HARD_SHORT, FindingKind.SOFT_SHORT, FindingKind.CREEPING_SHORT,
            FindingKind.OPEN_CIRCUIT, FindingKind.ERRATIC_VOLTAGE };

    private interface Property {
        void holds(long seed);
    }

    private static void forEverySeed(Property property) {
        Long one = Long.getLong("coulombus.seed");
        for (long seed = one == null ? 1 : one; seed <= (one == null ? STORIES : one); seed++) {
            try {
                property.holds(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + " (repeat with -Dcoulombus.seed=" + seed + "): " + e.getMessage(), e);
            }
        }
    }

    /// Each channel's own story, in its order.
    private static List<List<AlertEvent>> stories(Random random, boolean withLevels) {
        List<List<AlertEvent>> stories = new ArrayList<>();
        for (int channel = 1; channel <= CHANNELS; channel++) {
            List<AlertEvent> story = new ArrayList<>();
            double at = random.nextInt(7200);
            long seq = 1;
            int length = random.nextInt(8);
            for (int i = 0; i < length; i++) {
                at += random.nextInt(4000);
                seq += 1 + random.nextInt(50);
                int what = withLevels ? random.nextInt(10) : 0;
                if (what < 6) {
                    story.add(AlertWords.found(channel, KINDS[random.nextInt(KINDS.length)],
                            random.nextInt(3) == 0 ? Severity.WARNING : Severity.CRITICAL, seq, at));
                } else if (what < 8) {
                    story.add(AlertWords.health(channel, CellState.values()[random.nextInt(CellState.values().length)], seq, at));
                } else if (what == 8) {
                    story.add(AlertWords.reported(channel, random.nextBoolean()
                            ? new OperatingState.Idle()
                            : new OperatingState.Tripped(AlertWords.run(channel), "over voltage"), at));
                } else {
                    story.add(AlertWords.ends(channel, RunEnd.STOPPED, at));
                }
            }
            stories.add(story);
        }
        return stories;
    }

    private static List<AlertEvent> mixed(List<List<AlertEvent>> stories, Random random) {
        List<Deque<AlertEvent>> rest = new ArrayList<>();
        stories.forEach(story -> rest.add(new ArrayDeque<>(story)));
        rest.removeIf(Deque::isEmpty);
        List<AlertEvent> all = new ArrayList<>();
        while (!rest.isEmpty()) {
            Deque<AlertEvent> next = rest.get(random.nextInt(rest.size()));
            all.add(next.poll());
            rest.removeIf(Deque::isEmpty);
        }
        return all;
    }

    private static AlertBook bookOfTheFleet() {
        AlertBook book = new AlertBook(AlertRules.DEFAULT);
        for (int channel = 1; channel <= CHANNELS; channel++) {
            book.learn(AlertWords.begins(channel));
        }
        return book;
    }

    /// What a person sees in the end, without the numbers of revisions, which tell the way there.
    private static Map<UUID, String> seenInTheEnd(AlertBook book) {
        return book.alerts().stream().collect(Collectors.toMap(Alert::alertId,
                a -> a.kind() + " " + a.severity() + " firing=" + a.state().isFiring() + " over=" + a.state().isResolved() + " "
                        + (a.kind() == AlertKind.ENVIRONMENT ? "" : a.count()) + " "
                        + a.members().stream().map(Alert.Member::channelId).sorted().toList(),
                (a, b) -> a, TreeMap::new));
    }

    @Test
    void theOrderOfChannelsChangesNothingInTheEnd() {
        forEverySeed(seed -> {
            // Given
            List<List<AlertEvent>> stories = stories(new Random(seed), false);
            AlertBook one = bookOfTheFleet();
            AlertBook other = bookOfTheFleet();

            // When
            mixed(stories, new Random(seed + 1)).forEach(one::on);
            mixed(stories, new Random(seed + 2)).forEach(other::on);

            // Then
            assertThat(seenInTheEnd(one)).isEqualTo(seenInTheEnd(other));
        });
    }

    @Test
    void whatComesTwiceCountsOnce() {
        forEverySeed(seed -> {
            // Given
            Random random = new Random(seed);
            List<AlertEvent> story = mixed(stories(random, false), random);
            AlertBook once = bookOfTheFleet();
            AlertBook twice = bookOfTheFleet();

            // When
            List<Alert> told = new ArrayList<>();
            List<Alert> toldTwice = new ArrayList<>();
            for (int i = 0; i < story.size(); i++) {
                told.addAll(once.on(story.get(i)));
                toldTwice.addAll(twice.on(story.get(i)));
                toldTwice.addAll(twice.on(story.get(random.nextInt(i + 1))));
            }

            // Then
            assertThat(toldTwice).isEqualTo(told);
        });
    }

    @Test
    void aRestartFromTheLogGoesOnAsIfNothingHadHappened() {
        forEverySeed(seed -> {
            // Given
            Random random = new Random(seed);
            List<AlertEvent> story = mixed(stories(random, true), random);
            AlertBook whole = bookOfTheFleet();
            AlertBook current = bookOfTheFleet();
            List<Alert> expected = new ArrayList<>();
            List<Alert> log = new ArrayList<>();
            List<AlertEvent> levels = new ArrayList<>();

            // When
            for (AlertEvent event : story) {
                expected.addAll(whole.on(event));
                log.addAll(current.on(event));
                if (!(event instanceof AlertEvent.Found) && !(event instanceof AlertEvent.Quality)) {
                    levels.add(event);
                }
                if (random.nextInt(4) == 0) {
                    current = bookOfTheFleet();
                    log.forEach(current::restore);
                    levels.forEach(current::learn);
                    log.addAll(current.settle(0));
                }
            }

            // Then
            assertThat(log).isEqualTo(expected);
        });
    }

    @Test
    void everyHardShortOfARunThatGoesOnFires() {
        forEverySeed(seed -> {
            // Given
            Random random = new Random(seed);
            List<AlertEvent> story = mixed(stories(random, false), random);
            AlertBook book = bookOfTheFleet();

            // When
            story.forEach(book::on);

            // Then
            story.stream().filter(e -> e instanceof AlertEvent.Found f && f.finding().kind() == FindingKind.HARD_SHORT)
                    .map(e -> (AlertEvent.Found) e)
                    .forEach(f -> assertThat(
                            book.alert(AlertIds.alert(AlertKind.HARD_SHORT, f.channelId(), java.util.Optional.of(f.runId())))
                                    .orElseThrow().state().isFiring())
                            .isTrue());
        });
    }
}
