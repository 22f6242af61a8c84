package dev.oncemark.connect.expression;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.operators.arithmetic.Addition;
import net.sf.jsqlparser.expression.operators.arithmetic.Division;
import net.sf.jsqlparser.expression.operators.arithmetic.Multiplication;
import net.sf.jsqlparser.expression.operators.arithmetic.Subtraction;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.GreaterThan;
import net.sf.jsqlparser.expression.operators.relational.GreaterThanEquals;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsBooleanExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.MinorThan;
import net.sf.jsqlparser.expression.operators.relational.MinorThanEquals;
import net.sf.jsqlparser.expression.operators.relational.NotEqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import org.jspecify.annotations.Nullable;

/**
 * Makes terms of parsed expressions. What SQL has beyond these is refused by name: functions that look at other rows, at the
 * clock or at the session could not be followed in the log.
 *
 * @param columns gives the term for a column's name, or throws
 */
public record Binder(Function<String, Term> columns) {

    /** @throws InvalidExpressionException if the expression, or a part of it, is not supported */
    public Term bind(Expression expression) {
        Term term = simple(expression);
        if (term == null) {
            term = condition(expression);
        }
        if (term == null && expression instanceof BinaryExpression binary) {
            term = binary(binary);
        }
        if (term == null) {
            term = new Functions(this).bind(expression);
        }
        return term;
    }

    private @Nullable Term simple(Expression expression) {
        if (expression instanceof Column column) {
            if (column.getTable() != null) {
                throw new InvalidExpressionException("%s: write the column without its table".formatted(column));
            }
            return columns.apply(column.getUnquotedColumnName());
        }
        if (expression instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
            return bind(list.get(0));
        }
        return Literals.of(expression);
    }

    private @Nullable Term condition(Expression expression) {
        if (expression instanceof NotExpression not) {
            return new Logic.Not(Truth.of(bind(not.getExpression())));
        }
        if (expression instanceof IsNullExpression is) {
            return new Logic.IsNull(bind(is.getLeftExpression()), is.isNot() || is.isUseNotNull());
        }
        if (expression instanceof IsBooleanExpression is) {
            return new Logic.Is(Truth.of(bind(is.getLeftExpression())), is.isTrue(), is.isNot());
        }
        if (expression instanceof InExpression in) {
            return negated(in(in), in.isNot());
        }
        if (expression instanceof Between between) {
            return negated(between(between), between.isNot());
        }
        return null;
    }

    private static Term negated(Term term, boolean not) {
        return not ? new Logic.Not(Truth.of(term)) : term;
    }

    private InList in(InExpression in) {
        if (!(in.getRightExpression() instanceof ParenthesedExpressionList<?> list) || list.isEmpty()) {
            throw new InvalidExpressionException("%s: IN takes a list, such as state IN ('a', 'b')".formatted(in));
        }
        Term left = bind(in.getLeftExpression());
        return new InList(list.stream()
                .map(one -> Comparison.of(left, order -> order == 0, bind(one)))
                .toList());
    }

    private Term between(Between between) {
        if (between.isUsingSymmetric()) {
            throw new InvalidExpressionException("%s: BETWEEN SYMMETRIC is not supported".formatted(between));
        }
        Term term = bind(between.getLeftExpression());
        return Logic.Both.and(
                Comparison.of(term, order -> order >= 0, bind(between.getBetweenExpressionStart())),
                Comparison.of(term, order -> order <= 0, bind(between.getBetweenExpressionEnd())));
    }

    private @Nullable Term binary(BinaryExpression expression) {
        IntPredicate order = order(expression);
        if (order != null) {
            return Comparison.of(bind(expression.getLeftExpression()), order, bind(expression.getRightExpression()));
        }
        // By class and not by a kind of class: what JSqlParser derives from these means something else.
        Class<?> type = expression.getClass();
        if (type == AndExpression.class) {
            return Logic.Both.and(bind(expression.getLeftExpression()), bind(expression.getRightExpression()));
        }
        if (type == OrExpression.class) {
            return Logic.Both.or(bind(expression.getLeftExpression()), bind(expression.getRightExpression()));
        }
        return arithmetic(expression, type);
    }

    private @Nullable Term arithmetic(BinaryExpression expression, Class<?> type) {
        java.util.function.BinaryOperator<java.math.BigDecimal> operator = type == Addition.class
                ? java.math.BigDecimal::add
                : type == Subtraction.class
                        ? java.math.BigDecimal::subtract
                        : type == Multiplication.class
                                ? java.math.BigDecimal::multiply
                                : type == Division.class ? Arithmetic::divide : null;
        return operator == null
                ? null
                : Arithmetic.of(bind(expression.getLeftExpression()), operator, bind(expression.getRightExpression()));
    }

    private static @Nullable IntPredicate order(Expression expression) {
        Class<?> type = expression.getClass();
        if (type == EqualsTo.class) {
            return order -> order == 0;
        }
        if (type == NotEqualsTo.class) {
            return order -> order != 0;
        }
        if (type == MinorThan.class) {
            return order -> order < 0;
        }
        if (type == MinorThanEquals.class) {
            return order -> order <= 0;
        }
        if (type == GreaterThan.class) {
            return order -> order > 0;
        }
        return type == GreaterThanEquals.class ? order -> order >= 0 : null;
    }

    List<Term> all(ExpressionList<?> expressions) {
        return expressions.stream().map(this::bind).toList();
    }
}
