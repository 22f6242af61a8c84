package dev.oncemark.docs;

import dev.oncemark.docs.MarkdownFile.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds what the Markdown files of a tree refer to and what is not there: links with their anchors, paths and names of
 * files in code, and tests by their names.
 */
final class DeadReferences {

    private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z0-9+.-]*:.*");
    private static final Pattern TEST = Pattern.compile("[A-Z][a-z]\\w*(Test|IT)");
    private static final Pattern FILE =
            Pattern.compile("[\\w.*-]+\\.(java|js|json|md|mjs|properties|sql|svg|xml|yaml|yml)");
    private static final Pattern PATH = Pattern.compile("(\\./|\\.\\./)*[\\w.…*-]+(/[\\w.…*-]+)*/?");
    private static final Pattern MADE_BY_BUILD = Pattern.compile("(.*/)?(target|\\.oncemark|node_modules)(/.*)?");

    private final ProjectTree tree;
    private final Map<String, MarkdownFile> files = new TreeMap<>();
    private final List<String> dead = new ArrayList<>();
    private int checked;

    private DeadReferences(ProjectTree tree) throws IOException {
        this.tree = tree;
        for (String path : tree.files(".md").toList()) {
            files.put(path, new MarkdownFile(tree.lines(path).toList()));
        }
    }

    static DeadReferences in(ProjectTree tree) throws IOException {
        DeadReferences found = new DeadReferences(tree);
        found.files.forEach(found::check);
        return found;
    }

    /** Each with file, line and target. */
    List<String> dead() {
        return dead;
    }

    /** How many references were checked. */
    int checked() {
        return checked;
    }

    private void check(String path, MarkdownFile file) {
        String folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
        file.links().stream()
                .filter(link -> !ELSEWHERE.matcher(link.target()).matches())
                .forEach(link -> note(path, link, leads(path, folder, link.target())));
        file.words().stream()
                .filter(word -> namesAFile(word.target()) || namesAPath(folder, word.target()))
                .forEach(word -> note(path, word, isThere(folder, word.target())));
        file.commands().stream()
                .filter(word -> namesAPath(folder, word.target()))
                .forEach(word -> note(path, word, isThere(folder, word.target())));
    }

    private void note(String path, Reference reference, boolean isThere) {
        checked++;
        if (!isThere) {
            dead.add(path + ":" + reference.line() + " " + reference.target());
        }
    }

    private boolean leads(String from, String folder, String target) {
        int hash = target.indexOf('#');
        String path = hash < 0 ? target : target.substring(0, hash);
        if (!path.isEmpty() && !tree.has(folder, path)) {
            return false;
        }
        String at = path.isEmpty() ? from : normal(folder, path);
        MarkdownFile file = files.get(at);
        return hash < 0 || (file != null && file.anchors().contains(target.substring(hash + 1)));
    }

    private boolean namesAFile(String word) {
        String name = word.substring(word.lastIndexOf('/') + 1);
        return PATH.matcher(word).matches()
                && !MADE_BY_BUILD.matcher(word).matches()
                && (TEST.matcher(word).matches() || FILE.matcher(name).matches());
    }

    /** Whether it has folders, the first of which is there: {@code application/json} is none, nor an image's name. */
    private boolean namesAPath(String folder, String word) {
        String path = word.startsWith("./") ? word.substring(2) : word;
        if (!PATH.matcher(word).matches() || MADE_BY_BUILD.matcher(word).matches()) {
            return false;
        }
        int slash = path.indexOf('/');
        String first = slash < 0 ? path : path.substring(0, slash);
        if (slash < 0) {
            return word.startsWith("./") && (tree.has(folder, first) || tree.has("", first));
        }
        return !first.equals("…") && (tree.hasFolder(folder, first) || tree.hasFolder("", first));
    }

    private boolean isThere(String folder, String word) {
        if (TEST.matcher(word).matches()) {
            return tree.hasName(word + ".java");
        }
        return tree.has(folder, word) || tree.has("", word) || (!word.contains("/") && tree.hasName(word));
    }

    private static String normal(String folder, String path) {
        return java.nio.file.Path.of(folder).resolve(path).normalize().toString();
    }
}
