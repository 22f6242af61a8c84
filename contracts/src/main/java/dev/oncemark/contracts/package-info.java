/**
 * What the apps promise each other and everybody who taps the topics: topic names, record values, CloudEvents
 * headers and ids. The README of this module states what may change and what never does.
 */
@NullMarked
package dev.oncemark.contracts;

import org.jspecify.annotations.NullMarked;
