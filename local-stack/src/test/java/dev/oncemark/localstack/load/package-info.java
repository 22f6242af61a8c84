@NullMarked
package dev.oncemark.localstack.load;

import org.jspecify.annotations.NullMarked;
