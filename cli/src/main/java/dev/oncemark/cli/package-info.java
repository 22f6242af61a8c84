/**
 * The command line of {@code ./oncemark}. A module adds a command by a class that is a {@link
 * dev.oncemark.cli.Subcommand}, annotated for picocli and named in {@code META-INF/services/dev.oncemark.cli.Subcommand};
 * help, version, ranges, suggestions, exit codes and completion are the same for all of them.
 */
@NullMarked
package dev.oncemark.cli;

import org.jspecify.annotations.NullMarked;
