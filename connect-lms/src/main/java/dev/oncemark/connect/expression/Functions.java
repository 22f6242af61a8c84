package dev.oncemark.connect.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TimezoneExpression;
import net.sf.jsqlparser.expression.operators.arithmetic.Concat;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;

/** The few of SQL's functions that make ids and times. */
record Functions(Binder binder) {

    /** @throws InvalidExpressionException if the expression is not supported */
    Term bind(Expression expression) {
        if (expression instanceof Concat concat) {
            List<Term> terms = new ArrayList<>();
            flatten(concat, terms);
            return Joined.of(terms);
        }
        if (expression instanceof TimezoneExpression zoned
                && zoned.getTimezoneExpressions().size() == 1
                && zoned.getTimezoneExpressions().get(0) instanceof StringValue zone) {
            return AtZone.of(binder.bind(zoned.getLeftExpression()), zone.getNotExcapedValue());
        }
        if (expression instanceof Function function && isPlain(function)) {
            return function(function);
        }
        throw unsupported(expression);
    }

    /** Without {@code DISTINCT}, {@code OVER} and whatever else a call may have. */
    private static boolean isPlain(Function function) {
        ExpressionList<?> arguments = function.getParameters();
        return arguments != null && function.toString().equals(function.getName() + "(" + arguments + ")");
    }

    private Term function(Function function) {
        List<Term> arguments = binder.all(function.getParameters());
        return switch (function.getName().toLowerCase(Locale.ROOT)) {
            case "to_timestamp", "from_unixtime" -> {
                if (arguments.size() != 1) {
                    throw new InvalidExpressionException("%s: takes a number of seconds alone".formatted(function));
                }
                yield Epoch.of(arguments.get(0));
            }
            case "concat" -> Joined.of(arguments);
            default -> throw unsupported(function);
        };
    }

    private void flatten(Expression expression, List<Term> terms) {
        if (expression instanceof Concat concat) {
            flatten(concat.getLeftExpression(), terms);
            flatten(concat.getRightExpression(), terms);
        } else {
            terms.add(binder.bind(expression));
        }
    }

    private static InvalidExpressionException unsupported(Expression expression) {
        return new InvalidExpressionException(
                "%s is not supported: only columns, literals, =, <>, <, <=, >, >=, IN, BETWEEN, IS NULL, IS TRUE, IS FALSE,"
                                .formatted(expression)
                        + " AND, OR, NOT, +, -, *, /, ||, concat, to_timestamp, from_unixtime and AT TIME ZONE are");
    }
}
