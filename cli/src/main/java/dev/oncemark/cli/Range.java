package dev.oncemark.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which numbers an option or parameter takes, both ends included; of a list or array, each of its numbers. It stands on the
 * field beside picocli's own annotation, is checked before the command runs, and is part of the help.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Range {

    double min();

    /** Without one, there is no upper end but that of the type. */
    double max() default Double.POSITIVE_INFINITY;
}
