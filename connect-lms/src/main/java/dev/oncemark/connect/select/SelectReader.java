package dev.oncemark.connect.select;

import dev.oncemark.connect.expression.InvalidExpressionException;
import java.util.List;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.UnionOp;

/**
 * Reads a setting such as {@code SELECT id, course_id, NOT optional AS required FROM lms.lesson WHERE deleted_at IS NULL}, or
 * several of them joined by {@code UNION ALL} where a kind is in several tables. The statement is never sent to a database.
 */
public final class SelectReader {

    private SelectReader() {}

    /** @throws InvalidExpressionException if it is no such statement; the message says what is wrong with it */
    public static List<Mapping> read(Kind kind, String sql) {
        return selects(parse(sql)).stream()
                .map(select -> new MappingReader(kind, select).read())
                .toList();
    }

    private static Statement parse(String sql) {
        try {
            CCJSqlParser parser = CCJSqlParserUtil.newParser(sql);
            Statement statement = parser.Statement();
            if (parser.getNextToken().kind != CCJSqlParserConstants.EOF) {
                throw new InvalidExpressionException("there is more behind the end of the statement");
            }
            return statement;
        } catch (ParseException | RuntimeException unreadable) {
            if (unreadable instanceof InvalidExpressionException known) {
                throw known;
            }
            throw new InvalidExpressionException(
                    "it is no SQL that can be read: %s (names that are words of SQL need quotes)"
                            .formatted(firstLine(unreadable)));
        }
    }

    private static String firstLine(Exception exception) {
        return String.valueOf(exception.getMessage()).lines().findFirst().orElse("");
    }

    private static List<PlainSelect> selects(Statement statement) {
        if (statement instanceof PlainSelect select) {
            return List.of(select);
        }
        if (statement instanceof SetOperationList list
                && list.getOperations().stream().allMatch(one -> one instanceof UnionOp union && union.isAll())
                && list.getOrderByElements() == null) {
            return list.getSelects().stream().map(SelectReader::plain).toList();
        }
        throw new InvalidExpressionException("it is no SELECT, and no SELECTs joined by UNION ALL");
    }

    private static PlainSelect plain(Select select) {
        if (select instanceof PlainSelect plain) {
            return plain;
        }
        throw new InvalidExpressionException("%s is no plain SELECT".formatted(select));
    }
}
