/** The interface that every provider protocol implements. Each implementation is a package beside this one. */
@NullMarked
package ai.tierup.upstream.protocol;

import org.jspecify.annotations.NullMarked;
