package coulombus.app.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import coulombus.app.benchmark.CellScore.Alarm;
import coulombus.core.alert.Alert;
import coulombus.core.alert.AlertBook;
import coulombus.core.alert.AlertChange;
import coulombus.core.alert.AlertEvent;
import coulombus.core.alert.AlertKind;
import coulombus.core.alert.AlertRules;
import coulombus.core.alert.AlertState;
import coulombus.core.run.RunFacts;

/// What reaches a person: the findings of the cells of a chamber through the same [AlertBook] that the service of alerts keeps, with its usual
/// rules. An alert reaches a person each time it opens or opens again; one that is part of a common mode from the beginning does not, and
/// those that were told before the third channel did.
///
/// @param shorts       alerts of short kinds that reached a person
/// @param environments alerts about the environment that did
/// @param suppressed   alerts of short kinds that were withdrawn or never told, as part of a common mode
/// @param hidden       cells that were shorted and of which no alert of a short kind reached a person from the onset on
record ToldAlerts(int shorts, int environments, int suppressed, int hidden) {
    private static final ToldAlerts NONE = new ToldAlerts(0, 0, 0, 0);

    /// A finding of a cell at the time of its test; the tests of a chamber begin together.
    private record Told(String channelId, UUID runId, CellScore score, Alarm alarm) {}

    /// Of the cells of whole chambers.
    static ToldAlerts of(List<CellScore> scores) {
        ToldAlerts sum = NONE;
        Map<String, List<CellScore>> chambers = new LinkedHashMap<>();
        scores.forEach(score -> chambers.computeIfAbsent(score.cell().chamber(), c -> new ArrayList<>()).add(score));
        for (List<CellScore> chamber : chambers.values()) {
            sum = sum.plus(ofChamber(chamber));
        }
        return sum;
    }

    /// Of failing cells, each put in the place of one cell of a chamber of healthy ones: does a common mode hide what it alone has?
    static ToldAlerts amongHealthy(List<CellScore> failing, List<CellScore> healthy, int cellsOfChamber) {
        ToldAlerts sum = NONE;
        int chambers = healthy.size() / cellsOfChamber;
        for (int n = 0; chambers > 0 && n < failing.size(); n++) {
            int first = n % chambers * cellsOfChamber;
            List<CellScore> chamber = new ArrayList<>(healthy.subList(first + 1, first + cellsOfChamber));
            chamber.add(failing.get(n));
            sum = sum.plus(ofChamber(chamber));
        }
        return sum;
    }

    private ToldAlerts plus(ToldAlerts other) {
        return new ToldAlerts(shorts + other.shorts, environments + other.environments, suppressed + other.suppressed,
                hidden + other.hidden);
    }

    private static ToldAlerts ofChamber(List<CellScore> chamber) {
        AlertBook book = new AlertBook(AlertRules.DEFAULT);
        List<Told> told = new ArrayList<>();
        for (int k = 0; k < chamber.size(); k++) {
            CellScore score = chamber.get(k);
            String channelId = "chamber/" + (k + 1);
            RunFacts facts = score.cell().run().facts();
            book.learn(new AlertEvent.Run(new RunFacts(facts.runId(), channelId, facts.source(), facts.cell(), facts.instrument(),
                    facts.protocol(), facts.title()), Optional.empty(), 0));
            score.alarms().forEach(alarm -> told.add(new Told(channelId, facts.runId(), score, alarm)));
        }
        told.sort(Comparator.comparingDouble((Told t) -> t.alarm().detectedSecond()).thenComparing(Told::channelId));
        ToldAlerts sum = NONE;
        Set<CellScore> reached = new HashSet<>();
        for (Told t : told) {
            ToldAlerts one = hear(book, t);
            sum = sum.plus(one);
            if (one.shorts() > 0 && t.alarm().detectedSecond() >= t.score().cell().onsetSecond()) {
                reached.add(t.score());
            }
        }
        int hidden = (int) chamber.stream().filter(score -> score.cell().failure().isShort() && !reached.contains(score)).count();
        return sum.plus(new ToldAlerts(0, 0, 0, hidden));
    }

    private static ToldAlerts hear(AlertBook book, Told t) {
        ToldAlerts sum = NONE;
        for (Alert alert : book.on(new AlertEvent.Found(t.channelId(), t.runId(), t.alarm().finding(), t.alarm().detectedSecond()))) {
            boolean isNew = alert.change() == AlertChange.OPENED || alert.change() == AlertChange.REOPENED;
            int news = alert.state().isFiring() && isNew ? 1 : 0;
            sum = sum.plus(switch (alert.kind()) {
                case HARD_SHORT, SOFT_SHORT, CREEPING_SHORT, INTERMITTENT_SHORT ->
                    new ToldAlerts(news, 0, alert.state() instanceof AlertState.Suppressed ? 1 : 0, 0);
                case ENVIRONMENT -> new ToldAlerts(0, news, 0, 0);
                default -> NONE;
            });
        }
        return sum;
    }
}
