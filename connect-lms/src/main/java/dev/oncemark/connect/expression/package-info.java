/** SQL's expressions over the columns of one row, with SQL's NULL: parsed by JSqlParser, evaluated here. */
@NullMarked
package dev.oncemark.connect.expression;

import org.jspecify.annotations.NullMarked;
