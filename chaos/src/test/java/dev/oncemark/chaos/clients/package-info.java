@NullMarked
package dev.oncemark.chaos.clients;

import org.jspecify.annotations.NullMarked;
