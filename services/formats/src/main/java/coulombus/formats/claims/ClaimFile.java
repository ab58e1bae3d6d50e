package coulombus.formats.claims;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import coulombus.core.cell.CellKind;
import coulombus.core.claims.Comparison;
import coulombus.core.claims.Comparison.Relation;
import coulombus.core.claims.Experiment;
import coulombus.core.claims.Experiment.RateStep;
import coulombus.core.claims.Figure;
import coulombus.core.claims.ReportedClaims;
import coulombus.core.claims.ReportedFigure;
import coulombus.formats.UnreadableFileException;
import coulombus.formats.claims.YamlNode.Entry;
import coulombus.formats.claims.YamlNode.Mapping;
import coulombus.formats.claims.YamlNode.Scalar;
import coulombus.formats.claims.YamlNode.Sequence;
import coulombus.formats.yaml.Nearest;

/// Reads reported figures of a test from YAML, digits as printed. `docs/reference/check-claims.md` describes the file.
public final class ClaimFile {
    private static final Map<String, CellKind> CELLS = new LinkedHashMap<>();
    private static final List<String> FIGURES = Arrays.stream(Figure.values()).map(Figure::key).toList();
    private static final List<String> RELATIONS = Arrays.stream(Relation.values()).map(Relation::key).toList();
    private static final String RATE_CURRENT = Figure.SPECIFIC_CURRENT_A_PER_G.key();
    private static final String RATE_CAPACITY = "capacity_mah_per_g";

    static {
        CELLS.put("symmetric", CellKind.SYMMETRIC);
        CELLS.put("plating", CellKind.PLATING);
        CELLS.put("half", CellKind.INSERTION_HALF);
        CELLS.put("full", CellKind.FULL);
    }

    private final Path file;

    private ClaimFile(Path file) {
        this.file = file;
    }

    /// @throws UnreadableFileException where the file cannot be read or says what cannot be; names the line and the path in the file
    public static ReportedClaims read(Path file) throws UnreadableFileException {
        return new ClaimFile(file).claims(YamlReader.read(file));
    }

    private ReportedClaims claims(Mapping root) throws UnreadableFileException {
        knowOnly(root, "", List.of("title", "experiments", "comparisons"));
        String title = root.entries().containsKey("title") ? text(root.entries().get("title").value(), "title") : "";
        List<Experiment> experiments = new ArrayList<>();
        if (root.entries().containsKey("experiments")) {
            Mapping named = mapping(root.entries().get("experiments").value(), "experiments");
            for (Map.Entry<String, Entry> e : named.entries().entrySet()) {
                String path = "experiments." + e.getKey();
                experiments.add(experiment(e.getKey(), mapping(e.getValue().value(), path), path));
            }
        }
        List<Comparison> comparisons = new ArrayList<>();
        if (root.entries().containsKey("comparisons")) {
            List<YamlNode> items = sequence(root.entries().get("comparisons").value(), "comparisons");
            for (int i = 0; i < items.size(); i++) {
                String path = "comparisons[" + i + "]";
                comparisons.add(comparison(mapping(items.get(i), path), path, experiments));
            }
        }
        if (experiments.isEmpty() && comparisons.isEmpty()) {
            throw wrong(root, "experiments", "must hold at least one; there is none");
        }
        return new ReportedClaims(title, experiments, comparisons);
    }

    private Experiment experiment(String name, Mapping stated, String path) throws UnreadableFileException {
        knowOnly(stated, path + ".", Stream.concat(Stream.of("cell", "rate_test"), FIGURES.stream()).toList());
        CellKind cell = CellKind.UNKNOWN;
        List<RateStep> rateTest = List.of();
        Map<Figure, ReportedFigure> figures = new EnumMap<>(Figure.class);
        for (Map.Entry<String, Entry> entry : stated.entries().entrySet()) {
            String key = entry.getKey();
            String keyPath = path + "." + key;
            YamlNode value = entry.getValue().value();
            switch (key) {
                case "cell" -> cell = cell(value, keyPath);
                case "rate_test" -> rateTest = rateTest(value, keyPath);
                default -> {
                    Figure figure = Figure.byKey(key).orElseThrow();
                    figures.put(figure, number(value, keyPath, figure::read));
                }
            }
        }
        return new Experiment(name, cell, figures, rateTest);
    }

    private CellKind cell(YamlNode value, String path) throws UnreadableFileException {
        String word = text(value, path);
        if (!CELLS.containsKey(word)) {
            throw wrong(value, path, "must be one of " + String.join(", ", CELLS.keySet()) + "; was '" + word + "'");
        }
        return CELLS.get(word);
    }

    private List<RateStep> rateTest(YamlNode value, String path) throws UnreadableFileException {
        List<RateStep> steps = new ArrayList<>();
        List<YamlNode> items = sequence(value, path);
        for (int i = 0; i < items.size(); i++) {
            String stepPath = path + "[" + i + "]";
            Mapping step = mapping(items.get(i), stepPath);
            knowOnly(step, stepPath + ".", List.of(RATE_CURRENT, RATE_CAPACITY));
            steps.add(new RateStep(number(required(step, RATE_CURRENT, stepPath), stepPath + "." + RATE_CURRENT,
                    Figure.SPECIFIC_CURRENT_A_PER_G::read),
                    number(required(step, RATE_CAPACITY, stepPath), stepPath + "." + RATE_CAPACITY,
                            Figure.INITIAL_CAPACITY_MAH_PER_G::read)));
        }
        return steps;
    }

    private Comparison comparison(Mapping stated, String path, List<Experiment> experiments) throws UnreadableFileException {
        knowOnly(stated, path + ".",
                Stream.concat(Stream.of("claim", "figure", "of", "than", "value", "base"), RELATIONS.stream()).toList());
        List<Relation> relations = Arrays.stream(Relation.values()).filter(r -> stated.entries().containsKey(r.key())).toList();
        if (relations.size() != 1) {
            throw wrong(stated, path, "must have exactly one of " + String.join(", ", RELATIONS) + "; has "
                    + (relations.isEmpty() ? "none" : relations.stream().map(Relation::key).collect(Collectors.joining(" and "))));
        }
        Relation relation = relations.get(0);
        String claim = stated.entries().containsKey("claim") ? text(stated.entries().get("claim").value(), path + ".claim") : "";
        ReportedFigure claimed = number(required(stated, relation.key(), path), path + "." + relation.key(), ReportedFigure::rounded);
        boolean named = stated.entries().containsKey("figure");
        if (named == (stated.entries().containsKey("value") || stated.entries().containsKey("base"))) {
            throw wrong(stated, path, "must have either figure, of and than, or value and base");
        }
        try {
            return new Comparison(claim, named ? ofExperiments(stated, path, experiments) : ofValues(stated, path), relation, claimed);
        } catch (IllegalArgumentException e) {
            throw new UnreadableFileException(file, stated.line(), path + "." + e.getMessage());
        }
    }

    private Comparison.Operands ofExperiments(Mapping stated, String path, List<Experiment> experiments) throws UnreadableFileException {
        YamlNode figureNode = required(stated, "figure", path);
        String key = text(figureNode, path + ".figure");
        Figure figure = Figure.byKey(key)
                .orElseThrow(
                        () -> wrong(figureNode, path + ".figure", "there is no figure '" + key + "'" + Nearest.suggestion(key, FIGURES)));
        return new Comparison.OfExperiments(figure, experimentName(stated, "of", path, experiments),
                experimentName(stated, "than", path, experiments));
    }

    private String experimentName(Mapping stated, String key, String path, List<Experiment> experiments) throws UnreadableFileException {
        YamlNode node = required(stated, key, path);
        String name = text(node, path + "." + key);
        List<String> names = experiments.stream().map(Experiment::name).toList();
        if (!names.contains(name)) {
            throw wrong(node, path + "." + key, "there is no experiment '" + name + "' in this file" + Nearest.suggestion(name, names));
        }
        return name;
    }

    private Comparison.Operands ofValues(Mapping stated, String path) throws UnreadableFileException {
        return new Comparison.OfValues(number(required(stated, "value", path), path + ".value", ReportedFigure::rounded),
                number(required(stated, "base", path), path + ".base", ReportedFigure::rounded));
    }

    private ReportedFigure number(YamlNode node, String path, Function<String, ReportedFigure> reading) throws UnreadableFileException {
        try {
            return reading.apply(text(node, path));
        } catch (IllegalArgumentException e) {
            throw wrong(node, path, e.getMessage());
        }
    }

    private YamlNode required(Mapping mapping, String key, String path) throws UnreadableFileException {
        Entry entry = mapping.entries().get(key);
        if (entry == null) {
            throw wrong(mapping, path + "." + key, "must be given");
        }
        return entry.value();
    }

    private String text(YamlNode node, String path) throws UnreadableFileException {
        if (node instanceof Scalar scalar) {
            return scalar.text();
        }
        throw wrong(node, path,
                node instanceof YamlNode.Nothing
                        ? "must have a value; leave the key out where it is not stated"
                        : "must be a single value");
    }

    private Mapping mapping(YamlNode node, String path) throws UnreadableFileException {
        if (node instanceof Mapping mapping) {
            return mapping;
        }
        throw wrong(node, path, "must be keys with values");
    }

    private List<YamlNode> sequence(YamlNode node, String path) throws UnreadableFileException {
        if (node instanceof Sequence sequence) {
            return sequence.items();
        }
        throw wrong(node, path, "must be a list, each item after a '-'");
    }

    private void knowOnly(Mapping mapping, String prefix, List<String> keys) throws UnreadableFileException {
        for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
            if (!keys.contains(entry.getKey())) {
                String known = keys.size() > 15
                        ? "coulombus check-claims --keys lists all"
                        : "known here: " + String.join(", ", new TreeSet<>(keys));
                throw new UnreadableFileException(file, entry.getValue().line(),
                        prefix + entry.getKey() + ": there is no such key" + Nearest.suggestion(entry.getKey(), keys)
                                + (Nearest.suggestion(entry.getKey(), keys).isEmpty() ? "; " : " ") + known);
            }
        }
    }

    private UnreadableFileException wrong(YamlNode node, String path, String reason) {
        return new UnreadableFileException(file, node.line(), path + ": " + reason);
    }
}
