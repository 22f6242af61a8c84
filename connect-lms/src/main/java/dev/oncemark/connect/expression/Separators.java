package dev.oncemark.connect.expression;

import dev.oncemark.connect.column.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What stands between the columns of a {@link Joined}. */
final class Separators {

    private final List<Term> terms;
    private final int first;
    private final int last;

    Separators(List<Term> terms) {
        this.terms = terms;
        List<Integer> columns = new ArrayList<>();
        for (int at = 0; at < terms.size(); at++) {
            if (!(terms.get(at) instanceof Literal)) {
                requireText(terms.get(at));
                columns.add(at);
            }
        }
        this.first = columns.isEmpty() ? terms.size() : columns.get(0);
        this.last = columns.isEmpty() ? -1 : columns.get(columns.size() - 1);
    }

    List<Joined.Part> parts() {
        String separators = String.join("", between());
        return terms.stream()
                .map(term -> new Joined.Part(term, term instanceof Literal ? "" : separators))
                .toList();
    }

    /** At most one, since one escape stands for it. */
    private Set<String> between() {
        Set<String> found = new TreeSet<>();
        for (int at = first + 1; at <= last; at++) {
            if (terms.get(at) instanceof Literal == terms.get(at - 1) instanceof Literal) {
                throw wrong();
            }
            if (terms.get(at) instanceof Literal literal) {
                found.add(separator(literal));
            }
        }
        if (found.size() > 1) {
            throw wrong();
        }
        return found;
    }

    private static String separator(Literal literal) {
        String text = String.valueOf(literal.value());
        if (text.length() != 1 || Character.isLetterOrDigit(text.charAt(0)) || text.charAt(0) == '~') {
            throw wrong();
        }
        return text;
    }

    private static void requireText(Term term) {
        ValueType type = term.type();
        if (type == ValueType.OTHER || type == ValueType.INSTANT || type == ValueType.LOCAL_TIME) {
            throw new InvalidExpressionException("only text, numbers, booleans and UUIDs can be joined to an id");
        }
    }

    private static InvalidExpressionException wrong() {
        return new InvalidExpressionException("columns are joined with one and the same character between each two of"
                + " them, such as user_id || ':' || course_id, which is no letter, no digit and not ~");
    }
}
