package dev.oncemark.connect.row;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;

/** Where a transaction of the platform begins or ends. */
final class TransactionMark {

    static final String SCHEMA = "io.debezium.connector.common.TransactionMetadataValue";

    private TransactionMark() {}

    static LmsRow of(Struct value) {
        String id = id(value.getString("id"));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", value.getString("status"));
        fields.put("id", id);
        return new LmsRow(LmsRow.COURSES, id, fields);
    }

    /**
     * PostgreSQL's are {@code number:position}, of which readers take the number alone. In MySQL's GTIDs the number is behind
     * the colon: they are written with a slash.
     */
    static String id(String id) {
        int colon = id.indexOf(':');
        return colon < 0 || isNumber(id, colon) ? id : id.replace(':', '/');
    }

    private static boolean isNumber(String id, int end) {
        for (int at = 0; at < end; at++) {
            if (!Character.isDigit(id.charAt(at))) {
                return false;
            }
        }
        return true;
    }
}
