package dev.oncemark.docs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What one Markdown file refers to: its links, the words in its code, and the anchors that its headings are. */
final class MarkdownFile {

    /** Something that is referred to, and the number of its line from 1. */
    record Reference(int line, String target) {}

    private static final Pattern FENCE = Pattern.compile("^\\s*(```|~~~)");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*?)#* *$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)(?: \"[^\"]*\")?\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\"'`(),;|=]+");

    private final List<Reference> links = new ArrayList<>();
    private final List<Reference> words = new ArrayList<>();
    private final List<Reference> commands = new ArrayList<>();
    private final Set<String> anchors = new HashSet<>();

    MarkdownFile(List<String> lines) {
        boolean fenced = false;
        for (int at = 0; at < lines.size(); at++) {
            String line = lines.get(at);
            if (FENCE.matcher(line).find()) {
                fenced = !fenced;
            } else if (fenced || (line.startsWith("    ") && !line.contains("`"))) {
                addWords(at + 1, line, commands);
            } else {
                read(at + 1, line);
            }
        }
    }

    private void read(int number, String line) {
        var heading = HEADING.matcher(line);
        if (heading.matches()) {
            addAnchor(heading.group(1));
        }
        LINK.matcher(line).results().forEach(link -> links.add(new Reference(number, link.group(1))));
        CODE.matcher(line).results().forEach(code -> addWords(number, code.group(1), words));
    }

    private static void addWords(int number, String code, List<Reference> to) {
        Stream.of(BETWEEN_WORDS.split(code))
                .filter(word -> !word.isEmpty())
                .forEach(word -> to.add(new Reference(number, word)));
    }

    /** As GitHub makes it: letters, digits, hyphens and underscores stay; a second one of a kind gets a number. */
    private void addAnchor(String heading) {
        String text = heading.replaceAll("]\\([^)]*\\)", "").strip().toLowerCase(Locale.ROOT);
        String anchor = text.replaceAll("[^\\p{L}\\p{N}_\\- ]", "").replace(' ', '-');
        String numbered = anchor;
        for (int more = 1; !anchors.add(numbered); more++) {
            numbered = anchor + "-" + more;
        }
    }

    List<Reference> links() {
        return links;
    }

    /** The words of inline code. */
    List<Reference> words() {
        return words;
    }

    /** The words of code blocks. */
    List<Reference> commands() {
        return commands;
    }

    Set<String> anchors() {
        return anchors;
    }
}
