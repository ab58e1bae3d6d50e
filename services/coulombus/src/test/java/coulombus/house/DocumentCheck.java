package coulombus.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds what a document names and the tree does not have: types, files, links and headings.
final class DocumentCheck {
    /// Types that documents may name although they are not in the tree: of others, or of a later issue.
    private static final Set<String> NOT_IN_THE_TREE = Set.of(
            // of others
            "DataPoint",
            // the queue and the assignments come with a later issue
            "Scheduler", "CyclerDriver");

    private static final Pattern LINK = Pattern.compile("(?<!`)\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final String CALL = "(?:[.#]\\w+)?(?:\\(.*\\))?";
    private static final Pattern TYPE = Pattern.compile("([A-Z][a-z]\\w*)" + CALL);
    /// Where columns of vendors are quoted too, only names of several words are taken for types.
    private static final Pattern LONG_TYPE = Pattern.compile("((?:[A-Z][a-z0-9]+){2,})" + CALL);
    private static final String QUOTES_VENDORS = "docs/reference/file-formats.md";
    private static final Pattern PATH = Pattern.compile("(?:services|schemas|docs|load-tests|\\.ci|\\.mvn)/[\\w./-]*");
    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w*)");
    private static final Pattern AVRO_NAME = Pattern.compile("\"name\"\\s*:\\s*\"([A-Z]\\w*)\"");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");

    private final Path root;
    private final Set<String> types;

    DocumentCheck(Path root, Set<String> types) {
        this.root = root;
        this.types = types;
    }

    /// A check against the whole tree.
    static DocumentCheck ofTheTree() throws IOException {
        Set<String> types = new HashSet<>(NOT_IN_THE_TREE);
        for (Path source : ProjectTree.files(".java")) {
            collect(DECLARED, Files.readString(source), types);
        }
        for (Path schema : ProjectTree.files(".avsc")) {
            collect(AVRO_NAME, Files.readString(schema), types);
        }
        return new DocumentCheck(ProjectTree.root(), types);
    }

    /// What is wrong with the document, one sentence each.
    List<String> problems(Path document, String text) throws IOException {
        List<String> problems = new ArrayList<>();
        String prose = FENCE.matcher(text).replaceAll("");
        Matcher link = LINK.matcher(prose);
        while (link.find()) {
            follow(document, text, link.group(1), problems);
        }
        Pattern typePattern = document.endsWith(QUOTES_VENDORS) ? LONG_TYPE : TYPE;
        Matcher code = CODE.matcher(prose);
        while (code.find()) {
            String named = code.group(1);
            Matcher type = typePattern.matcher(named);
            if (type.matches() && !types.contains(type.group(1))) {
                problems.add("names the type " + type.group(1) + ", which is not in the tree");
            }
            if (PATH.matcher(named).matches() && !Files.exists(root.resolve(named))) {
                problems.add("names the path " + named + ", which is not in the tree");
            }
        }
        return problems;
    }

    private void follow(Path document, String text, String target, List<String> problems) throws IOException {
        if (target.startsWith("https://") || target.startsWith("http://") || target.startsWith("mailto:")) {
            return;
        }
        int hash = target.indexOf('#');
        String file = hash < 0 ? target : target.substring(0, hash);
        Path reached = file.isEmpty() ? document : document.resolveSibling(file).normalize();
        if (!file.isEmpty() && !Files.exists(reached)) {
            problems.add("links to " + target + ", which is not there");
        } else if (hash >= 0 && !headings(file.isEmpty() ? text : Files.readString(reached)).contains(target.substring(hash + 1))) {
            problems.add("links to the heading " + target + ", which is not there");
        }
    }

    /// The headings as the addresses that a Markdown viewer gives them.
    private static Set<String> headings(String text) {
        Set<String> found = new HashSet<>();
        for (String line : text.split("\n")) {
            if (line.startsWith("#")) {
                found.add(line.replaceFirst("^#+\\s*", "").toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-'));
            }
        }
        return found;
    }

    private static void collect(Pattern pattern, String text, Set<String> into) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            into.add(matcher.group(1));
        }
    }
}
