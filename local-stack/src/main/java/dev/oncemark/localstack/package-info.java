/**
 * Oncemark and what it needs, as processes of one machine: a real broker, PostgreSQL and Connect, each in a directory of
 * its own and listening on 127.0.0.1 only. The launcher runs all of them; tests take those that they need.
 */
@NullMarked
package dev.oncemark.localstack;

import org.jspecify.annotations.NullMarked;
